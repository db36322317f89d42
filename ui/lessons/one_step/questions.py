"""What the next value of a state could be: the right one, and what each misconception makes of the same numbers."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

import numpy as np

from lstm_core.cell import Cell
from lstm_core.plain.evaluate import VALUE
from ui.lessons.one_step.ideas import ideas
from ui.lessons.one_step.numbers import here

APART = 0.03  # two choices nearer than this could not be told apart on screen
MOST = 4


class Choice(NamedTuple):
    """A value to choose; `says` is what choosing it means, None where it is right."""

    value: float
    says: str | None


def questions(cell: Cell, values: Sequence[np.ndarray], label: Mapping[str, str]) -> dict[str, list[list[Choice]]]:
    """{state or h: for each unit its choices, from low to high} for one step's `values` of all nodes, each (1, H)
    or, of pictures, (1, H, k, k): then it is asked about the pixel in the middle.

    `label` says what a name is called. A unit without a second value that is far enough from the right one has no
    choices.
    """
    found = {}
    for name, wrong in ideas(cell, label).items():
        root = cell.graph.names[name]
        others = []
        for changes, says in wrong:
            changed = {change.node: change.times * values[change.of] + change.plus for change in changes}
            others.append((here(_recomputed(cell.graph.nodes, values, root, changed)), says))
        units, right = range(values[root].shape[1]), here(values[root])
        found[name] = [_choices(right[0, unit], [(v[0, unit], says) for v, says in others]) for unit in units]
    return found


def _choices(right: float, wrong: Sequence[tuple[float, str]]) -> list[Choice]:
    chosen = [Choice(float(right), None)]
    for value, says in wrong:
        if len(chosen) < MOST and all(abs(value - other.value) > APART for other in chosen):
            chosen.append(Choice(float(value), says))
    return sorted(chosen) if len(chosen) > 1 else []


def _recomputed(nodes: Sequence, values: Sequence[np.ndarray], k: int, changes: Mapping[int, np.ndarray]) -> np.ndarray:
    """Node k from the same step in which some nodes had other values."""
    if k in changes:
        return changes[k]
    if not nodes[k].args:
        return values[k]
    arguments = [_recomputed(nodes, values, a, changes) for a in nodes[k].args]
    return arguments[0] if nodes[k].op == "copy" else VALUE[nodes[k].op](*arguments)
