"""Which screens of a page are recorded: the first, each with one control moved, then two, guesses first."""

import json
import struct
from collections.abc import Callable, Iterator, Mapping
from typing import Any, NamedTuple

from offline.recording import Recorder
from ui.frame import Lesson

State = Mapping[str, str]  # {key in the address: value}, without what stands at its usual place
GUESSES = ("guess", "vote")


class Axis(NamedTuple):
    """One key of the address: what it can be besides its usual value."""

    key: str
    values: tuple[str, ...]
    guess: bool


def name(state: State) -> str:
    """A state as its lesson's data names it; static/offline/lesson/states.js writes the same."""
    return "&".join(f"{key}={state[key]}" for key in sorted(state))


def states(
    recorder: Recorder, lesson: Lesson, given: State, most: int, show: Callable[[State, Any], list[dict]]
) -> Iterator[State]:
    """The states in the order of their worth, each shown; `show` gives the nodes that stand on its screen."""
    nodes = show(given, recorder.screen(lesson.name, given))
    axes = list(axes_of(nodes))
    yield given
    waiting, known = [({}, axes)], {name(given)}
    count = 1
    while waiting:
        waiting.sort(key=lambda entry: _worth(entry[0]))
        state, found = waiting.pop(0)
        for axis in sorted(found, key=lambda axis: not axis.guess):
            for value in axis.values if axis.key not in state else ():
                further = {**state, axis.key: value}
                asked = {**given, **further}
                if name(asked) in known or count >= most:
                    continue
                known.add(name(asked))
                try:
                    nodes = show(asked, recorder.screen(lesson.name, asked))
                except RuntimeError:
                    continue
                count += 1
                yield asked
                if len(further) < DEEPEST:
                    waiting.append((further, list(axes_of(nodes))))


DEEPEST = 3  # controls that are away from their usual places


def _worth(state: State) -> tuple[int, int]:
    """Few moves first; of as many, guesses first, because everybody makes them."""
    moves = sum(not key_is_a_guess(key) for key in state)
    return moves, len(state)


def key_is_a_guess(key: str) -> bool:
    """Whether the key of the address is that of a guess."""
    return any(part in GUESSES for part in key.split("_"))


def axes_of(nodes: list[dict]) -> Iterator[Axis]:
    """The controls of a screen that are no recall question, which is recorded with all its answers."""
    answered = {node["of"] for node in nodes if node["is"] == "reply"}
    for node in nodes:
        if node["is"] == "control" and node["key"] not in answered:
            values = tuple(value for value in node["options"] if [value] != node["usual"])
            yield Axis(node["key"], values, key_is_a_guess(node["key"]))


def levers(message: bytes) -> list[dict]:
    """The levers of a picture, which moves them in the page: what its message says of them."""
    (length,) = struct.unpack_from("<I", message)
    try:
        header = json.loads(message[4 : 4 + length])
    except ValueError:
        return []
    return header.get("levers", []) if isinstance(header, dict) else []
