"""The thread as the reader sees it: a line above the lesson, its exercises and the way on below it."""

from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Any

import streamlit as st

from lstm_core.browser.blob import blob
from ui.components import presented
from ui.components.component import component
from ui.lesson import plain
from ui.thread import hidden, told, way
from ui.thread.pages import page
from ui.thread.things import Thing
from ui.thread.way import Tour

NOTHING: Mapping[str, float | str] = {}


def above(lessons: Sequence, current: Any, tour: Tour | None, hides: Sequence[str]) -> None:
    """What there is to do, ticked off in the page; which stop of the tour this is; on Start, where one left off."""
    with st.container(key="thread"):
        component("thread")(
            key="thread_above",
            data=_message("above", lessons, current, tour, hides),
            on_left_change=way.leave,
        )


def below(lessons: Sequence, current: Any, tour: Tour | None, hides: Sequence[str], references: Sequence) -> None:
    """The exercises, how much is done, what comes next, and what can be looked up; below a reference the way back."""
    if current not in lessons:
        return _back(lessons[0])
    component("thread")(key="thread_below", data=_message("below", lessons, current, tour, hides))
    onward = way.following(lessons, current, tour)
    goes_on = tour is not None and onward is not lessons[0]
    time = way.minutes(onward, tour)
    claim = "The tour ends here" if tour and not goes_on else plain(onward.claim)
    label = f"**Next: {onward.menu}**: {claim}{f' ({time} min)' if time else ''}"
    kept = {**presented.query(), **({hidden.KEY: hidden.written(hides)} if hides else {})}
    query = {**(tour.address(onward.name) if goes_on else {}), **kept}
    with st.container(key="onward", horizontal=True, vertical_alignment="center"):
        st.page_link(page(onward.name), label=label, icon=":material/arrow_forward:", query_params=query or None)
        if "menu" in hides:
            return
        if lessons[0] not in (current, onward):
            _back(lessons[0])
        for one in references:
            st.page_link(page(one.name), label=one.menu, icon=one.icon)


def _back(start: Any) -> None:
    query = presented.query() or None
    st.page_link(page(start.name), label=f"Back to {start.menu}", icon=":material/home:", query_params=query)


def _message(part: str, lessons: Sequence, current: Any, tour: Tour | None, hides: Sequence[str]) -> bytes:
    asked = tuple(one for one in current.exercises if not one.after or st.query_params.get(one.after))
    said = told.told() if part == "below" else {}
    if tour or said:
        return _composed(part, tuple(lessons), current, asked, tour, tuple(hides), said)
    return _usual(part, tuple(lessons), current, asked, None, tuple(hides))


def _composed(
    part: str,
    lessons: tuple,
    current: Any,
    exercises: tuple[Thing, ...],
    tour: Tour | None,
    hides: tuple[str, ...],
    said: Mapping[str, float | str] = NOTHING,
) -> bytes:
    stops = tour.stops if tour else ()
    header = {
        "part": part,
        "lesson": current.name,
        "do": _told(current.do),
        "exercises": _told(exercises),
        "told": dict(said),
        "later": len(current.exercises) - len(exercises),
        "hides": [name for name in hides if name in hidden.IN_THE_THREAD],
        "tour": tour and {"said": tour.said, "title": tour.title, "stops": [one.name for one in stops]},
        "slip": [[one.name, [thing.when for thing in (*one.do, *one.exercises)]] for one in stops],
        "last": bool(stops) and current is stops[-1],
        "start": current is lessons[0],
        "lessons": {
            one.name: {"menu": one.menu, "do": [thing.when for thing in one.do], "home": one is lessons[0]}
            for one in lessons
        },
        "tours": {minutes: [one.name for one in way.stops(lessons, minutes)] for minutes in way.TOURS},
    }
    return blob(header, {}, "the thread through the lessons")


_usual = lru_cache(maxsize=128)(_composed)  # what readers without a tour are sent is the same for all of them


def _told(things: Sequence[Thing]) -> list[dict]:
    return [{**thing._asdict(), "parts": [part._asdict() for part in thing.parts]} for thing in things]
