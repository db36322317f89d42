"""The list of edits on the page that breaks things: written as text, so that a link and a learner can hold it."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from lstm_core.cell import Cell
from lstm_core.nearest import nearest
from lstm_core.networks.network_trace import NetworkTrace
from lstm_core.plain.interventions import Edit
from lstm_core.tasks import france

MOST = 12
MEMORY = 4.0  # a memory is rarely larger
EXAMPLE = "f=0 words 14 units 42,25; c from spain word 13"
CLAMP = re.compile(r"(?P<name>[A-Za-z]\w{0,20}) ?= ?(?P<value>-?\d{1,3}(?:\.\d{1,4})?)(?P<where>.*)")
TRANSPLANT = re.compile(r"(?P<name>[A-Za-z]\w{0,20}) from (?P<country>[a-z]{1,20})(?P<where>.*)")
WHERE = re.compile(
    r"(?: words? (?P<first>\d{1,3})(?:-(?P<last>\d{1,3}))?)?(?: units? (?P<units>\d{1,4}(?:,\d{1,4})*))?"
)


@dataclass(frozen=True)
class Change:
    """One change of a run: a value set at some words, or carried in from another country's run after one word.

    Words count from 1, as on the screen; `units` None means all.
    """

    name: str
    first: int
    last: int
    units: tuple[int, ...] | None = None
    value: float | None = None
    country: str | None = None

    def __str__(self) -> str:
        what = f"{self.name}={self.value:g}" if self.country is None else f"{self.name} from {self.country}"
        span = f"{self.first}" if self.first == self.last else f"{self.first}-{self.last}"
        units = "" if self.units is None else f" units {','.join(map(str, self.units))}"
        return f"{what} word{'' if self.first == self.last else 's'} {span}{units}"


def told(change: Change, words: Sequence[str]) -> str:
    """The change in words: “f is set to 0 at “sky” in 8 units”."""
    units = "in all units" if change.units is None else f"in unit {change.units[0]}"
    units = units if change.units is None or len(change.units) == 1 else f"in {len(change.units)} units"
    first, last = (f"“{words[k - 1]}” ({k})" for k in (change.first, change.last))
    if change.country:
        return f"after {first}, {change.name} is that of the same story in {change.country.capitalize()}, {units}"
    span = f"at {first}" if change.first == change.last else f"from {first} to {last}"
    return f"{change.name} is set to {change.value:g} {span}, {units}"


def written(changes: Sequence[Change]) -> str:
    """The list as text."""
    return "; ".join(map(str, changes))


def read(text: str, cell: Cell, words: Sequence[str], hidden_size: int) -> tuple[list[Change], list[str]]:
    """(the changes that the text says, a sentence for each part that cannot be made); nothing else is lost."""
    changes, refusals = [], []
    parts = [part.strip() for part in text.split(";") if part.strip()]
    for part in parts[:MOST]:
        try:
            changes.append(checked(_parsed(part, len(words)), cell, words, hidden_size))
        except ValueError as error:
            refusals.append(f"“{part[:60]}” is left out: {error}.")
    if len(parts) > MOST:
        refusals.append(f"Only the first {MOST} of {len(parts)} edits are made.")
    return changes, refusals


def _parsed(part: str, steps: int) -> Change:
    found = CLAMP.fullmatch(part) or TRANSPLANT.fullmatch(part)
    where = found and WHERE.fullmatch(found["where"].rstrip())
    if not where:
        raise ValueError(f"an edit reads like {EXAMPLE.split('; ')[0]!r} or {EXAMPLE.split('; ')[1]!r}")
    first = int(where["first"] or 1)
    units = where["units"] and tuple(dict.fromkeys(int(unit) for unit in where["units"].split(",")))
    last = int(where["last"] or (first if where["first"] else steps))
    if found.re is CLAMP:
        return Change(found["name"], first, last, units or None, value=float(found["value"]))
    return Change(found["name"], first, last, units or None, country=found["country"])


def checked(change: Change, cell: Cell, words: Sequence[str], hidden_size: int) -> Change:
    """The change, or a ValueError that says why this run cannot have it."""
    if change.name not in cell.names:
        raise ValueError(f"the {cell.title} has no {change.name!r}; {nearest(change.name, cell.names)}")
    if not 1 <= change.first <= change.last <= len(words):
        raise ValueError(f"the words are counted from 1 to {len(words)}, not {change.first} to {change.last}")
    for unit in change.units or ():
        if unit >= hidden_size:
            raise ValueError(f"there is no unit {unit}; there are {hidden_size}, counted from 0")
    if change.country is None:
        low, high = limits(cell, change.name)
        if not low <= change.value <= high:
            raise ValueError(f"{change.name} is set to a value from {low:g} to {high:g}, not to {change.value:g}")
        return change
    if change.name not in cell.states:
        raise ValueError(
            f"only what the {cell.title} hands on to the next word can be transplanted: {', '.join(cell.states)}"
        )
    if change.first != change.last:
        raise ValueError("a memory is carried over after one word, not after several")
    if change.country not in france.COUNTRIES:
        raise ValueError(
            f"the sentences know no country {change.country!r}; {nearest(change.country, france.COUNTRIES)}"
        )
    if change.country == words[france.country_position(words)]:
        raise ValueError(f"the sentence is already about {change.country}; choose another country")
    return change


def limits(cell: Cell, name: str) -> tuple[float, float]:
    """Between which values a name can be set: a gate 0 … 1, what tanh gives -1 … 1, anything else ±MEMORY."""
    squash = cell.graph.nodes[cell.graph.names[name]].op
    return {"sigmoid": (0.0, 1.0), "tanh": (-1.0, 1.0)}.get(squash, (-MEMORY, MEMORY))


def made(changes: Sequence[Change], sources: dict[str, NetworkTrace]) -> list[Edit]:
    """The edits for a run; `sources` {country: the run of the same sentence with that country}.

    What is carried over after word n is what the next step reads, but for the output h, which the readout sees as well.
    After the last word there is no next step: a memory that is carried over there changes nothing.
    """
    edits = []
    for change in changes:
        steps = list(range(change.first - 1, change.last))
        if change.country is None:
            edits.append(Edit(change.name, value=change.value, steps=steps, units=change.units))
            continue
        source = sources[change.country].layers[0]
        values = source[change.name][steps[0]]  # (1, H)
        values = values[:, list(change.units)] if change.units else values
        if change.name == "h":
            edits.append(Edit("h", value=values, steps=steps, units=change.units))
        elif change.first < len(source["h"]):
            edits.append(Edit(f"{change.name}_prev", value=values, steps=change.first, units=change.units))
    return edits
