"""What the next value of a state could be: the right one, and what each misconception makes of the same numbers."""

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

import numpy as np

from lstm_core.cell import Cell
from lstm_core.equations.graph import SQUASHES
from lstm_core.plain.evaluate import VALUE
from ui.lessons.one_step.numbers import here

APART = 0.03  # two choices nearer than this could not be told apart on screen
MOST = 4
Idea = tuple[dict[int, np.ndarray], str]  # nodes that would have other values, and why that is not so


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
    for name in (n for n in cell.names if n in cell.states or n == "h"):
        root = cell.graph.names[name]
        ideas = _of_carried(cell, values, name, label) if name in cell.carry else _of_shown(cell, values, name, label)
        wrong = [(here(_recomputed(cell.graph.nodes, values, root, changes)), says) for changes, says in ideas]
        units, right = range(values[root].shape[1]), here(values[root])
        found[name] = [_choices(right[0, unit], [(v[0, unit], says) for v, says in wrong]) for unit in units]
    return found


def _choices(right: float, wrong: Sequence[tuple[float, str]]) -> list[Choice]:
    chosen = [Choice(float(right), None)]
    for value, says in wrong:
        if len(chosen) < MOST and all(abs(value - other.value) > APART for other in chosen):
            chosen.append(Choice(float(value), says))
    return sorted(chosen) if len(chosen) > 1 else []


def _of_carried(cell: Cell, values: Sequence[np.ndarray], name: str, label: Mapping[str, str]) -> Iterator[Idea]:
    """What goes wrong in thinking about a state that is kept and written, the most telling first."""
    nodes, carry, root = cell.graph.nodes, cell.carry[name], cell.graph.names[name]
    before = next(values[k] for k, node in enumerate(nodes) if node.op == "prev" and node.name == name)
    keepers = [k for k in carry.names if nodes[k].op == "sigmoid"]
    for k in keepers:
        gate = nodes[k].name
        rises = sum(coefficient for product, coefficient in carry.factor.items() if k in product) > 0
        means, taken = ("keep", "forget") if rises else ("replace", "keep")
        yield (
            {k: 1 - values[k]},
            f"That takes {gate} = 1 for “{taken}”. It means “{means}”: {gate} = {'1' if rises else '0'} keeps all.",
        )
    for _, k in carry.kept:
        yield {k: before}, f"That adds without forgetting. First, only {_spoken(carry.text)} of what was there is kept."
    for k in _gates(nodes, [k for _, k in carry.added]):
        if k not in keepers:
            yield (
                {k: np.ones_like(values[k])},
                f"That writes all that is new. The {label[nodes[k].name]} lets in only its share.",
            )
    for _, k in carry.kept:
        yield {root: values[k]}, "That is only what was kept. What is new is added to it."
        yield {k: 0 * values[k]}, "That is only what is new. What was kept is added to it."
    yield {root: before}, f"That is the {label[name]} of before, as if this step did nothing."


def _of_shown(cell: Cell, values: Sequence[np.ndarray], name: str, label: Mapping[str, str]) -> Iterator[Idea]:
    """What goes wrong in thinking about a value that is computed anew at each step."""
    nodes, root = cell.graph.nodes, cell.graph.names[name]
    for state in cell.states:
        if state != name and state in cell.graph.reads[name]:
            says = f"That is {state} itself. {name} is not the same: it is what the cell shows of {state}."
            yield {root: values[cell.graph.names[state]]}, says
    for k in _inside(nodes, root):
        if nodes[k].op in SQUASHES and (k == root or not nodes[k].name):
            yield (
                {k: values[nodes[k].args[0]]},
                f"That forgot the {nodes[k].op}: the value is squashed before it is shown.",
            )
    for k in _gates(nodes, [root]):
        yield (
            {k: np.ones_like(values[k])},
            f"That shows everything. The {label[nodes[k].name]} lets through only its share.",
        )
    past = {k: 0 * values[k] for k, node in enumerate(nodes) if node.op == "prev" and node.name == name}
    if past:
        yield past, f"That left out the past: the {label[name]} of before takes part in the sum."
        yield {root: values[min(past)]}, f"That is the {label[name]} of before; this step computes it anew."


def _spoken(text: str) -> str:
    return text.replace(" - ", " − ").replace(" * ", " · ")


def _gates(nodes: Sequence, roots: Sequence[int]) -> list[int]:
    """The sigmoids that these nodes are products with."""
    found = []
    for k in roots:
        if nodes[k].op == "sigmoid":
            found.append(k)
        elif nodes[k].op in ("*", "copy"):
            found += _gates(nodes, nodes[k].args)
    return found


def _inside(nodes: Sequence, root: int) -> list[int]:
    """The nodes of an equation, the root first; names end it."""
    inside = [root]
    for k in nodes[root].args:
        inside += [] if nodes[k].name else _inside(nodes, k)
    return inside


def _recomputed(nodes: Sequence, values: Sequence[np.ndarray], k: int, changes: Mapping[int, np.ndarray]) -> np.ndarray:
    """Node k from the same step in which some nodes had other values."""
    if k in changes:
        return changes[k]
    if not nodes[k].args:
        return values[k]
    arguments = [_recomputed(nodes, values, a, changes) for a in nodes[k].args]
    return arguments[0] if nodes[k].op == "copy" else VALUE[nodes[k].op](*arguments)
