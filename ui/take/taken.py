"""“Take this lesson home”, below every lesson: what can be had, made of the page as it is when it is asked for."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any, NamedTuple
from urllib.parse import parse_qsl, urlsplit

import streamlit as st

from lstm_core.browser.blob import blob
from ui import download, lesson
from ui.components.component import component
from ui.take import stops
from ui.take.found import notebook_of
from ui.take.notebook import notebook
from ui.take.slides import slides
from ui.take.worksheet import worksheet
from ui.thread import way
from ui.thread.way import TOURS, Tour

KEY = "take"
WANTED = "what is wanted to take along"  # in the session
SAVED = (
    "The film's own menu saves its values, its picture, an animated PNG and a transcript in words. The button "
    "beside a chart or a map saves it as PNG, SVG or CSV."
)
LONGEST = 8000  # letters of an address that are read
HTML, IPYNB = "text/html;charset=utf-8", "application/x-ipynb+json"


class Kind(NamedTuple):
    """A button: what stands on it, what one gets, how the file is called, what makes it."""

    label: str
    says: str
    name: str
    type: str
    make: Callable[["Screen"], str]


class Screen(NamedTuple):
    """The lesson and its address when a button was pressed."""

    current: Any
    address: str
    asked: Mapping[str, str]

    def one(self) -> stops.Stop:
        """This lesson as it stands."""
        return stops.stop(self.current, 0, self.asked, st.session_state.get(lesson.ASKED_AT_THE_END))

    def tour(self, on: Tour) -> list[stops.Stop]:
        """The stops of a tour, this lesson as it stands."""
        return stops.tour(on, self.current, self.asked)


def offer(lessons: Sequence, current: Any, tour: Tour | None) -> None:
    """The buttons, folded; a file is made when its button is pressed, and not before."""
    found = kinds(lessons, current, tour)
    file, refusal = _made(found, current)
    with lesson.expander("Take this lesson home: one file, worksheet, slides, notebook"):
        component("take")(key=KEY, data=message(found, file, refusal), on_wanted_change=_want)
        lesson.say(SAVED)
        download.offer(current.name)


def message(found: Mapping[str, Kind], file: dict | None = None, refusal: str = "", **more: Any) -> bytes:
    """What the buttons read: what there is, and the file that was made or why it was not."""
    shown = [{"key": key, "label": kind.label, "says": kind.says} for key, kind in found.items()]
    return blob({"kinds": shown, "file": file, "refusal": refusal, **more}, {}, "what to take along")


def _want() -> None:
    st.session_state[WANTED] = st.session_state[KEY].get("wanted")


def kinds(lessons: Sequence, current: Any, tour: Tour | None) -> dict[str, Kind]:
    """What can be had on this page; on a tour, for all its stops as well."""
    found = {
        "worksheet": Kind(
            "Worksheet of this lesson",
            "Questions with the numbers of this page, to print. The key is on a page of its own.",
            f"worksheet-{current.name}.html",
            HTML,
            lambda screen: worksheet([screen.one()], current.menu, screen.address),
        )
    }
    if tour:
        found["worksheet_tour"] = Kind(
            "Worksheet of your tour",
            "The same for every stop of your tour.",
            f"worksheet-{tour.name}.html",
            HTML,
            lambda screen: worksheet(screen.tour(tour), f"LSTM, {tour.title.lower()}", screen.address),
        )
    for on in (tour,) if tour else (way.of(lessons, length) for length in TOURS):
        found[f"slides_{on.name}"] = Kind(
            f"Slides, {on.title.lower()}",
            "A tour step by step, one file: arrow keys or a clicker.",
            f"slides-{on.name}.html",
            HTML,
            lambda screen, on=on: slides(screen.tour(on), f"LSTM, {on.title.lower()}", screen.address),
        )
    if says := notebook_of(current.name):
        found["notebook"] = Kind("Notebook in NumPy", says, f"{current.name}.ipynb", IPYNB, _notebook)
    return found


def _notebook(screen: Screen) -> str:
    gives = screen.one().gives
    return notebook(gives.reading, screen.current.claim, gives.about, screen.address)


def _made(kinds: Mapping[str, Kind], current: Any) -> tuple[dict | None, str]:
    """The file that was asked for, or a sentence on why it cannot be had; a hand-made client may say anything."""
    wanted = st.session_state.pop(WANTED, None)
    key, address = (wanted.get("key"), wanted.get("address")) if isinstance(wanted, Mapping) else (None, None)
    if not isinstance(key, str) or key not in kinds or not isinstance(address, str):
        return None, ""
    kind, address, number = kinds[key], address[:LONGEST], str(wanted.get("number"))[:20]
    try:
        screen = Screen(current, address, dict(parse_qsl(urlsplit(address).query)))
        return {"number": number, "name": kind.name, "type": kind.type, "text": kind.make(screen)}, ""
    except (ValueError, OSError) as error:
        return None, f"{kind.label}: {error}."
