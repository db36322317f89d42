"""What a page writes otherwise than the language: each place once, with what is written there instead."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from lstm_core.notation.parameters import filled


class Change(NamedTuple):
    """What stands from `start` to `end` is written `instead`; `says` why, where more than a sign changes."""

    start: int
    end: int
    instead: str
    says: str = ""


@dataclass(frozen=True)
class Slip:
    """Something that the language writes otherwise: where it stands, and what is written instead, or why."""

    start: int
    line: int
    column: int
    length: int
    found: str
    says: str


def slips_of(text: str, changes: Collection[Change], names: Sequence[str]) -> tuple[Slip, ...]:
    """What is written otherwise, in order of place; `names` take the places of the parameters."""
    several: dict[tuple[int, int], list[str]] = {}
    for change in changes:
        several.setdefault((change.start, change.end), []).append(filled(change.instead, names))
    found: dict[tuple[int, int], Slip] = {}
    for change in sorted(changes, key=lambda change: (change.start, -change.end)):
        place, written = (change.start, change.end), text[change.start : change.end].strip()
        instead = " and ".join(dict.fromkeys(several[place]))
        if change.says or written != instead:
            length = max(1, change.end - change.start)
            says = change.says or instead
            found.setdefault(place, Slip(change.start, *place_of(text, change.start), length, written, says))
    return tuple(found.values())


def place_of(text: str, offset: int) -> tuple[int, int]:
    """(line, column) of an offset, counted from 1."""
    before = text[:offset].split("\n")
    return len(before), len(before[-1]) + 1
