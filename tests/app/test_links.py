"""Whatever a link asks for, the lesson opens whole, and one line says what it did not take."""

from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

import pytest
from streamlit.proto.ButtonGroup_pb2 import ButtonGroup
from streamlit.runtime.state.query_params import QueryParams
from streamlit.testing.v1 import AppTest

from tests.support.sampled import one_in
from ui import frame

Open = Callable[..., AppTest]
LESSONS = [lesson.name for lesson in frame.catalogue()]
ASKED = {
    "empty": [""],
    "empty, twice": ["", ""],
    "an unknown word": ["nowhere"],
    "an unknown word, twice": ["nowhere", "nowhere"],
    "signs": ["😀\x00\x07\x1b[31m\u202e\r\n"],
    "5,000 letters": ["x" * 5000],
    "5,000 digits": ["9" * 5000],
    "1e308": ["1e308"],
    "1e999": ["1e999"],
    "inf": ["inf"],
    "-inf": ["-inf"],
    "nan": ["nan"],
}
FEW = 5  # options of a list that are tried in search of widgets that only they bring, its ends among them


class Screen(NamedTuple):
    """A lesson as a link opens it: what stands there, what the widgets hold, which of them no earlier link brought."""

    link: Mapping[str, str]
    stands: list[str]
    values: dict[str, Any]
    new: dict[str, Any]


SCREENS: dict[str, list[Screen]] = {}  # those of a lesson, found once
FREE: dict[str, set[str]] = {}  # what a lesson reads from the link without a widget


def widgets(page: AppTest) -> dict[str, Any]:
    """The widgets whose value lives in the link, whoever made them so."""
    bound = {getattr(getattr(node, "proto", None), "query_param_key", ""): node for node in page.main}
    return {key: node for key, node in bound.items() if key}


def stands(page: AppTest) -> list[str]:
    """What is on the page from top to bottom, without the line on the link and without the words."""
    return [node.type for node in page.main if node.type not in ("info", "empty")]


def values(page: AppTest) -> dict[str, Any]:
    return {key: page.session_state[key] for key in widgets(page)}


def options(widget: Any) -> list[str]:
    """What a widget can be set to that may bring others."""
    if widget.type == "expander":
        return ["true"]
    return widget.options if widget.type in ("button_group", "selectbox") else []


def some(options: list[str]) -> list[str]:
    """A few of a long list, from end to end."""
    return options if len(options) <= FEW else [options[round(k * (len(options) - 1) / (FEW - 1))] for k in range(FEW)]


def opens(opened: Open, name: str, link: Mapping[str, str], asked: Mapping[str, list[str]]) -> AppTest:
    """The page, which has its end; if it has not, an error that names what in the link is to blame."""
    try:
        page = opened(name, **link, **asked)
        assert any(radio.key.endswith("_recall") for radio in page.radio), "the recall question is missing"
    except AssertionError as broken:
        if len(asked) < 2:
            raise AssertionError(f"{', '.join(asked)}: {broken}") from broken
        for key in asked:
            opens(opened, name, link, {key: asked[key]})
        raise
    return page


@pytest.fixture
def screens(opened, monkeypatch) -> Callable[[str], list[Screen]]:
    """`screens("roads")`: the lesson as it opens, and with each option that brings a widget which was not there."""

    def explore(name: str) -> list[Screen]:
        if name in SCREENS:
            return SCREENS[name]
        read = FREE.setdefault(name, set())
        item = QueryParams.__getitem__
        monkeypatch.setattr(QueryParams, "__getitem__", lambda self, key: (read.add(key), item(self, key))[1])
        found, links, known = [], [{}], {}
        for link in links:
            page = opened(name, **link)
            new = {key: widget for key, widget in widgets(page).items() if key not in known}
            if not new and link:
                continue
            known |= new
            found.append(Screen(link, stands(page), values(page), new))
            links += [link | {key: option} for key, widget in new.items() for option in some(options(widget))]
        SCREENS[name] = found
        return found

    return explore


@pytest.mark.parametrize("kind", one_in(4, ASKED))
@pytest.mark.parametrize("name", one_in(6, LESSONS))
def test_a_lesson_is_whole_and_says_what_it_did_not_take(opened, screens, name, kind):
    nothing = not any(ASKED[kind])
    for screen in screens(name):
        takes = [key for key, widget in screen.new.items() if may_take(widget, nothing)]
        for key in takes:
            page = opens(opened, name, screen.link, {key: ASKED[kind]})
            assert values(page)[key] == ([] if nothing else ASKED[kind][-1])
        asked = {key: ASKED[kind] for key in screen.new if key not in takes}
        page = opens(opened, name, screen.link, asked)
        assert values(page) == screen.values
        assert stands(page) == screen.stands
        assert not asked.keys() & page.query_params.keys(), "the address keeps what was not taken"
        refused = [key for key in asked if not (nothing and screen.values[key] in (None, "", []))]
        said = " ".join(box.value for box in page.info)
        assert said.count(" is not a choice for ") == len(refused), f"on {refused} it is said: {said}"


def may_take(widget: Any, nothing: bool) -> bool:
    """A text takes whatever is typed; nothing at all is an answer only where any number of options may be chosen."""
    many = widget.type == "button_group" and widget.proto.click_mode == ButtonGroup.MULTI_SELECT
    return many if nothing else widget.type == "text_input"


@pytest.mark.parametrize("name", one_in(3, LESSONS))
def test_what_a_widget_can_hold_may_stand_twice(opened, screens, name):
    for screen in screens(name):
        for place in (0, -1):
            asked = {key: [text] * 2 for key, widget in screen.new.items() if (text := extreme(widget, place))}
            opens(opened, name, screen.link, asked)


def extreme(widget: Any, place: int) -> str:
    """The first or last value of a widget as a link writes it, "" for a text."""
    if widget.type in ("slider", "number_input"):
        return f"{(widget.min, widget.max)[place]:g}"
    if widget.type == "expander":
        return ("false", "true")[place]
    return "" if widget.type == "text_input" else widget.options[place]


@pytest.mark.parametrize("name", one_in(3, LESSONS))
def test_what_a_lesson_reads_without_a_widget_may_be_anything_too(opened, screens, name):
    screens(name)
    for asked in ASKED.values() if FREE[name] else ():
        opens(opened, name, {}, dict.fromkeys(FREE[name], asked))
