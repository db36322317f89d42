"""A lesson recorded: its screens, what they are made of, and what the page that shows them needs."""

from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

from offline.idle import only_named_terms, terms_named
from offline.recording import Recorder, blocks
from offline.said.below import below, blobs_of, numbers_below, taken_from
from offline.said.nodes import Nodes
from offline.said.shelf import Shelf, packed
from offline.states import KEPT_BY_THE_PICTURE, State, in_pictures, is_guess, name, states
from ui.components.bundle import bundle
from ui.frame import Lesson
from ui.guesses import SHOW

SMALL = 12_000  # bytes, packed


class Recorded(NamedTuple):
    """A lesson with its screens by the name of their state, the first of them first."""

    lesson: Lesson
    given: State
    shelf: Shelf
    screens: dict[str, int]
    components: tuple[str, ...]
    usual: dict[str, list[str]]


def recorded(
    recorder: Recorder,
    lesson: Lesson,
    given: State,
    most: int,
    link: Callable[[str], str | None],
    page_link: Callable[[Any], str | None],
    room: Callable[[Shelf, set[str]], bool] = lambda shelf, added: True,
    ending: str = "",
) -> Recorded:
    """The lesson at the `given` state and `most` screens in all; one for whose parts there is no `room` is left out.

    `ending` is that of the files of other lessons, "" where there are none.
    """
    shelf = Shelf(ending)
    nodes = Nodes(shelf, link, page_link)
    screens: dict[str, int] = {}
    usual: dict[str, list[str]] = {axis.key: [] for axis in in_pictures(lesson)}

    def show(state: State, page: Any) -> list[dict]:
        before = set(shelf.blobs)
        nodes.kept = _kept_by_the_page(shelf, screens, state)
        root = nodes.root(blocks(page))
        found = list(below(shelf, root))
        answered = {node["of"] for node in found if node["is"] == "reply"}
        controls = [node for node in found if node["is"] == "control" and node["key"] not in answered]
        usual.update({node["key"]: node["usual"] for node in controls})
        if room(shelf, set(shelf.blobs) - before):
            screens[name({key: value for key, value in state.items() if key in usual})] = root
        else:
            for one in set(shelf.blobs) - before:
                del shelf.blobs[one]
        return found

    for _ in states(recorder, lesson, given, most, show):
        pass
    given = {key: value for key, value in given.items() if key in usual}
    return Recorded(lesson, given, shelf, screens, tuple(sorted(nodes.components)), usual)


def _kept_by_the_page(shelf: Shelf, screens: Mapping[str, int], state: State) -> dict[str, Any]:
    """The pictures that know of a guess by themselves: they stand after it as they stood before it."""
    before = {key: value for key, value in state.items() if key not in KEPT_BY_THE_PICTURE}
    if len(before) == len(state) or name(before) not in screens:
        return {}
    shown = below(shelf, screens[name(before)])
    return {node["key"]: node for node in shown if node["is"] == "component" and node["key"]}


def told(found: Recorded, query: str, charts: bool, more: str, script: str = "") -> dict[str, bytes]:
    """The parts of a lesson by name; its page reads "lesson" at once, and `more` when a control moves.

    `script` is the address of the one that is only needed after a click, "" where all is in one.

    What is small travels inside these two; what is not is a part by itself.
    """
    shelf, lesson = found.shelf, found.lesson
    (start, root), *others = found.screens.items()
    terms = terms_named(shelf)
    here = numbers_below(shelf, root)
    later = set().union(*(numbers_below(shelf, number) for _, number in others)) - here
    about = {
        "name": lesson.name,
        "menu": lesson.menu,
        "query": query,
        "given": found.given,
        "usual": found.usual,
        "held": held(found),
        "waits": [thing.after for thing in lesson.exercises if thing.after and thing.after not in found.usual],
        "asked": [axis.key for axis in in_pictures(lesson)],
        "guesses": {key: SHOW for key in found.usual if is_guess(key)},
        "screens": {start: root},
        "nodes": only_named_terms({number: shelf.nodes[number] for number in sorted(here)}, terms),
        "charts": charts,
        "more": more if others else "",
        "script": script,
    }
    further = only_named_terms({number: shelf.nodes[number] for number in sorted(later)}, terms)
    rest = {"screens": dict(others), "nodes": further}
    wanted = blobs_of(shelf, here), blobs_of(shelf, here | later)
    small = {one for one in wanted[1] if len(packed(shelf.blobs[one])) < SMALL}
    first, second = sorted(small & wanted[0]), sorted(small - wanted[0])
    parts = {"lesson": bundle(about, {one: shelf.blobs[one] for one in first})}
    parts |= {more: bundle(rest, {one: shelf.blobs[one] for one in second})} if others else {}
    return parts | {one: shelf.blobs[one] for one in sorted(wanted[1] - small | taken_from(shelf, here | later))}


def held(found: Recorded) -> dict[str, list[str]]:
    """What each control but a guess can be set to here: its usual place, and what some screen was recorded for."""
    states = [dict(part.split("=", 1) for part in one.split("&") if part) for one in found.screens]
    keys = [key for key in found.usual if not is_guess(key)]
    return {key: sorted({*found.usual[key], *(state[key] for state in states if key in state)}) for key in keys}


def folded(found: Recorded) -> tuple[str, ...]:
    """The components that the first screen shows nowhere but in its folded parts, if at all."""
    seen, waiting = set(), [next(iter(found.screens.values()))]
    while waiting:
        node = found.shelf.nodes[waiting.pop()]
        seen.add(node.get("name"))
        waiting += node.get("children", ()) if node["is"] not in ("fold", "reply") else ()
    return tuple(name for name in found.components if name not in seen)


def at_once(found: Recorded) -> set[str]:
    """The names of the parts that the first screen shows, but for its charts, which are folded."""
    shelf = found.shelf
    nodes = [shelf.nodes[number] for number in numbers_below(shelf, next(iter(found.screens.values())))]
    found = [node["bytes"] for node in nodes if node["is"] == "component" and node["bytes"]]
    return {one for names in found for one in names.split("+")}
