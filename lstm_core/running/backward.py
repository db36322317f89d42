"""Backpropagation through time: the exact gradient of a loss by everything that a run computed."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field

import numpy as np

from lstm_core.fast.pool import LeasedValues
from lstm_core.nearest import nearest
from lstm_core.plain.along_time import plain_backward, plain_run
from lstm_core.plain.checks import numbers
from lstm_core.running.reversed import ReverseTrace, turned
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
    d: Mapping[str, np.ndarray],
    final: Mapping[str, np.ndarray] | None = None,
    values: bool = False,
) -> Gradients:
    """The gradients of a loss, given what it says of the named values: d = {"h": dL/dh (T, B, H), …}.

    `final` adds dL/d(state) after the last step, {"c": (B, H), …}; `values=True` asks for dL/d(every named value) too.
    After edits these are the gradients of the edited computation (see `Edit`).
    """
    if isinstance(trace, ReverseTrace):
        return backward_reversed(trace, d, final, values)
    d, final = checked(trace, d, final)
    if isinstance(trace.values, LeasedValues):
        return fast_backward(trace, d, values, final)
    steps = trace.steps or plain_run(trace.cell, trace.weights, trace.x, trace.initial, trace.edits).steps
    return Gradients(*plain_backward(trace.cell, trace.weights, steps, trace.x, d, values, final))


def checked(trace: Trace, d: Mapping[str, np.ndarray], final: Mapping[str, np.ndarray] | None) -> tuple[dict, dict]:
    """(d {name: (T, B, H)}, final {state: (B, H)}) in the trace's dtype, or a ValueError."""
    cell, dtype = trace.cell, trace.x.dtype
    shape = trace["h"].shape

    def arrays(given: Mapping[str, np.ndarray], known: Collection[str], shape: tuple[int, ...]) -> dict:
        found = {}
        for name, array in given.items():
            if name not in known:
                raise ValueError(f"{cell.title} has no value {name!r} for a gradient; {nearest(name, known)}")
            found[name] = array = numbers(array, dtype, f"{cell.title}: the gradient by {name}")
            if array.shape != shape:
                raise ValueError(f"{cell.title}: the gradient by {name} has shape {shape}, got {array.shape}")
        return found

    d = arrays(d, cell.names, shape)
    final = arrays(final or {}, dict.fromkeys(("h", *cell.states)), shape[1:])
    if "h" in final and "h" not in cell.states:  # nothing reads h_prev: it leaves by the last step alone
        d["h"] = d["h"].copy() if "h" in d else np.zeros(shape, dtype)
        d["h"][-1] += final.pop("h")
    return d, final


def backward_reversed(trace: ReverseTrace, d: Mapping, final: Mapping | None, values: bool) -> Gradients:
    """Of a run from the last step to the first: the same, turned, along the run as it happened."""
    left = {name: np.zeros_like(trace[name]) for name in final or {}}
    for name, array in left.items():
        array[0] = final[name]  # it left by the first step
    d, _ = checked(trace, {name: d.get(name, 0) + left.get(name, 0) for name in {**d, **left}}, None)
    along = backward(trace.along, {name: turned(array, trace.lengths) for name, array in d.items()}, values=values)
    named = {name: turned(array, trace.lengths) for name, array in along.values.items()}
    return Gradients(along.weights, turned(along.x, trace.lengths), along.state, named)


def fast_backward(trace: Trace, d: Mapping, values: bool, final: Mapping) -> Gradients:
    """Through the trace's program; what nothing reads has no gradient there, and zeros here."""
    weights, d_x, state, named = trace.values.backward(d, final, values)
    weights = {k: weights[k] if k in weights else np.zeros_like(trace.weights[k]) for k in trace.cell.parameters}
    if values:
        named = {k: named[k] if k in named else np.zeros_like(trace["h"]) for k in trace.cell.names}
    return Gradients(weights, d_x, state, named)
