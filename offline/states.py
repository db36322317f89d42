"""Which screens of a page are recorded: the first, each with one control moved, then two, guesses first."""

from collections.abc import Callable, Iterator, Mapping
from itertools import chain, zip_longest
from typing import Any, NamedTuple

from offline.recording import Recorder
from ui.frame import Lesson
from ui.guesses import SHOW

State = Mapping[str, str]  # {key in the address: value}, without what stands at its usual place
STANDS_FOR = {"carriers_guess": "0", "broken_guess": "show"}  # a guess made in a picture: what one is recorded with
KEPT_BY_THE_PICTURE = {"carriers_guess"}  # which shows by itself what comes after it
GUESSES = ("guess", "vote", "clouds", "language")


class Axis(NamedTuple):
    """One key of the address: what it can be besides its usual value."""

    key: str
    values: tuple[str, ...]


def name(state: State) -> str:
    """A state as its lesson's data names it; static/offline/lesson/states.js writes the same."""
    return "&".join(f"{key}={state[key]}" for key in sorted(state))


def states(
    recorder: Recorder, lesson: Lesson, given: State, most: int, show: Callable[[State, Any], list[dict]]
) -> Iterator[State]:
    """The states in the order of their worth, each shown; `show` gives the nodes that stand on its screen."""
    waiting: list[State] = [{}]
    known = {name({})}
    for _ in range(most):
        while waiting:
            waiting.sort(key=_worth)
            state = waiting.pop(0)
            try:
                nodes = show({**given, **state}, recorder.screen(lesson.name, address({**given, **state})))
            except RuntimeError:
                if not state:
                    raise
                continue  # two controls that do not fit together: the page would refuse them as well
            break
        else:
            return
        yield {**given, **state}
        axes = [axis for axis in (*in_pictures(lesson), *axes_of(nodes)) if axis.key not in {**state, **given}]
        moves = ([{**state, axis.key: value} for value in axis.values] for axis in axes)
        for further in chain.from_iterable(zip_longest(*moves)):  # a place of each control, then another of each
            if further and name(further) not in known and len(further) <= DEEPEST and _asked(further):
                known.add(name(further))
                waiting.append(further)


DEEPEST = 3  # controls that are away from their usual places


def address(state: State) -> State:
    """A state as the page reads it: any guess made in a picture is the one that is recorded."""
    return {key: STANDS_FOR.get(key, value) if value == SHOW else value for key, value in state.items()}


def in_pictures(lesson: Lesson) -> Iterator[Axis]:
    """The guesses of a lesson that are made in its picture: what comes after any of them is recorded once."""
    for thing in lesson.exercises:
        if thing.after in STANDS_FOR:
            yield Axis(thing.after, (SHOW,))


def _asked(state: State) -> bool:
    """Whether it is worth recording: what else can be moved is shown for one guess, which tells the answer alone."""
    guesses = [value for key, value in state.items() if is_guess(key)]
    return len(guesses) == len(state) or all(value == SHOW for value in guesses)


def _worth(state: State) -> tuple[int, bool, int]:
    """Few moves first; of as many those after the guess, which everybody makes."""
    guesses = sum(is_guess(key) or value == SHOW for key, value in state.items())
    return len(state) - guesses, not guesses, len(state)


def is_guess(key: str) -> bool:
    """Whether the key of the address is that of a guess."""
    return any(part in GUESSES for part in key.split("_"))


def axes_of(nodes: list[dict]) -> Iterator[Axis]:
    """The levers and controls of a screen that are no recall question, which is recorded with all its answers."""
    answered = {node["of"] for node in nodes if node["is"] == "reply"}
    for node in nodes:
        if node["is"] == "lever":
            yield Axis(node["key"], tuple(node["options"]))
        if node["is"] == "control" and node["key"] not in answered:
            values = [value for value in node["options"] if [value] != node["usual"]]
            values.sort(
                key=lambda value: value != SHOW
            )  # any guess has at least the screen that shows the answer alone
            yield Axis(node["key"], tuple(values))
