"""Visitors without a browser: each opens a page over a WebSocket, moves something there and times the answers."""

import asyncio
import random
import time
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from typing import Any, NamedTuple
from urllib.parse import urlencode

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.asyncio.client import ClientConnection, connect

PATIENCE = 60.0  # seconds
CONTROLS = ("slider", "selectbox", "radio", "button_group", "expandable", "bidi_component")


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


def answer_times(
    url: str, page: str, visitors: int, seconds: float, every: float, moves: Sequence[str] = (), **query: str
) -> list[float]:
    """Seconds from each move to the end of the script run that it causes.

    `visitors` sessions move something about once in `every` seconds, each in its own time: one of `moves`, each as
    often as any other, which are keys of the page's controls, "" for what the server does not hear. Without them it is
    the page's first slider, or where it has none what only the script hears, and the whole page runs. The first answer
    of each, which fills caches, does not count.
    """

    async def crowd() -> list[list[float]]:
        visits = (_visit(url, page, seconds, every, number, moves, query) for number in range(visitors))
        return await asyncio.gather(*visits)

    return [taken for times in asyncio.run(crowd()) for taken in times]


@asynccontextmanager
async def visiting(url: str, page: str, **query: str) -> AsyncIterator[ClientConnection]:
    """A visitor whose page has been drawn, and who stays; what the server said is forgotten."""
    async with _connected(url) as socket:
        await _answer(socket, _hello(page, query))
        yield socket


async def _visit(
    url: str, page: str, seconds: float, every: float, number: int, moves: Sequence[str], query: dict
) -> list[float]:
    rng, times = random.Random(number), []
    async with _connected(url) as socket:
        await asyncio.sleep(rng.uniform(0, every))  # nobody comes in step
        heard = await _answer(socket, _hello(page, query))
        script = next(message.navigation.page_script_hash for message in heard if message.HasField("navigation"))
        controls = _controls(heard)
        slider = next((key for key, one in controls.items() if one.kind == "slider"), "")
        end = time.perf_counter() + seconds
        while time.perf_counter() < end:
            await asyncio.sleep(rng.uniform(0.5, 1.5) * every)
            key = rng.choice(moves) if moves else slider
            if moves and not key:
                continue
            move = BackMsg()
            move.rerun_script.page_script_hash = script
            move.rerun_script.query_string = urlencode(query)
            if key:
                controls[key].move(move, rng, alone=bool(moves))
            start = time.perf_counter()
            controls |= _controls(await _answer(socket, move))
            times.append(time.perf_counter() - start)
    return times[0 if moves else 1 :]


class Control(NamedTuple):
    """A control of the page, as the server described it, and the part of the page that it runs, "" for all of it."""

    kind: str
    proto: Any
    part: str

    def move(self, question: BackMsg, rng: random.Random, alone: bool) -> None:
        """Ask as a browser does when a hand sets it to something."""
        if alone:
            question.rerun_script.fragment_id = self.part
        if self.kind == "bidi_component":  # where its levers stand does not change what that costs
            return
        state = question.rerun_script.widget_states.widgets.add()
        state.id = self.proto.id
        if self.kind == "slider":
            state.double_array_value.data.append(rng.randint(round(self.proto.min), round(self.proto.max)))
        elif self.kind == "button_group":
            state.string_array_value.data.append(rng.choice(self.proto.options).content)
        elif self.kind == "expandable":
            state.bool_value = rng.random() < 0.5
        else:
            state.string_value = rng.choice(self.proto.options)


def _controls(heard: list[ForwardMsg]) -> dict[str, Control]:
    """The controls of which the server spoke, by their keys in the address."""
    found = {}
    for delta in (message.delta for message in heard if message.HasField("delta")):
        new = delta.add_block if delta.HasField("add_block") else delta.new_element
        kind = new.WhichOneof("type") or ""
        if kind in CONTROLS:
            proto = getattr(new, kind)
            key = proto.id.rpartition("-")[2] if kind == "bidi_component" else proto.query_param_key
            found[key] = Control(kind, proto, delta.fragment_id)
    return found


async def _answer(socket: ClientConnection, question: BackMsg) -> list[ForwardMsg]:
    """What the server says until the script has finished."""
    await socket.send(question.SerializeToString())
    heard = []
    while not heard or heard[-1].WhichOneof("type") != "script_finished":
        heard.append(ForwardMsg.FromString(await asyncio.wait_for(socket.recv(), PATIENCE)))
    return heard


def _connected(url: str) -> connect:
    """A busy server answers late, and a browser waits: no pings that would end the connection."""
    address = url.replace("http", "ws", 1) + "/_stcore/stream"
    return connect(address, subprotocols=["streamlit"], max_size=None, ping_interval=None, open_timeout=PATIENCE)


def _hello(page: str, query: dict) -> BackMsg:
    hello = BackMsg()
    hello.rerun_script.page_name = page
    hello.rerun_script.query_string = urlencode(query)
    return hello
