"""What a room answers beside the pages: open one, listen to it, vote in it, lead it. Each refusal is one sentence."""

from collections.abc import Callable, Coroutine
from functools import partial, wraps
from typing import Any

import streamlit as st
from sqlalchemy import Connection
from starlette.requests import Request
from starlette.responses import JSONResponse, Response, StreamingResponse
from starlette.routing import Route

from ui.room import asked, limits
from ui.room.asked import NAME, PAGE, PLACE, Browser
from ui.room.lines import Line
from ui.room.listeners import shared as listeners
from ui.room.store import clock, rooms, votes
from ui.room.store.refusal import Refused
from ui.room.store.rooms import Room

Answers = Callable[[Request], Coroutine[Any, Any, Response]]
UNSTORED = {"cache-control": "no-store", "x-accel-buffering": "no"}  # no proxy gathers what is sent


def routes() -> list[Route]:
    """To be served with the app, under the address at which it begins."""
    home = f"/{st.get_option('server.baseUrlPath').strip('/')}/room".replace("//", "/")
    return [
        Route(home, _said(_open), methods=["POST"]),
        Route(f"{home}/{{word}}", _said(_listen), methods=["GET"]),
        Route(f"{home}/{{word}}/vote", _said(_vote), methods=["POST"]),
        Route(f"{home}/{{word}}/lead", _said(_lead), methods=["POST"]),
    ]


def _said(answer: Answers) -> Answers:
    @wraps(answer)
    async def said(request: Request) -> Response:
        try:
            return await answer(request)
        except ValueError as refused:
            text = str(refused)
            says = f"{text[0].upper()}{text[1:]}."
            return JSONResponse({"says": says}, getattr(refused, "status", 503), headers=UNSTORED)

    return said


async def _open(request: Request) -> Response:
    browser = asked.browser(request)
    await asked.told(request)
    limits.shared.take("open", browser.network)
    word, secret = await listeners.ask(rooms.opened)
    return JSONResponse({"room": word, "secret": secret}, headers=UNSTORED)


async def _listen(request: Request) -> Response:
    browser = asked.browser(request)
    room = await _room(request, browser, partial(rooms.led, secret=browser.secret) if browser.leads else rooms.found)
    return _Told(room, listeners.join(room, browser.voter, browser.leads))


class _Told(StreamingResponse):
    """What somebody in a room hears, as long as both ends are there."""

    def __init__(self, room: Room, line: Line):
        super().__init__(line.heard(), media_type="text/event-stream", headers=UNSTORED)
        self.room, self.line = room, line

    async def __call__(self, *given: Any) -> None:
        try:
            await super().__call__(*given)
        finally:
            listeners.leave(self.room, self.line)


async def _vote(request: Request) -> Response:
    browser = asked.browser(request)
    said = await asked.told(request)
    name, choice = asked.text(said, "question", NAME), asked.whole(said.get("choice"), "a choice")

    def vote(database: Connection, word: str) -> Room:
        room = listeners.room(word) or rooms.found(database, word)
        votes.vote(database, room, name, browser.voter, choice)
        return room

    if not listeners.voted(room := await _room(request, browser, vote, at_once=True)):
        await listeners.ask(rooms.touch, room)
    return JSONResponse({"counted": True}, headers=UNSTORED)


async def _lead(request: Request) -> Response:
    browser = asked.browser(request)
    said = await asked.told(request)
    does = said.get("do")
    if not isinstance(does, str) or does not in DOES:
        raise Refused(400, f"a room can be told to {', '.join(DOES)}: reload the page")
    act = DOES[does](said)

    def lead(database: Connection, word: str) -> Room:
        room = rooms.led(database, word, browser.secret)
        act(database, room)
        return room

    await _room(request, browser, lead)
    return JSONResponse({"done": True}, headers=UNSTORED)


Acts = Callable[[Connection, Room], None]


def _ask(said: dict[str, Any]) -> Acts:
    questions = asked.questions(said)
    return lambda database, room: votes.ask(database, room, questions)


def _choose(said: dict[str, Any]) -> Acts:
    name = asked.text(said, "question", NAME)
    return lambda database, room: votes.choose(database, room, name)


def _reveal(said: dict[str, Any]) -> Acts:
    name = asked.text(said, "question", NAME)
    right = None if said.get("right") is None else asked.whole(said["right"], "the right option")
    return lambda database, room: votes.reveal(database, room, name, right)


def _go(said: dict[str, Any]) -> Acts:
    page, place = asked.text(said, "page", PAGE), asked.text(said, "place", PLACE)
    return lambda database, room: rooms.touch(database, room, page=page, place=place)


def _close(_said: dict[str, Any]) -> Acts:
    return lambda database, room: rooms.touch(database, room, ends=clock.now())


DOES = {"ask": _ask, "choose": _choose, "reveal": _reveal, "go": _go, "close": _close}


async def _room(request: Request, browser: Browser, what: Callable[..., Room], at_once: bool = False) -> Room:
    """The room that is asked for, after something was done with it; who guesses words is heard no more for a while."""
    word = request.path_params["word"]
    if (word, browser.voter) not in listeners.joined:
        limits.shared.check("wrong", browser.network)
    try:
        return await listeners.ask(what, word, at_once=at_once)
    except Refused as refused:
        if refused.status in (403, 404):
            limits.shared.take("wrong", browser.network)
        raise
