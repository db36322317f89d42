"""What one lesson gives for paper and slides: its questions with the answers of the network, numbers to write in."""

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

import numpy as np

from lstm_core.cell import Cell
from lstm_core.networks.network import Network
from lstm_core.plain.interventions import Edit
from ui.lesson import Recall
from ui.thread.claims import CLAIMS, Verdict


class Question(NamedTuple):
    """A question with its options, the right one, and what is said to it; without options it has a line to write on."""

    asks: str
    options: tuple[str, ...]
    right: str
    says: str = ""


class Blank(NamedTuple):
    """A place to write in, and what belongs there."""

    right: str


class Table(NamedTuple):
    """A table to complete: what to do, the head, rows of texts and blanks."""

    asks: str
    head: tuple[str, ...]
    rows: tuple[tuple[str | Blank, ...], ...]


class Reading(NamedTuple):
    """A run that a notebook computes again: the network, what it reads, what is held, the unit to look at."""

    network: Network
    words: tuple[str, ...]
    edits: tuple[Edit, ...]
    held: str
    unit: int


class Step(NamedTuple):
    """One step that a notebook computes again: x (D,), prev {state: (H,)}."""

    cell: Cell
    weights: Mapping[str, np.ndarray]
    x: np.ndarray
    prev: Mapping[str, np.ndarray]


class Handout(NamedTuple):
    """`about` says which network, seed and sentence; `picture` is SVG of ours, `first` where a question is about it."""

    about: str = ""
    questions: tuple[Question, ...] = ()
    tables: tuple[Table, ...] = ()
    picture: str = ""
    caption: str = ""
    reading: Reading | Step | None = None
    first: bool = False


def recalled(recall: Recall) -> Question:
    """The question at the end of a lesson."""
    asks, said, right = recall
    return Question(asks, tuple(said), right, said[right])


def guessed(asks: str, options: Sequence[str], right: str, says: str = "") -> Question:
    """The guess before a lesson's answer is shown."""
    return Question(asks[0].upper() + asks[1:], tuple(options), right, says)


def tested(page: str, verdicts: Mapping[str, Verdict], *of: object) -> tuple[Question, ...]:
    """The claims of a page as questions; the key says what the numbers say."""
    quoted = {key: CLAIMS[key] for key in verdicts if CLAIMS[key].lesson == page}
    return tuple(
        Question(f"Some say: “{claim.quote}.” {' '.join(claim.steps)} What do you find?", (), "", verdicts[key](*of))
        for key, claim in quoted.items()
    )


def one_of(asked: Mapping[str, str], key: str, options: Iterable, default: object, show=str) -> object:
    """What the address asks for, where it is one of the options; else the default."""
    return next((option for option in options if show(option) == asked.get(key)), default)
