"""Edits with a purpose: forget now, hold what is there, take out what units say."""

from collections.abc import Sequence

import numpy as np

from lstm_core.cell import Cell
from lstm_core.equations.carrying.factor import Factor, beneath, plus
from lstm_core.networks.network_trace import NetworkTrace
from lstm_core.plain.interventions import Edit, Which


def forget_now(cell: Cell, state: str, step: int, units: Which = None, layer: int = 0) -> Edit:
    """The edit that closes the gate which carries a state, for one step: its carry factor becomes 0.

    Only for a carry that is a gate or 1 - gate; ValueError for any other.
    """
    return Edit(*_gate(cell, state, 0.0), steps=step, units=units, layer=layer)


def hold(cell: Cell, state: str, steps: Sequence[int], units: Which = None, layer: int = 0) -> list[Edit]:
    """The edits that keep a state as it is, however the gates stand: carry factor 1, and nothing added."""
    carry = cell.carry.get(state)
    if carry is None or not carry.added:
        raise ValueError(f"{cell.title} has no gate that carries {state!r} and nothing that is only added to it")
    gate, open_gate = _gate(cell, state, 1.0)
    edits = [Edit(gate, value=open_gate, steps=steps, units=units, layer=layer)]
    for _, product in carry.added:
        parts = cell.graph.nodes[product].args
        if any(_closed_with(cell, part, gate, open_gate) for part in parts):
            continue  # what keeps everything writes nothing, as (1 - z) * n
        writers = [cell.graph.nodes[part].name for part in parts if cell.graph.nodes[part].name in cell.names]
        if not writers:
            raise ValueError(f"{cell.title} adds a value to {state!r} that no named gate holds back")
        edits.append(Edit(writers[0], value=0.0, steps=steps, units=units, layer=layer))
    return edits


def _closed_with(cell: Cell, part: int, gate: str, value: float) -> bool:
    """Whether a node is 0 once the gate has this value, whatever the rest: the gate itself at 0, or 1 - gate at 1."""
    k = cell.graph.names[gate]
    terms = {(k,): 1.0} if part == k else beneath(cell.graph.nodes, part)
    left: Factor = {}
    for product, coefficient in terms.items():
        others = tuple(node for node in product if node != k)
        left = plus(left, {others: coefficient * value ** product.count(k)})
    return not left


def _gate(cell: Cell, state: str, factor: float) -> tuple[str, float]:
    """(name, value) that give the carry of a state this factor."""
    carry = cell.carry.get(state)
    if carry is None or carry.gate is None:
        text = carry.text if carry else "none"
        raise ValueError(f"{cell.title} has no gate of its own that carries {state!r}; its carry is {text}")
    name, sign = carry.gate
    return name, factor if sign > 0 else 1 - factor


def ablation(
    trace: NetworkTrace,
    name: str,
    units: Sequence[int],
    steps: Sequence[int],
    by: str = "zero",
    rng: np.random.Generator | None = None,
    layer: int = 0,
) -> Edit:
    """The edit that takes what units say out of a run over the same batch as `trace`.

    `by` zero, by the mean over the batch at that step, or by resampling: each sequence gets another's value.
    """
    values = trace.layers[layer][name]
    here = values[np.asarray(steps)][:, :, np.asarray(units)]
    if by == "zero":
        return Edit(name, value=0.0, steps=steps, units=units, layer=layer)
    if by == "mean":
        return Edit(name, value=here.mean(axis=1, keepdims=True), steps=steps, units=units, layer=layer)
    if by == "resample":
        if rng is None:
            raise ValueError("ablation by resampling needs a random generator, got none")
        return Edit(name, value=here[:, rng.permutation(here.shape[1])], steps=steps, units=units, layer=layer)
    raise ValueError(f'ablation is by "zero", "mean" or "resample", got {by!r}')
