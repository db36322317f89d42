"""The frame around every lesson: menu, claim as title, what there is to do, what a link cannot have, the way on."""

import ast
from collections.abc import Iterator
from contextlib import contextmanager
from copy import copy
from functools import cache
from pathlib import Path
from typing import NamedTuple

import streamlit as st
from streamlit.navigation.page import StreamlitPage

from ui import glossary
from ui.asked import forget_other_lessons, ignored_in_link
from ui.components import explained, presented
from ui.lesson import plain
from ui.link import copy_link
from ui.places import HOME, STATIC
from ui.room import member, questions, strip
from ui.take import notes, taken
from ui.thread import hidden, shown, things, told, way
from ui.thread import pages as made

# The menu's chapters, each from the first order it holds; what comes before them stands in the menu by itself.
CHAPTERS = {20: "See it remember", 60: "Why it can learn", 70: "The family and its neighbours", 80: "Your own"}
LOOKED_UP = "To look up"  # the chapter of the pages of reference, after all lessons


class Lesson(NamedTuple):
    """What a file of pages/ says about itself: its docstring is the claim, its dictionary LESSON the rest.

    A page of `reference` is looked up, and no lesson: it has nothing to do, no guess, no place in the way or in a tour.
    """

    name: str
    claim: str
    menu: str
    order: int
    icon: str
    minutes: dict[int, int]
    do: tuple[things.Thing, ...]
    exercises: tuple[things.Thing, ...]
    reference: bool = False

    def __hash__(self) -> int:
        """What is the same for all readers of a lesson is kept by it."""
        return hash(self.name)


@cache
def catalogue() -> tuple[Lesson, ...]:
    """The lessons found in pages/, in order. Nothing is executed; a file that declares too little stops the app."""
    return tuple(page for page in pages() if not page.reference)


@cache
def pages() -> tuple[Lesson, ...]:
    """The lessons, and after them the pages of reference."""
    found = (declared(path) for path in HOME.glob("pages/[!_]*.py"))
    return tuple(sorted(found, key=lambda page: (page.reference, page.order)))


def declared(path: Path) -> Lesson:
    """The lesson in one file."""
    tree = ast.parse(path.read_text(encoding="utf-8"), str(path))
    found = [
        node.value
        for node in tree.body
        if isinstance(node, ast.Assign) and [ast.unparse(target) for target in node.targets] == ["LESSON"]
    ]
    claim = (ast.get_docstring(tree) or "").split("\n")[0].rstrip(".")
    try:
        said = dict(ast.literal_eval(found[0]))
        asks = not said.get("reference") or "do" in said
        do, exercises = things.to_do(said.pop("do", None)) if asks else (), things.exercises(said.pop("exercises", {}))
        return Lesson(path.stem, claim, **said, do=do, exercises=exercises)
    except (IndexError, TypeError, ValueError) as error:
        raise ValueError(
            f"pages/{path.name} must say LESSON = {{'menu': …, 'order': …, 'icon': …, 'minutes': {{10: …, 25: …}}, "
            f"'do': {{'Play to the end': 'played'}}}}; {error}"
        ) from error


def chapter(lesson: Lesson) -> str:
    """The chapter of the menu in which a lesson stands, "" for none."""
    if lesson.reference:
        return LOOKED_UP
    return next((title for first, title in reversed(CHAPTERS.items()) if lesson.order >= first), "")


def lessons() -> dict[str, list[StreamlitPage]]:
    """The pages of the menu by chapter; the first opens by itself. No icons: they would be favicons from outside."""
    return {title: [copy(page) for page in found] for title, found in _menu().items()}


@cache
def _menu() -> dict[str, list[StreamlitPage]]:
    """Made once: each looks up its file. A copy goes to every script run, which marks the one that it shows."""
    menu: dict[str, list[StreamlitPage]] = {}
    for number, lesson in enumerate(pages()):
        menu.setdefault(chapter(lesson), []).append(made.make(lesson.name, lesson.menu, first=number == 0))
    return menu


def tour(minutes: int) -> list[Lesson]:
    """The lessons of a tour of that length: those that give it some of its minutes."""
    return way.stops(catalogue(), minutes)


@contextmanager
def frame(page: StreamlitPage) -> Iterator[None]:
    """Title, link and things to do above, the page inside, exercises and the way on below."""
    st.set_page_config(page_title=f"{page.title} · LSTM", page_icon=str(HOME / "assets" / "favicon.svg"), layout="wide")
    st.html(STATIC / "frame" / "frame.css")
    lesson = next(lesson for lesson in pages() if lesson.menu == page.title)
    forget_other_lessons(page.title)
    glossary.begin()
    told.begin()
    word, names = member.room(), {one.name: one.menu for one in catalogue()}
    questions.begin(lesson.name)
    strip.follow(names)
    tour, hides = way.asked(catalogue()), hidden.asked()
    if sheet := hidden.style(hides):
        st.html(sheet)
    with st.container(key="head", gap=None):
        explained.terms()
        title, buttons = st.columns([9, 1], vertical_alignment="center")
        title.title(lesson.claim, anchor=False)
        with buttons.container(horizontal=True, horizontal_alignment="right", gap="small"):
            notes.bar() if presented.asked() else presented.button()
            copy_link()
        if not lesson.reference:
            shown.above(catalogue(), lesson, tour, hides)
    room = st.container(key="room") if word else None
    ignored = st.empty()
    try:
        yield
        if not lesson.reference:
            taken.offer(catalogue(), lesson, tour)
        shown.below(catalogue(), lesson, tour, hides, [page for page in pages() if page.reference])
        if presented.query():
            notes.tell(catalogue(), lesson, tour)
    finally:
        if room:
            with room:
                strip.show(word, lesson.name, names)
        if sentence := ignored_in_link():
            ignored.info(plain(sentence), icon=":material/link_off:")
