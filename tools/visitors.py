"""Visitors without a browser: each opens a page over a WebSocket, moves its slider and times the answers."""

import asyncio
import random
import time
from urllib.parse import urlencode

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.proto.Slider_pb2 import Slider
from websockets.asyncio.client import ClientConnection, connect

PATIENCE = 60.0  # seconds


def answer_times(url: str, page: str, visitors: int, seconds: float, every: float, **query: str) -> list[float]:
    """Seconds from each move of the page's first slider to the end of the script run that it causes.

    `visitors` sessions move it about once in `every` seconds, each in its own time; the first answer of each, which
    fills caches, does not count.
    """

    async def crowd() -> list[list[float]]:
        visits = (_visit(url, page, seconds, every, number, query) for number in range(visitors))
        return await asyncio.gather(*visits)

    return [taken for times in asyncio.run(crowd()) for taken in times]


async def _visit(url: str, page: str, seconds: float, every: float, number: int, query: dict) -> list[float]:
    rng, times = random.Random(number), []
    address = url.replace("http", "ws", 1) + "/_stcore/stream"
    async with connect(address, subprotocols=["streamlit"], max_size=None) as socket:
        hello = BackMsg()
        hello.rerun_script.page_name = page
        hello.rerun_script.query_string = urlencode(query)
        heard = await _answer(socket, hello)
        script = next(message.new_session.page_script_hash for message in heard if message.HasField("new_session"))
        slider = _slider(heard)
        end = time.perf_counter() + seconds
        while time.perf_counter() < end:
            await asyncio.sleep(rng.uniform(0.5, 1.5) * every)
            move = BackMsg()
            move.rerun_script.page_script_hash = script
            move.rerun_script.query_string = urlencode(query)
            state = move.rerun_script.widget_states.widgets.add()
            state.id = slider.id
            state.double_array_value.data.append(rng.randint(round(slider.min), round(slider.max)))
            start = time.perf_counter()
            await _answer(socket, move)
            times.append(time.perf_counter() - start)
    return times[1:]


async def _answer(socket: ClientConnection, question: BackMsg) -> list[ForwardMsg]:
    """What the server says until the script has finished."""
    await socket.send(question.SerializeToString())
    heard = []
    while not heard or heard[-1].WhichOneof("type") != "script_finished":
        heard.append(ForwardMsg.FromString(await asyncio.wait_for(socket.recv(), PATIENCE)))
    return heard


def _slider(heard: list[ForwardMsg]) -> Slider:
    for message in heard:
        if message.HasField("delta") and message.delta.new_element.HasField("slider"):
            return message.delta.new_element.slider
    raise LookupError("this page has no slider to move")
