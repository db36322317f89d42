"""Gradients of every named value, by autograd: what `lstm_core.backward` computes by its own rules."""

from collections.abc import Mapping
from typing import NamedTuple

import torch
from torch import Tensor

from lstm_core.cell import Cell
from lstm_torch.layers.graph import run


class Gradients(NamedTuple):
    """dL/d(everything) of one run: total derivatives, in the shapes of what they derive from."""

    values: dict[str, Tensor]
    weights: dict[str, Tensor]
    x: Tensor
    state: dict[str, Tensor]


def gradients(
    cell: Cell,
    weights: Mapping[str, Tensor],
    x: Tensor,
    state: Mapping[str, Tensor] | None,
    d: Mapping[str, Tensor],
    final: Mapping[str, Tensor] | None = None,
) -> Gradients:
    """Run the cell and go back from dL/d(name) (T, B, H) of any names, and dL/d(final state) {name: (B, H)}."""
    weights = {name: w.detach().requires_grad_() for name, w in weights.items()}
    x = x.detach().requires_grad_()
    shape = (x.shape[1], len(weights[next(iter(cell.parameters))]), *x.shape[3:])
    given = {name: (state or {}).get(name, x.new_zeros(shape)) for name in cell.states}
    given = {name: value.detach().requires_grad_() for name, value in given.items()}
    with torch.enable_grad():
        steps = run(cell, weights, x, given, track=True)
        ends = {name: steps.single[name][-1] if name in steps.looped else steps[name][-1] for name in final or {}}
        pairs = [(steps[name], d_name) for name, d_name in d.items()]
        pairs += [(ends[name], d_end) for name, d_end in (final or {}).items()]
    # A value of the loop is a tensor of its step; one that needs no past is a tensor of all steps.
    places = {name: steps.single[name] if name in steps.looped else (steps[name],) for name in cell.names}
    asked = [x, *weights.values(), *given.values(), *(place for group in places.values() for place in group)]
    found = torch.autograd.grad(
        [out for out, _ in pairs], asked, [arriving for _, arriving in pairs], allow_unused=True, materialize_grads=True
    )
    left = iter(found)
    d_x, d_weights, d_state = next(left), {n: next(left) for n in weights}, {n: next(left) for n in given}
    values = {}
    for name, group in places.items():
        parts = [next(left) for _ in group]
        values[name] = torch.stack(parts) if name in steps.looped else parts[0]
    return Gradients(values, d_weights, d_x, d_state)
