"""The link of a class on the page: what it leads to, and the square that a telephone reads."""

from collections.abc import Sequence

import streamlit as st

from ui import controls, frame, lesson
from ui.classroom import found, link, qr
from ui.components import presented
from ui.lessons.teachers import words
from ui.thread import hidden, way


def stops() -> list[frame.Lesson]:
    """The lessons that the teacher chose, in the order of the menu."""
    lessons = {one.menu: one for one in frame.catalogue()[1:]}
    usual = [one.menu for one in frame.tour(way.TOURS[0])]
    return [lessons[menu] for menu in controls.several("Stops", list(lessons), "class_stops", usual)]


def of(chosen: Sequence[frame.Lesson]) -> str:
    """The link, after what it hides and what it opens with was chosen."""
    screens = link.screens(_pasted(), [one.name for one in chosen])
    hides = _hidden(chosen)
    where = st.context.url or ""
    return link.of(where.partition("?")[0].rstrip("/").rpartition("/")[0], chosen, screens, hides)


def show(address: str) -> None:
    """The link to copy and to scan."""
    left, right = lesson.beside(2)
    with left:
        st.code(address, language=None, wrap_lines=True)
        st.markdown(f"[Open it as your class will]({address}) · [Present it]({address}&{presented.KEY}=1)")
    with right, lesson.refused("The link itself works."):
        qr.show(address, "The link as a square for telephones")
        st.markdown(":small[The same link, for telephones]")


def _pasted() -> list[str]:
    with lesson.expander("Screens set up by you"):
        lesson.say(words.SCREENS)
        return controls.lines("Links that you copied", "class_screens", "…/france?france_country=Spain").splitlines()


def _hidden(chosen: Sequence[frame.Lesson]) -> list[str]:
    with lesson.expander("Hide parts and controls"):
        lesson.say(words.HIDE)
        parts = controls.several("Parts of every page", list(hidden.PARTS), "class_parts", (), hidden.PARTS.__getitem__)
        known = {key: f"{one.menu}: {label}" for one in chosen for key, label in found.of(one.name).items()}
        own = controls.several("Controls", list(known), "class_controls", (), known.__getitem__) if known else ()
    return [*parts, *own]
