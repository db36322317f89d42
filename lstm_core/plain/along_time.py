"""A cell along time through the plain evaluator: forward step after step, and back from the last to the first."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple, Protocol

import numpy as np

from lstm_core.equations.page import AnyCell
from lstm_core.plain.bound_edits import BoundEdits, StepEdits
from lstm_core.plain.evaluate import step_gradients, step_values
from lstm_core.plain.interventions import Edit

Arrays = Mapping[str, np.ndarray]


class AnyStep(Protocol):
    """One step as a run keeps it: the value of every node, what it read, and its edits; a PlainStep is one."""

    @property
    def values(self) -> list[np.ndarray]: ...

    @property
    def read(self) -> dict[str, np.ndarray]: ...

    @property
    def edits(self) -> StepEdits | None: ...


class PlainStep:
    """One step as the plain evaluator saw it: the value of every node, what it read, and its edits."""

    __slots__ = ("edits", "read", "values")

    def __init__(self, cell: AnyCell, weights: Arrays, x_t: np.ndarray, prev: Arrays, edits: StepEdits | None):
        self.values = step_values(cell.graph, weights, x_t, prev, edits)
        self.edits = edits
        # What the step read: an edit of c_prev acts here and nowhere before.
        self.read = {name: prev[name] for name in cell.states}
        for node, value in zip(cell.graph.nodes, self.values, strict=True):
            if node.op == "prev":
                self.read[node.name] = value


class PlainRun(NamedTuple):
    """What a run computed: {name: (T, B, H)}, and every step with all its nodes."""

    values: dict[str, np.ndarray]
    steps: list[PlainStep]


class PlainGradients(NamedTuple):
    """dL/d(…) of a run: {parameter: …}, x (T, B, D), the initial state {"c": (B, H)}, named values {"f": (T, B, H)}."""

    weights: dict[str, np.ndarray]
    x: np.ndarray
    state: dict[str, np.ndarray]
    values: dict[str, np.ndarray]


def plain_run(cell: AnyCell, weights: Arrays, x: np.ndarray, initial: Arrays, edits: Sequence[Edit] = ()) -> PlainRun:
    """A run over x (T, B, D), all arguments checked before."""
    shape = *x.shape[:2], next(iter(weights.values())).shape[0], *x.shape[3:]
    bound = BoundEdits(cell, edits, shape, x.dtype) if edits else None
    steps, prev = [], initial
    for t, x_t in enumerate(x):
        step = PlainStep(cell, weights, x_t, prev, bound.at(t) if bound else None)
        prev = {name: step.values[cell.graph.names[name]] for name in cell.states}
        steps.append(step)
    return PlainRun({name: np.stack([step.values[k] for step in steps]) for name, k in cell.graph.names.items()}, steps)


def plain_backward(
    cell: AnyCell,
    weights: Arrays,
    steps: Sequence[AnyStep],
    x: np.ndarray,
    arriving: Arrays,
    values: bool = False,
    final: Arrays | None = None,
) -> PlainGradients:
    """The gradients of a plain run over x, given what arrives at its names (T, B, H) and leaves by its last state."""
    derivative, shape = cell.derivative, np.shape(steps[0].values[cell.graph.names["h"]])
    zero = np.zeros(shape, x.dtype)
    carried = {name: zero for name in cell.states} | dict(final or {})
    d_weights = {name: np.zeros_like(weights[name]) for name in cell.parameters}
    d_x = np.zeros(x.shape, x.dtype)
    named = {name: np.empty((len(steps), *shape), x.dtype) for name in cell.names} if values else {}
    for t in reversed(range(len(steps))):
        step = steps[t]
        reaching = {name: arriving[name][t] if name in arriving else zero for name in cell.names}
        for name, array in carried.items():
            reaching[name] = reaching[name] + array
        gradients = step_gradients(derivative.nodes, step.values, reaching, step.edits)
        for name, k in derivative.parameters.items():
            d_weights[name] += gradients[k]
        if derivative.x is not None:
            d_x[t] = gradients[derivative.x]
        for name in named:
            named[name][t] = gradients[derivative.names[name]]
        passes = step.edits.passes if step.edits else {}
        carried = {name: gradients[k] * passes.get(f"{name}_prev", 1) for name, k in derivative.prevs.items()}
    return PlainGradients(d_weights, d_x, carried, named)
