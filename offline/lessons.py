"""A lesson recorded: its screens, what they are made of, and what the page that shows them needs."""

import json
from collections.abc import Callable, Iterable, Mapping
from typing import Any, NamedTuple

from offline.levers import Lever, levers_of
from offline.recording import Recorder, blocks
from offline.said.below import below
from offline.said.nodes import Nodes
from offline.said.shelf import Shelf
from offline.states import KEPT_BY_THE_PICTURE, State, in_pictures, is_guess, name, states
from ui.frame import Lesson
from ui.guesses import SHOW


class Recorded(NamedTuple):
    """A lesson with its screens by the name of their state, the first of them first."""

    lesson: Lesson
    given: State
    shelf: Shelf
    screens: dict[str, int]
    components: tuple[str, ...]
    usual: dict[str, list[str]]
    levers: dict[str, Lever]
    moving: frozenset[str] = frozenset()  # the levers that may move more than their own picture


def recorded(
    recorder: Recorder,
    lesson: Lesson,
    given: State,
    most: int,
    link: Callable[[str], str | None],
    page_link: Callable[[Any], str | None],
    room: Callable[[Shelf, bool], bool] = lambda shelf, needed: True,
    ending: str = "",
) -> Recorded:
    """The lesson at the `given` state and `most` screens in all; one with which the shelf has no `room` is left out.
    A lesson without its first screen or the one after its guess is none: for these `room` is told that they are needed.

    `ending` is that of the files of other lessons, "" where there are none.
    """
    shelf = Shelf(ending)
    nodes = Nodes(shelf, link, page_link)
    screens: dict[str, int] = {}
    usual: dict[str, list[str]] = {axis.key: [] for axis in in_pictures(lesson)}
    levers: dict[str, Lever] = {}
    seen: set[str] = set()
    tried: set[str] = set()  # levers that were moved, to see what else moves with them
    moving: set[str] = set()

    def show(state: State, page: Any) -> list[dict]:
        before, components = shelf.mark(), set(nodes.components)
        nodes.kept = _kept_by_the_page(shelf, screens, state)
        root = nodes.root(blocks(page))
        found = list(below(shelf, root))
        answered = {node["of"] for node in found if node["is"] == "reply"}
        controls = [node for node in found if node["is"] == "control" and node["key"] not in answered]
        usual.update({node["key"]: node["usual"] for node in controls})
        here = {lever.address: lever for lever in levers_of(shelf, found)}
        levers.update(here)
        usual.update({address: [f"{lever.start:g}"] for address, lever in here.items()})
        said = _said(found)
        moved = here.keys() & state.keys() - given.keys()
        if any(map(is_guess, state)) or not any(map(is_guess, usual)):  # before it nothing moves
            tried.update(moved)
        if said in seen and here.keys() & state.keys():
            shelf.back_to(before)
            return []  # the lever moves nothing but its own picture
        moving.update(moved)
        further = {key: value for key, value in state.items() if given.get(key) != value}
        if room(shelf, not screens or _asked_for(further)):
            seen.add(said)
            screens[name({key: value for key, value in state.items() if key in usual})] = root
        else:  # the file is as if that screen had never been looked at
            shelf.back_to(before)
            nodes.components = components
        return [*found, *({"is": "lever", "key": one.address, "options": one.stops} for one in here.values())]

    for _ in states(recorder, lesson, given, most, show):
        pass
    given = {key: value for key, value in given.items() if key in usual}
    components, moving = tuple(sorted(nodes.components)), levers.keys() - (tried - moving)
    return Recorded(lesson, given, shelf, screens, components, usual, levers, frozenset(moving))


def _said(nodes: Iterable[dict]) -> str:
    """All that a screen says, but for what is taken along, which names the screen."""
    return json.dumps([node for node in nodes if "children" not in node and node.get("name") != "take"])


def _asked_for(further: State) -> bool:
    """Whether it is what a guess alone leads to."""
    return list(further.values()) == [SHOW]


def _kept_by_the_page(shelf: Shelf, screens: Mapping[str, int], state: State) -> dict[str, Any]:
    """The pictures that know of a guess by themselves: they stand after it as they stood before it."""
    before = {key: value for key, value in state.items() if key not in KEPT_BY_THE_PICTURE}
    if len(before) == len(state) or name(before) not in screens:
        return {}
    shown = below(shelf, screens[name(before)])
    return {node["key"]: node for node in shown if node["is"] == "component" and node["key"]}
