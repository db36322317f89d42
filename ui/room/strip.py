"""The strip of a room above a page: who is there, where the teacher is, the votes; for the teacher what leads it."""

from collections.abc import Mapping
from urllib.parse import parse_qsl

import streamlit as st

from lstm_core.browser.blob import blob
from ui.components.component import component
from ui.room import member, questions

KEY, GOES = "room_strip", "where the room goes"


def follow(names: Mapping[str, str]) -> None:
    """Go where the teacher is, if the strip has just said so; `names` are the pages that one can be led to."""
    page, place = st.session_state.pop(GOES, ("", ""))
    if page in names:
        query = {key: value for key, value in parse_qsl(place) if key != member.KEY}
        st.switch_page(f"pages/{page}.py", query_params={**query, member.KEY: member.room()})


def show(word: str, page: str, names: Mapping[str, str]) -> None:
    """The strip, in place; it comes after the rest of the page, whose questions it tells."""
    header = {"part": "strip", "room": word, "page": page, "names": dict(names), "questions": questions.told()}
    component("room")(
        key=KEY,
        data=blob(header, {}, "the room of a class"),
        default={"leads": False},
        on_leads_change=_leads,
        on_left_change=member.leave,
        on_shown_change=lambda: None,
        on_went_change=_went,
        on_answer_change=lambda: questions.show(str(_said("answer"))),
    )


def desk() -> None:
    """The button that opens a room."""
    message = blob({"part": "desk"}, {}, "the room of a class")
    component("room")(
        key="room_desk", data=message, on_opened_change=lambda: member.enter(str(_said("opened", "room_desk")))
    )


def _said(what: str, key: str = KEY) -> object:
    return st.session_state.get(key, {}).get(what)


def _leads() -> None:
    st.session_state[member.LEADS] = bool(_said("leads"))


def _went() -> None:
    went = _said("went")
    if isinstance(went, Mapping):
        st.session_state[GOES] = (str(went.get("page", "")), str(went.get("place", ""))[:2000])
