"""Reading a sequence from its end: the turned sequence, and a trace of such a run in reading order."""

from collections.abc import Mapping

import numpy as np

from lstm_core.running.trace import Trace, run


def turned(array: np.ndarray, lengths: np.ndarray | None) -> np.ndarray:
    """The array (T, B, …) with the first `lengths` (B,) steps of each sequence in opposite order; the padding stays.

    None means no padding. Turning twice gives the array itself, so a gradient comes back the same way.
    """
    if lengths is None:
        return array[::-1]
    t, last = np.arange(len(array))[:, None], lengths - 1  # (T, 1), (B,)
    return array[np.where(t <= last, last - t, t), np.arange(array.shape[1])]


def checked_lengths(lengths: np.ndarray | None, steps: int, batch: int) -> np.ndarray | None:
    """Lengths (B,) from 1 to T, None where nothing is padded; ValueError for anything else."""
    if lengths is None:
        return None
    lengths = np.asarray(lengths)
    if lengths.shape != (batch,) or lengths.dtype.kind not in "iu" or lengths.min() < 1 or lengths.max() > steps:
        raise ValueError(f"lengths are {batch} whole numbers from 1 to {steps}, one for each sequence, got {lengths}")
    return None if (lengths == steps).all() else lengths


class ReverseTrace(Trace):
    """A run from the last step to the first: `trace["h"][t]` is what it knew once it had read T - 1 … t.

    `along` is the run as it happened, over the turned sequence.
    """

    def __init__(self, along: Trace, lengths: np.ndarray | None):
        self.along, self.lengths = along, lengths
        super().__init__(along.cell, along.weights, turned(along.x, lengths), along.initial, {}, along.edits)

    def __getitem__(self, name: str) -> np.ndarray:
        if name not in self.values:
            self.values[name] = turned(self.along[name], self.lengths)
            self.values[name].flags.writeable = False
        return self.values[name]

    def __iter__(self):
        return iter(self.along)

    def __len__(self) -> int:
        return len(self.along)

    def before(self, name: str) -> np.ndarray:
        """The value each step found, (T, B, H): what the step to its right left."""
        return turned(self.along.before(name), self.lengths)

    @property
    def final(self) -> dict[str, np.ndarray]:
        """{name: (B, H)} once the first step was read, for h and every state."""
        return {name: self[name][0].copy() for name in dict.fromkeys(("h", *self.cell.states))}

    def node(self, k: int) -> np.ndarray:
        """As `Trace.node`, in reading order."""
        return turned(self.along.node(k), self.lengths)

    def carry(self, state: str) -> np.ndarray:
        """As `Trace.carry`, in reading order."""
        return turned(self.along.carry(state), self.lengths)


def run_reversed(
    cell, weights: Mapping[str, np.ndarray], x: np.ndarray, lengths: np.ndarray | None = None, keep: str = "names"
) -> ReverseTrace:
    """Run a cell over x (T, B, D) from each sequence's last step to its first."""
    return ReverseTrace(run(cell, weights, turned(x, lengths), keep=keep), lengths)
