"""The way through the lessons: the tours, which of them a link is on, and what comes after a lesson."""

from collections.abc import Sequence

import streamlit as st

from ui.asked import say_ignored

TOURS = (10, 25, 50)  # minutes
KEY = "tour"  # in the address, from stop to stop


def asked() -> int | None:
    """The tour that the link is on, None without one; what is no tour is said in the line above the lesson."""
    said = st.query_params.get(KEY)
    known = said in map(str, TOURS)
    tours = f"{', '.join(map(str, TOURS[:-1]))} and {TOURS[-1]}"
    say_ignored(
        KEY, [] if said is None or known else [f"“{said[:40]}” is not a tour: there are tours of {tours} minutes"]
    )
    return int(said) if known else None


def leave() -> None:
    """The lesson stays, the tour is gone from its address."""
    st.query_params.pop(KEY, None)


def stops(lessons: Sequence, minutes: int) -> list:
    """The lessons of a tour of that length: those that give it some of its minutes."""
    return [lesson for lesson in lessons if lesson.minutes.get(minutes)]


def following(lessons: Sequence, current: object, tour: int | None) -> object:
    """What comes after a lesson: the tour's next stop, without one the next of the menu; Start after the last."""
    way = lessons if tour is None else [lesson for lesson in lessons if lesson == current or lesson.minutes.get(tour)]
    place = way.index(current)
    return way[place + 1] if place + 1 < len(way) else lessons[0]


def minutes(lesson: object, tour: int | None) -> int:
    """How long a lesson takes on that tour, and without one at leisure; 0 where nobody said so."""
    return lesson.minutes.get(tour) or max(lesson.minutes.values(), default=0)
