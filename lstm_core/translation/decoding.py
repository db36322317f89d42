"""One step of a cell that writes, and the way back through it: what every decoder does, whenever it looks."""

from abc import ABC, abstractmethod
from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from lstm_core.cell import Cell
from lstm_core.plain.evaluate import step_gradients, step_values
from lstm_core.translation.attention import Attention
from lstm_core.translation.encoders import Encoded

State = dict[str, np.ndarray]


class Decoded(NamedTuple):
    """One written step: every node's value, the state it left, what is read out (B, H), where it looked, if it did."""

    values: list[np.ndarray]
    state: State
    out: np.ndarray
    attention: Attention | None
    cache: tuple


class StepGradients(NamedTuple):
    """dL/d(…) of the vector and the state that a step was given, and of what all steps share, to be added up:
    {"decoder.W_xi": …, "attention.w_a": …, "keys": (S, B, ·), "values": (S, B, H)}."""

    vector: np.ndarray
    state: State
    shared: dict[str, np.ndarray]


@dataclass(frozen=True, eq=False)
class Decoder(ABC):
    """A cell that writes about `encoded`: `weights` are the cell's, `looking` those of its attention of this `kind`."""

    cell: Cell
    kind: str
    weights: Mapping[str, np.ndarray]
    looking: Mapping[str, np.ndarray]
    encoded: Encoded

    @abstractmethod
    def start(self) -> State:
        """The state before the first step."""

    @abstractmethod
    def start_backward(self, d_state: State, shared: dict[str, np.ndarray]) -> tuple[dict, dict]:
        """(more gradients of the attention's weights, those of the encoder's values and states by name (S, B, H)), from
        dL/d(`start`) and the sums of what all steps share."""

    @abstractmethod
    def step(self, vector: np.ndarray, state: State) -> Decoded:
        """Write one character more, after the one that `vector` (B, E) stands for."""

    @abstractmethod
    def step_backward(self, d_out: np.ndarray, d_state: State, step: Decoded) -> StepGradients:
        """From dL/d(what is read out) (B, H) and dL/d(the state that the step left)."""

    @property
    def carried(self) -> tuple[str, ...]:
        """What a step hands to the next: h and the cell's other states."""
        return tuple(dict.fromkeys(("h", *self.cell.states)))

    def cell_step(self, x: np.ndarray, state: State) -> tuple[list[np.ndarray], State]:
        """(the value of every node, the state after it)."""
        values = step_values(self.cell.graph, self.weights, x, state)
        return values, {name: values[self.cell.graph.names[name]] for name in self.carried}

    def cell_step_backward(self, d_h: np.ndarray, d_state: State, values: list[np.ndarray]) -> StepGradients:
        """From dL/dh of this step's own use of h, and dL/d(state) of the steps after it."""
        derivative, zero = self.cell.derivative, np.zeros_like(d_h)
        if derivative.x is None:
            raise ValueError(f"{self.cell.title} reads no x, so it cannot read what was written")
        arriving = {name: d_state.get(name, zero) for name in self.cell.names}
        arriving["h"] = arriving["h"] + d_h
        found = step_gradients(derivative.nodes, values, arriving)
        d_before = {name: found[derivative.prevs[name]] if name in derivative.prevs else zero for name in self.carried}
        return StepGradients(
            found[derivative.x], d_before, {f"decoder.{name}": found[k] for name, k in derivative.parameters.items()}
        )
