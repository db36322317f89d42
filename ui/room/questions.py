"""What a page asks, told to its room: the question, what this reader said, and what is right once that is known."""

import hashlib
from collections.abc import Sequence
from dataclasses import asdict, dataclass

import streamlit as st
from sqlalchemy import Connection, select

from ui.room.member import IN, LEADS
from ui.room.store import database, rooms
from ui.room.store.tables import QUESTIONS

KEY = "questions of this page"
SHOW = "just show me"  # for whoever does not want to guess, or has guessed before


@dataclass
class Question:
    """A question by the name that all readers' pages give it, its options, and the places of two of them."""

    name: str
    key: str
    asks: str
    options: tuple[str, ...]
    said: int | None
    right: int | None = None
    waits: bool = False
    pictured: bool = False


def begin(page: str) -> None:
    """A page begins: nothing is asked yet."""
    st.session_state[KEY] = (page, [])


def ask(key: str, asks: str, options: Sequence[str], said: str | None, pictured: bool = False) -> bool:
    """A question of this page and what its reader said; True where the room's teacher has yet to show the answer.

    A `pictured` one is answered in the picture itself, in the browser, which waits by itself as the room's strip says.
    """
    page, found = st.session_state.get(KEY, ("", []))
    name = f"{page}.{hashlib.sha256(repr((key, asks, *options)).encode()).hexdigest()[:12]}"
    one = Question(name, key, asks, tuple(options), options.index(said) if said in options else None, pictured=pictured)
    found.append(one)
    one.waits = bool(said) and not st.session_state.get(LEADS) and _open(name)
    return one.waits


def answer(said: str, right: str) -> None:
    """What is right, told beside what was said: of the last question that both could belong to."""
    _, found = st.session_state.get(KEY, ("", []))
    for one in reversed(found):
        if (
            right in one.options
            and one.right is None
            and one.said == (one.options.index(said) if said in one.options else None)
        ):
            one.right = one.options.index(right)
            return


def told() -> list[dict]:
    """All of this page, for the browser."""
    return [asdict(one) for one in st.session_state.get(KEY, ("", []))[1]]


def show(key: str) -> None:
    """The answer to a question of this page is shown to a reader who said nothing."""
    _, found = st.session_state.get(KEY, ("", []))
    if any(one.key == key and not one.pictured for one in found) and st.session_state.get(key) is None:
        st.session_state[key] = SHOW


def _open(name: str) -> bool:
    """Whether this tab's room has asked it and not shown the answer; a room that cannot be reached keeps nobody."""
    if not (word := st.session_state.get(IN)):
        return False

    def is_open(connection: Connection) -> bool:
        room = rooms.found(connection, word)
        revealed = select(QUESTIONS.c.revealed).where(QUESTIONS.c.room == room.id, QUESTIONS.c.name == name)
        return connection.scalar(revealed) is False

    try:
        return database.asked(is_open)
    except ValueError:
        return False
