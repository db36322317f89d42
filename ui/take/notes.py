"""What the one who presents a lesson reads in a second window: claim, things to do, question, the next stop."""

import re
from collections.abc import Mapping, Sequence
from typing import Any

import streamlit as st

from lstm_core.browser.blob import blob
from ui import lesson
from ui.components import presented
from ui.components.component import component
from ui.take import stops
from ui.take.handout import Question
from ui.thread import way
from ui.thread.way import Tour

WANTED = "the notes of who presents are open"  # in the session
MARKS = re.compile(r"\[([^\[\]]+)\]\(#[^)]+\)|`([^`]+)`|(?<!\*)\*([^*]+)\*(?!\*)|\\(.)")  # all but what is bold


def bar() -> None:
    """The keys of the one who presents; they are heard from now on."""
    component("present")(
        key="presenting",
        data=blob({}, {}, "the bar of who presents"),
        on_ended_change=presented.end,
        on_notes_change=lambda: st.session_state.update({WANTED: True}),
    )


def tell(lessons: Sequence, current: Any, tour: Tour | None) -> None:
    """The notes of this page, once the second window has asked for them."""
    if st.session_state.get(WANTED):
        header = {"notes": of(lessons, current, tour, st.query_params.to_dict())}
        component("present")(key="notes", data=blob(header, {}, "the notes of who presents"))


def of(lessons: Sequence, current: Any, tour: Tour | None, asked: Mapping[str, str]) -> dict[str, Any]:
    """The notes of a lesson as it stands at the address `asked`."""
    onward = way.following(lessons, current, tour) if current in lessons else lessons[0]
    place = tour.stops.index(current) + 1 if tour and current in tour.stops else 0
    where = f"{tour.title}, stop {place} of {len(tour.stops)}: {current.menu}" if tour and place else current.menu
    facts = st.session_state.get(lesson.KEPT, ()) if current in lessons else ()
    return {
        "lesson": current.name,
        "where": where,
        "claim": current.claim,
        "minutes": way.minutes(current, tour),
        "do": [thing.says for thing in current.do],
        "asks": _asked(current, asked),
        "watch": [spoken(text) for text in (*facts, *(f"{one.says} {one.shows}" for one in current.exercises))],
        "next": {"menu": onward.menu, "claim": onward.claim, "minutes": way.minutes(onward, tour)},
    }


def spoken(text: str) -> str:
    """The text without marks, but for what is bold."""
    return MARKS.sub(lambda found: next(filter(None, found.groups())), text)


def _asked(current: Any, asked: Mapping[str, str]) -> dict[str, Any] | None:
    """The first question of the lesson, with its answer; None where it has none, or cannot compute one here."""
    recall = st.session_state.get(lesson.ASKED_AT_THE_END) if current.do else None
    try:
        questions = stops.stop(current, 0, asked, recall).gives.questions
    except (ValueError, OSError):  # the page itself says what is wrong
        return None
    return next((_told(one) for one in questions if one.options), None)


def _told(question: Question) -> dict[str, Any]:
    says, why = spoken(question.asks), spoken(question.says)
    return {"says": says, "options": list(question.options), "right": question.right, "why": why}
