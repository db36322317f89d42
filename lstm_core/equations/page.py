"""What the rooms below `cell.py` know of a cell: its page of equations and what was read from it."""

from collections.abc import Mapping
from typing import Protocol

import numpy as np

from lstm_core.equations.carrying.carry import Carry
from lstm_core.equations.derive import Derivative
from lstm_core.equations.graph import Graph

Start = float | str  # a number, or the name of a rule of `initialisation.py`


class AnyCell(Protocol):
    """A cell, whoever made it; `lstm_core.Cell` is one."""

    title: str
    graph: Graph
    constants: dict[str, float]
    start: dict[str, Start]

    @property
    def names(self) -> tuple[str, ...]: ...

    @property
    def states(self) -> tuple[str, ...]: ...

    @property
    def parameters(self) -> Mapping[str, tuple[str, ...]]: ...

    @property
    def spatial(self) -> bool: ...

    @property
    def carry(self) -> Mapping[str, Carry]: ...

    @property
    def derivative(self) -> Derivative: ...

    def shapes(self, input_size: int, hidden_size: int) -> dict[str, tuple[int, ...]]: ...

    def sizes(self, weights: Mapping[str, np.ndarray]) -> tuple[int | None, int]: ...
