"""Visitors without a browser: each opens a page over a WebSocket, moves something there and times the answers."""

import asyncio
import random
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from urllib.parse import urlencode

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.proto.Slider_pb2 import Slider
from websockets.asyncio.client import ClientConnection, connect

PATIENCE = 60.0  # seconds


def opening_times(url: str, page: str, visitors: int, seconds: float, **query: str) -> list[float]:
    """Seconds from a link to the end of the page's first script run, for visitors that come within `seconds`."""

    async def arrive(number: int) -> float:
        await asyncio.sleep(number * seconds / visitors)
        start = time.perf_counter()
        async with _connected(url) as socket:
            await _answer(socket, _hello(page, query))
            taken = time.perf_counter() - start
            await asyncio.sleep(max(0.0, seconds - number * seconds / visitors))  # a class stays
        return taken

    async def crowd() -> list[float]:
        return await asyncio.gather(*map(arrive, range(visitors)))

    return asyncio.run(crowd())


def answer_times(url: str, page: str, visitors: int, seconds: float, every: float, **query: str) -> list[float]:
    """Seconds from each move to the end of the script run that it causes.

    `visitors` sessions move the page's first slider about once in `every` seconds, each in its own time, or where it
    has none something that only the page's script hears; the first answer of each, which fills caches, does not count.
    """

    async def crowd() -> list[list[float]]:
        visits = (_visit(url, page, seconds, every, number, query) for number in range(visitors))
        return await asyncio.gather(*visits)

    return [taken for times in asyncio.run(crowd()) for taken in times]


@asynccontextmanager
async def visiting(url: str, page: str, **query: str) -> AsyncIterator[ClientConnection]:
    """A visitor whose page has been drawn, and who stays; what the server said is forgotten."""
    address = url.replace("http", "ws", 1) + "/_stcore/stream"
    async with connect(address, subprotocols=["streamlit"], max_size=None) as socket:
        hello = BackMsg()
        hello.rerun_script.page_name = page
        hello.rerun_script.query_string = urlencode(query)
        await _answer(socket, hello)
        yield socket


async def _visit(url: str, page: str, seconds: float, every: float, number: int, query: dict) -> list[float]:
    rng, times = random.Random(number), []
    async with _connected(url) as socket:
        await asyncio.sleep(rng.uniform(0, every))  # nobody comes in step
        heard = await _answer(socket, _hello(page, query))
        script = next(message.navigation.page_script_hash for message in heard if message.HasField("navigation"))
        slider = _slider(heard)
        end = time.perf_counter() + seconds
        while time.perf_counter() < end:
            await asyncio.sleep(rng.uniform(0.5, 1.5) * every)
            move = BackMsg()
            move.rerun_script.page_script_hash = script
            move.rerun_script.query_string = urlencode(query)
            if slider:
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


def _connected(url: str) -> connect:
    return connect(url.replace("http", "ws", 1) + "/_stcore/stream", subprotocols=["streamlit"], max_size=None)


def _hello(page: str, query: dict) -> BackMsg:
    hello = BackMsg()
    hello.rerun_script.page_name = page
    hello.rerun_script.query_string = urlencode(query)
    return hello


def _slider(heard: list[ForwardMsg]) -> Slider | None:
    for message in heard:
        if message.HasField("delta") and message.delta.new_element.HasField("slider"):
            return message.delta.new_element.slider
    return None
