"""What there is to do in a lesson, and the condition on the page's state that ticks it off."""

import re
from collections.abc import Mapping
from typing import NamedTuple

MOST_TO_DO, MOST_EXERCISES, LONGEST = 3, 2, 40
PART = re.compile(
    r"(?P<without>without )?(?P<link>\?)?(?P<name>[a-z]\w*)(?: (?P<is>=|!=|>=|<=|>|<) (?P<value>\S(?:.*\S)?))?"
)
TOLD = "condition, what it showed, perhaps the parameter after which it is asked"
GRAMMAR = (
    "a condition reads like “?france_cell”, “?france_cell = GRU” (the page's address), “played” or "
    "“left_lstm >= 0.5 and levers_moved = 1” (signals of the page's components)"
)


class Part(NamedTuple):
    """One part of a condition: a parameter of the `link`, or else a signal, by its `name`.

    An `asks` of "" wants no more than that it is there; `without`: it must not be there.
    """

    link: bool
    name: str
    asks: str
    value: str
    without: bool


class Thing(NamedTuple):
    """Something to do; done once all parts of its condition hold together. An exercise then says what it `shows`.

    One that would give a guess away waits until the parameter `after` stands in the address.
    """

    says: str
    when: str
    parts: tuple[Part, ...]
    shows: str = ""
    after: str = ""


def condition(text: str) -> tuple[Part, ...]:
    """The parts of a condition; ValueError where it cannot be read."""
    found = [PART.fullmatch(part.strip()) for part in text.split(" and ")]
    if not all(found) or any(part["without"] and part["is"] for part in found):
        raise ValueError(f"“{text}” is no condition: {GRAMMAR}")
    parts = [
        Part(bool(part["link"]), part["name"], part["is"] or "", part["value"] or "", bool(part["without"]))
        for part in found
    ]
    for part in parts:
        if part.asks in ("<", ">", "<=", ">=") and not re.fullmatch(r"-?\d+(\.\d+)?", part.value):
            raise ValueError(f"“{text}” compares {part.name} with “{part.value}”, which is no number")
    return tuple(parts)


def to_do(declared: object) -> tuple[Thing, ...]:
    """The things to do of {sentence: condition}; ValueError says what is wrong with them."""
    if not isinstance(declared, Mapping) or not 1 <= len(declared) <= MOST_TO_DO:
        raise ValueError(f"'do' names 1 to {MOST_TO_DO} things to do, as {{sentence: condition}}, not {declared!r}")
    for says in declared:
        if not isinstance(says, str) or not 1 <= len(says) <= LONGEST:
            raise ValueError(f"a thing to do is said in 1 to {LONGEST} characters, unlike {says!r}")
    return tuple(Thing(says, when, condition(when)) for says, when in declared.items())


def exercises(declared: object) -> tuple[Thing, ...]:
    """The exercises of {task: (condition, what it showed, perhaps after which parameter)}, or a ValueError."""
    if not isinstance(declared, Mapping) or len(declared) > MOST_EXERCISES:
        raise ValueError(f"'exercises' holds at most {MOST_EXERCISES}, as {{task: ({TOLD})}}, not {declared!r}")
    for says, of in declared.items():
        if not (isinstance(of, tuple) and len(of) in (2, 3) and all(isinstance(text, str) and text for text in of)):
            raise ValueError(f"the exercise “{says}” needs ({TOLD}), not {of!r}")
    return tuple(Thing(says, of[0], condition(of[0]), *of[1:]) for says, of in declared.items())
