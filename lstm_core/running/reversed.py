"""Reading a sequence from its end: a run over the turned sequence, and its trace in reading order."""

from collections.abc import Iterator, Mapping

import numpy as np

from lstm_core.cell import Cell
from lstm_core.plain.checks import run_inputs
from lstm_core.running.lengths import checked_lengths, turned
from lstm_core.running.trace import Trace, computed


class ReverseTrace(Trace):
    """A run from the last step to the first: `trace["h"][t]` is what it knew once it had read T - 1 … t.

    `along` is the run as it happened, over the turned sequence.
    """

    def __init__(self, along: Trace):
        self.along = along
        self.asked_for: dict[str, np.ndarray] = {}  # in reading order
        x = turned(along.x, along.lengths)
        super().__init__(
            along.cell, along.weights, x, along.initial, self.asked_for, edits=along.edits, lengths=along.lengths
        )

    def __getitem__(self, name: str) -> np.ndarray:
        if name not in self.asked_for:
            self.asked_for[name] = turned(self.along[name], self.lengths)
            self.asked_for[name].flags.writeable = False
        return self.asked_for[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self.along)

    def __len__(self) -> int:
        return len(self.along)

    def before(self, name: str) -> np.ndarray:
        """The value each step found, (T, B, H): what the step to its right left."""
        return turned(self.along.before(name), self.lengths)

    @property
    def final(self) -> dict[str, np.ndarray]:
        """{name: (B, H)} once the first step was read, for h and every state."""
        return self.along.final

    def node(self, k: int) -> np.ndarray:
        """As `Trace.node`, in reading order."""
        return turned(self.along.node(k), self.lengths)

    def carry(self, state: str) -> np.ndarray:
        """As `Trace.carry`, in reading order."""
        return turned(self.along.carry(state), self.lengths)


def run_reversed(
    cell: Cell,
    weights: Mapping[str, np.ndarray],
    x: np.ndarray,
    lengths: np.ndarray | None = None,
    keep: str = "names",
    state: Mapping[str, np.ndarray] | None = None,
) -> ReverseTrace:
    """Run a cell over x (T, B, D) from each sequence's last step to its first.

    `state` {"c": (B, H), …} is what the last step finds; `lengths` (B,) say which step that is (see `run`).
    """
    weights, x, initial = run_inputs(cell, weights, x, state)
    lengths = checked_lengths(lengths, *x.shape[:2])
    return ReverseTrace(computed(cell, weights, turned(x, lengths), initial, (), keep, lengths))
