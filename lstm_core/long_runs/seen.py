"""What is kept of one layer while a long run passes: means over stretches of time, how gates stood, what was kept."""

from collections.abc import Sequence

import numpy as np

from lstm_core.board.meanings import meanings
from lstm_core.cell import Cell
from lstm_core.running.trace import Trace

COLUMNS = 500  # stretches of time that are told apart
SHUT, OPEN = 0.1, 0.9  # a gate below, or above, is saturated


class Seen:
    """One layer, in one direction, over T steps: H units, C stretches of equal length (the last may be shorter).

    `means[name]` (C, H) is the mean over each stretch of a gate, a state or the output. `shut[gate]` and `open[gate]`
    are the shares of steps of each unit (H,), `by_step[gate]` (3, T) the mean over the units, and the shares of units
    that are shut and open.
    """

    def __init__(self, cell: Cell, units: int, steps: int) -> None:
        told = meanings(cell)
        self.cell, self.units, self.steps = cell, units, steps
        self.gates = tuple(name for name in cell.names if told[name].kind == "gate")
        self.names = tuple(dict.fromkeys((*cell.states, "h", *self.gates)))
        self.stretch = -(-steps // COLUMNS)
        self.means = {name: np.zeros((-(-steps // self.stretch), units), np.float32) for name in self.names}
        self.shut, self.open = ({gate: np.zeros(units) for gate in self.gates} for _ in range(2))
        self.by_step = {gate: np.zeros((3, steps), np.float32) for gate in self.gates}
        self._logs = {state: np.zeros(units) for state in cell.carry}

    def add(self, trace: Trace, start: int) -> None:
        """The steps from `start` on, of the first sequence of a run."""
        columns = (start + np.arange(len(trace["h"]))) // self.stretch
        lengths = np.minimum(self.stretch, self.steps - columns * self.stretch)
        for name in self.names:
            np.add.at(self.means[name], columns, (trace[name][:, 0] / lengths[:, None]).astype(np.float32))
        for gate in self.gates:
            values = trace[gate][:, 0]
            shut, opened = values < SHUT, values > OPEN
            self.shut[gate] += shut.sum(axis=0) / self.steps
            self.open[gate] += opened.sum(axis=0) / self.steps
            told = np.stack([values.mean(axis=1), shut.mean(axis=1), opened.mean(axis=1)])
            self.by_step[gate][:, start : start + len(values)] = told
        with np.errstate(divide="ignore"):
            for state, logs in self._logs.items():
                logs += np.log(np.abs(trace.carry(state)[:, 0])).sum(axis=0) / self.steps

    @property
    def keeps(self) -> dict[str, np.ndarray]:
        """{state: the mean of the logarithm of the factor that carries it, by unit (H,)}; {} where nothing carries."""
        return self._logs

    def kept_over(self, steps: int) -> np.ndarray:
        """The share of its first carried state that each unit keeps over so many steps, (H,): a geometric mean."""
        return np.exp(steps * next(iter(self._logs.values())))

    def half_lives(self) -> np.ndarray:
        """Steps until half of its first carried state is left, by unit (H,); infinity where nothing is lost."""
        logs = next(iter(self._logs.values()))
        with np.errstate(divide="ignore"):
            return np.where(logs < 0, -np.log(2) / logs, np.inf)

    def rows(self, name: str, rows: int, order: Sequence[int] | None = None) -> np.ndarray:
        """The means in at most so many rows (R, C), each of the units that stand in it."""
        return np.stack([self.means[name][:, units].mean(axis=1) for units in self.units_in(rows, order)])

    def units_in(self, rows: int, order: Sequence[int] | None = None) -> list[np.ndarray]:
        """The units of each of at most so many rows: about as many in each, next to each other in the order."""
        edges = np.linspace(0, self.units, min(rows, self.units) + 1).astype(int)
        return np.split(np.arange(self.units) if order is None else np.asarray(order), edges[1:-1])
