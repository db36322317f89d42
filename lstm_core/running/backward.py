"""Backpropagation through time: the exact gradient of a loss by everything that a run computed."""

from collections.abc import Collection
from dataclasses import dataclass, field

import numpy as np

from lstm_core.fast.lease import LeasedValues
from lstm_core.nearest import nearest
from lstm_core.plain.along_time import Arrays, plain_backward, plain_run
from lstm_core.plain.checks import numbers
from lstm_core.running.lengths import turned
from lstm_core.running.reversed import ReverseTrace
from lstm_core.running.trace import Trace


@dataclass(frozen=True)
class Gradients:
    """dL/d(…): each has the shape of what it derives from.

    `weights` {"W_hf": (H, H), …}; `x` (T, B, D); `state` {"c": (B, H), …} of the initial state; `values`
    {"f": (T, B, H), …}, the total derivative by every named value at every step (empty unless asked for).
    """

    weights: dict[str, np.ndarray]
    x: np.ndarray
    state: dict[str, np.ndarray]
    values: dict[str, np.ndarray] = field(default_factory=dict)


def backward(
    trace: Trace,
    d: Arrays,
    final: Arrays | None = None,
    values: bool = False,
) -> Gradients:
    """The gradients of a loss, given what it says of the named values: d = {"h": dL/dh (T, B, H), …}.

    `final` adds dL/d(state) after each sequence's last step, {"c": (B, H), …}, as `trace.final` has it; `values=True`
    asks for dL/d(every named value) too.
    After edits these are the gradients of the edited computation (see `Edit`).
    """
    if isinstance(trace, ReverseTrace):
        return backward_reversed(trace, d, final, values)
    d, final = checked(trace, d, final)
    if isinstance(trace.arrays, LeasedValues):
        return fast_backward(trace, trace.arrays, d, values, final)
    steps = trace.steps or plain_run(trace.cell, trace.weights, trace.x, trace.initial, trace.edits).steps
    return Gradients(*plain_backward(trace.cell, trace.weights, steps, trace.x, d, values, final))


def checked(trace: Trace, d: Arrays, final: Arrays | None) -> tuple[dict[str, np.ndarray], dict[str, np.ndarray]]:
    """(d {name: (T, B, H)}, final {state: (B, H)}) in the trace's dtype, or a ValueError."""
    cell, dtype = trace.cell, trace.x.dtype
    shape = trace["h"].shape

    def arrays(given: Arrays, known: Collection[str], shape: tuple[int, ...]) -> dict[str, np.ndarray]:
        found: dict[str, np.ndarray] = {}
        for name, array in given.items():
            if name not in known:
                raise ValueError(f"{cell.title} has no value {name!r} for a gradient; {nearest(name, known)}")
            found[name] = array = numbers(array, dtype, f"{cell.title}: the gradient by {name}")
            if array.shape != shape:
                raise ValueError(f"{cell.title}: the gradient by {name} has shape {shape}, got {array.shape}")
        return found

    d = arrays(d, cell.names, shape)
    final = arrays(final or {}, dict.fromkeys(("h", *cell.states)), shape[1:])
    # What leaves by a step before the run's last, or by an h that no step reads, arrives there as at any other value.
    at_step = list(final) if trace.lengths is not None else [name for name in final if name not in cell.states]
    for name in at_step:
        d[name] = d[name].copy() if name in d else np.zeros(shape, dtype)
        last = -1 if trace.lengths is None else (trace.lengths - 1, np.arange(shape[1]))
        d[name][last] += final.pop(name)
    return d, final


def backward_reversed(trace: ReverseTrace, d: Arrays, final: Arrays | None, values: bool) -> Gradients:
    """Of a run from the last step to the first: the same, turned, along the run as it happened."""
    d, _ = checked(trace, d, None)
    along = backward(trace.along, {name: turned(array, trace.lengths) for name, array in d.items()}, final, values)
    named = {name: turned(array, trace.lengths) for name, array in along.values.items()}
    return Gradients(along.weights, turned(along.x, trace.lengths), along.state, named)


def fast_backward(trace: Trace, leased: LeasedValues, d: Arrays, values: bool, final: Arrays) -> Gradients:
    """Through the trace's program; what nothing reads has no gradient there, and zeros here."""
    weights, d_x, state, named = leased.backward(d, final, values)
    weights = {k: weights[k] if k in weights else np.zeros_like(trace.weights[k]) for k in trace.cell.parameters}
    if values:
        named = {k: named[k] if k in named else np.zeros_like(trace["h"]) for k in trace.cell.names}
    return Gradients(weights, d_x, state, named)
