"""Running a cell over a sequence: every named value of every step, kept in a Trace."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

import numpy as np

from lstm_core.cell import Cell
from lstm_core.fast.lease import LeasedValues
from lstm_core.fast.pool import POOL
from lstm_core.nearest import nearest
from lstm_core.plain.along_time import AnyStep, plain_run
from lstm_core.plain.checks import run_inputs
from lstm_core.plain.finite import check_steps, quiet
from lstm_core.plain.interventions import Edit
from lstm_core.running.lengths import at_the_end, checked_lengths


class Trace(Mapping[str, np.ndarray]):
    """What one run computed: `trace["f"]` is (T, B, H), for every name of the cell.

    Values of a spatial cell have two more axes, height and width. The arrays are read-only. `lengths` (B,) say where
    each sequence ends, None that all are as long as the run; a value in the padding is computed and means nothing.
    """

    def __init__(
        self,
        cell: Cell,
        weights: Mapping[str, np.ndarray],
        x: np.ndarray,
        initial: Mapping[str, np.ndarray],
        values: dict[str, np.ndarray] | LeasedValues,
        steps: Sequence[AnyStep] | None = None,
        edits: Iterable[Edit] = (),
        lengths: np.ndarray | None = None,
    ):
        self.cell, self.weights, self.x, self.initial, self.lengths = cell, weights, x, initial, lengths
        self.arrays = values  # leased where the fast program ran
        self.edits: tuple[Edit, ...] = tuple(edits)
        self.steps = steps  # the plain evaluator's record, where it ran
        if not isinstance(values, LeasedValues):
            for array in values.values():
                array.flags.writeable = False

    def __getitem__(self, name: str) -> np.ndarray:
        if name not in self.arrays:
            raise KeyError(f"{self.cell.title} has no value {name!r}; {nearest(str(name), self.arrays)}")
        return self.arrays[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self.arrays)

    def __len__(self) -> int:
        return len(self.arrays)

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
        """{name: (B, H)} after each sequence's last step, for h and every state: the `state` of a run that goes on."""
        return {name: at_the_end(self[name], self.lengths) for name in dict.fromkeys(("h", *self.cell.states))}

    def node(self, k: int) -> np.ndarray:
        """The value of node k of `cell.graph` at every step (T, B, …); needs `run(..., keep="nodes")`."""
        if self.steps is None:
            raise ValueError('the values of single nodes are kept only by run(..., keep="nodes")')
        return np.stack([step.values[k] for step in self.steps])

    def carry(self, state: str) -> np.ndarray:
        """The factor that multiplied the state's previous value, (T, B, H)."""
        if state not in self.cell.carry:
            has, why = ", ".join(self.cell.carry) or "none", self.cell.refusals.get(state, "it is no state")
            raise KeyError(f"{self.cell.title} carries nothing in {state!r}: {why}; states with a carry: {has}")
        carry = self.cell.carry[state]
        factor = carry.value(self)
        if factor is None:  # made of something without a name: every node is needed
            steps = self.steps or plain_run(self.cell, self.weights, self.x, self.initial, self.edits).steps
            factor = np.stack([carry.of_nodes(step.values) for step in steps])
        return factor


def run(
    cell: Cell,
    weights: Mapping[str, np.ndarray],
    x: np.ndarray,
    state: Mapping[str, np.ndarray] | None = None,
    edits: Iterable[Edit] = (),
    keep: str = "names",
    lengths: np.ndarray | None = None,
) -> Trace:
    """Run a cell over x (T, B, D) from a state {"c": (B, H), …} (missing = zeros).

    `edits` change named values on the way; `keep="nodes"` keeps every node of the graph for `Trace.node`. Where
    sequences are padded at the end, `lengths` (B,) say how many steps of each are its own: `Trace.final` is then the
    state after those. The weights' dtype is the run's, and the trace keeps copies of weights and x. Raises ValueError,
    in a sentence, where a shape, a name or an index does not fit, and where an exponential or a division has no value.
    """
    weights, x, initial = run_inputs(cell, weights, x, state)
    return computed(cell, weights, x, initial, tuple(edits), keep, checked_lengths(lengths, *x.shape[:2]))


def computed(
    cell: Cell,
    weights: dict[str, np.ndarray],
    x: np.ndarray,
    initial: dict[str, np.ndarray],
    edits: tuple[Edit, ...] = (),
    keep: str = "names",
    lengths: np.ndarray | None = None,
) -> Trace:
    """The same, the arrays checked before and the trace's own: by the fast program where it can."""
    if keep not in ("names", "nodes"):
        raise ValueError(f'run keeps "names" or "nodes", got {keep!r}')
    fast = None if edits or keep == "nodes" else POOL.run(cell, weights, x, initial)
    if fast is not None and fast.finite:
        return Trace(cell, weights, x, initial, fast, lengths=lengths)
    with quiet(cell):
        values, steps = plain_run(cell, weights, x, initial, edits)
    check_steps(cell, (step.values for step in steps))
    if fast is not None:  # what it was given is not finite
        return Trace(cell, weights, x, initial, fast, lengths=lengths)
    return Trace(cell, weights, x, initial, values, steps, edits, lengths)
