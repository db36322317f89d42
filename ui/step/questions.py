"""What the next value of a state could be: the right one, and what each misconception would make of the same numbers."""

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

import numpy as np

from lstm_core.cell import Cell
from lstm_core.evaluate import VALUE

APART = 0.03  # two choices nearer than this could not be told apart on screen
MOST = 4


class Choice(NamedTuple):
    """A value to choose; `says` is what choosing it means, None where it is right."""

    value: float
    says: str | None


def questions(cell: Cell, values: Sequence[np.ndarray], label: Mapping[str, str]) -> dict[str, list[list[Choice]]]:
    """{state or h: for each unit its choices, from low to high} for one step's `values` of all nodes, each (1, H).

    A unit without a second value that is far enough from the right one has no choices.
    """
    asked = [name for name in cell.names if name in cell.states or name == "h"]
    return {name: _choices(cell, values, name, label) for name in asked}


def _choices(cell: Cell, values: Sequence[np.ndarray], name: str, label: Mapping[str, str]) -> list[list[Choice]]:
    root = cell.graph.names[name]
    wrong = list(_misconceptions(cell, values, name, label))
    return [
        _of_unit(values[root][0, unit], [(v[0, unit], says) for v, says in wrong])
        for unit in range(values[root].shape[1])
    ]


def _of_unit(right: float, wrong: Sequence[tuple[float, str]]) -> list[Choice]:
    chosen = [Choice(float(right), None)]
    for value, says in wrong:
        if len(chosen) < MOST and all(abs(value - other.value) > APART for other in chosen):
            chosen.append(Choice(float(value), says))
    return sorted(chosen) if len(chosen) > 1 else []


def _misconceptions(
    cell: Cell, values: Sequence[np.ndarray], name: str, label: Mapping[str, str]
) -> Iterator[tuple[np.ndarray, str]]:
    """(what would come out, why that is not so), the most telling first; `label` says what a name is called."""
    graph, before = cell.graph, {n.name: v for n, v in zip(cell.graph.nodes, values, strict=True) if n.op == "prev"}
    root = graph.names[name]

    def instead(changes: Mapping[int, np.ndarray]) -> np.ndarray:
        return _recomputed(graph.nodes, values, root, changes)

    def called(k: int) -> str:
        return label.get(graph.nodes[k].name, graph.nodes[k].name)

    if name in cell.carry:
        carry = cell.carry[name]
        gates = [k for k in carry.names if graph.nodes[k].op == "sigmoid"]
        for k in gates:
            yield (
                instead({k: 1 - values[k]}),
                (
                    f"That is what comes out if {graph.nodes[k].name} worked the other way round. The {called(k)} opened to 1 "
                    f"{_means(carry.factor, k)}."
                ),
            )
        for _, k in carry.kept:
            yield (
                instead({k: before[name]}),
                (
                    f"That adds without forgetting. Only {carry.text} of what was there is kept, before anything is added."
                ),
            )
        for k in _gates(graph.nodes, [k for _, k in carry.added]):
            if k not in gates:
                yield (
                    instead({k: np.ones_like(values[k])}),
                    (f"That writes all of what is new. The {called(k)} lets in only its share of it."),
                )
        for _, k in carry.kept:
            yield values[k] + 0 * values[root], "That is what was kept. Something is still added to it."
            yield instead({k: 0 * values[root]}), "That is only what is new. What was kept stands beside it."
        yield before[name] + 0 * values[root], "That is what was there before; this step changes it."
    else:
        for k in _inside(graph.nodes, root):
            node = graph.nodes[k]
            if node.op in ("tanh", "relu") and (k == root or not node.name):
                yield (
                    instead({k: values[node.args[0]]}),
                    (f"That forgot the {node.op}: it squashes the value, and this one was not squashed."),
                )
        for state in cell.states:
            if state != name and state in graph.reads[name]:
                yield (
                    values[graph.names[state]] + 0.0,
                    (
                        f"That is {state} itself. {name} and {state} are not the same: {name} is what the cell shows of it."
                    ),
                )
        for k in _gates(graph.nodes, [root]):
            yield (
                instead({k: np.ones_like(values[k])}),
                (f"That shows everything. The {called(k)} lets only its share through."),
            )
        if name in before:
            past = [k for k, node in enumerate(graph.nodes) if node.op == "prev"]
            yield (
                instead({k: 0 * values[k] for k in past}),
                "That left out the past: the state before takes part in the sum.",
            )
            yield (
                before[name] + 0 * values[root],
                f"That is the {label.get(name, name)} of the step before; it is computed anew.",
            )


def _means(factor: Mapping[tuple[int, ...], float], k: int) -> str:
    rises = sum(coefficient for product, coefficient in factor.items() if k in product) > 0
    return "keeps everything, closed to 0 it erases" if rises else "erases, closed to 0 it keeps everything"


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
