"""Running a cell over a sequence: every named value of every step, kept in a Trace."""

from collections.abc import Iterable, Mapping

import numpy as np

from lstm_core.cell import Cell
from lstm_core.evaluate import full_state, numbers, step_values
from lstm_core.interventions import BoundEdits, Edit, StepEdits
from lstm_core.nearest import nearest
from lstm_core.pool import POOL, LeasedValues


class Trace(Mapping):
    """What one run computed: `trace["f"]` is (T, B, H), for every name of the cell.

    Values of a spatial cell have two more axes, height and width. The arrays are read-only.
    """

    def __init__(self, cell: Cell, weights, x, initial, values, edits=(), steps=None):
        self.cell, self.weights, self.x, self.initial = cell, weights, x, initial
        self.values: Mapping[str, np.ndarray] = values  # LeasedValues where the fast program ran
        self.edits: tuple[Edit, ...] = tuple(edits)
        self.steps: list[PlainStep] | None = steps  # the plain evaluator's record, where it ran
        if not isinstance(values, LeasedValues):
            for array in values.values():
                array.flags.writeable = False

    def __getitem__(self, name: str) -> np.ndarray:
        if name not in self.values:
            raise KeyError(f"{self.cell.title} has no value {name!r}; {nearest(str(name), self.values)}")
        return self.values[name]

    def __iter__(self):
        return iter(self.values)

    def __len__(self) -> int:
        return len(self.values)

    def __repr__(self) -> str:
        return f"Trace of {self.cell.title}: (T, B, H) = {self['h'].shape}, values {', '.join(self)}"

    def before(self, name: str) -> np.ndarray:
        """The value each step found: (T, B, H), what `<name>_prev` was when the step read it."""
        if self.steps is not None and name in self.cell.states:
            return np.stack([step.read[name] for step in self.steps])
        values = self[name]
        start = self.initial.get(name, np.zeros_like(values[0]))
        return np.concatenate([start[None], values[:-1]])

    @property
    def final(self) -> dict[str, np.ndarray]:
        """{name: (B, H)} after the last step, for h and every state: the `state` of a run that goes on."""
        return {name: self[name][-1].copy() for name in dict.fromkeys(("h", *self.cell.states))}

    def node(self, k: int) -> np.ndarray:
        """The value of node k of `cell.graph` at every step (T, B, …); needs `run(..., keep="nodes")`."""
        if self.steps is None:
            raise ValueError('the values of single nodes are kept only by run(..., keep="nodes")')
        return np.stack([step.values[k] for step in self.steps])

    def carry(self, state: str) -> np.ndarray:
        """The factor that multiplied the state's previous value, (T, B, H)."""
        if state not in self.cell.carry:
            has = ", ".join(self.cell.carry) or "none"
            raise KeyError(f"{self.cell.title} carries nothing in {state!r}; states with a carry: {has}")
        carry = self.cell.carry[state]
        factor = carry.value(self)
        if factor is None:  # made of something without a name: every node is needed
            steps = self.steps or plain_run(self.cell, self.weights, self.x, self.initial, self.edits).steps
            factor = np.stack([carry.of_nodes(step.values) for step in steps])
        return factor


class PlainStep:
    """One step as the plain evaluator saw it: the value of every node, and its edits."""

    __slots__ = ("edits", "read", "values")

    def __init__(self, cell: Cell, weights, x_t, prev: Mapping[str, np.ndarray], edits: StepEdits | None):
        self.values = step_values(cell.graph, weights, x_t, prev, edits)
        self.edits = edits
        # What the step read: an edit of c_prev acts here and nowhere before.
        self.read = {name: prev[name] for name in cell.states}
        for node, value in zip(cell.graph.nodes, self.values, strict=True):
            if node.op == "prev":
                self.read[node.name] = value


def run(
    cell: Cell,
    weights: Mapping[str, np.ndarray],
    x: np.ndarray,
    state: Mapping[str, np.ndarray] | None = None,
    edits: Iterable[Edit] = (),
    keep: str = "names",
) -> Trace:
    """Run a cell over x (T, B, D) from a state {"c": (B, H), …} (missing = zeros).

    `edits` change named values on the way; `keep="nodes"` keeps every node of the graph for `Trace.node`. The weights'
    dtype is the run's. Raises ValueError, in a sentence, where a shape, a name or an index does not fit.
    """
    if keep not in ("names", "nodes"):
        raise ValueError(f'run keeps "names" or "nodes", got {keep!r}')
    x, initial = checked(cell, weights, x, state)
    edits = tuple(edits)
    fast = None if edits or keep == "nodes" else POOL.run(cell, weights, x, initial)
    return plain_run(cell, weights, x, initial, edits) if fast is None else Trace(cell, weights, x, initial, fast)


def checked(cell: Cell, weights, x, state) -> tuple[np.ndarray, dict[str, np.ndarray]]:
    """(x, full initial state) in the weights' dtype, or a ValueError."""
    input_size, hidden_size = cell.sizes(weights)
    dtype = next(iter(weights.values())).dtype
    x = numbers(x, dtype, f"{cell.title}: x")
    if x.ndim != (5 if cell.spatial else 3) or 0 in x.shape[:2] or input_size not in (None, x.shape[2]):
        letters = "(T, B, D, height, width)" if cell.spatial else "(T, B, D)"
        want = "" if input_size is None else f" with D = {input_size}"
        raise ValueError(f"{cell.title} reads x of shape {letters}{want}, T and B at least 1, got {x.shape}")
    return x, full_state(cell, state, (x.shape[1], hidden_size, *x.shape[3:]), dtype)


def plain_run(cell: Cell, weights, x: np.ndarray, initial: dict, edits: tuple[Edit, ...] = ()) -> Trace:
    """The same through the plain evaluator, one node at a time."""
    hidden_size = cell.sizes(weights)[1]
    bound = BoundEdits(cell, edits, (*x.shape[:2], hidden_size, *x.shape[3:]), x.dtype) if edits else None
    steps, prev = [], initial
    for t, x_t in enumerate(x):
        step = PlainStep(cell, weights, x_t, prev, bound.at(t) if bound else None)
        prev = {name: step.values[cell.graph.names[name]] for name in cell.states}
        steps.append(step)
    values = {name: np.stack([step.values[k] for step in steps]) for name, k in cell.graph.names.items()}
    return Trace(cell, weights, x, initial, values, edits, steps=steps)
