"""What the files below `network.py` know of a network: its parts, and what it reads and answers."""

from collections.abc import Mapping
from typing import NamedTuple, Protocol

import numpy as np

from lstm_core.cell import Cell


class Layer(NamedTuple):
    """A cell and its weights."""

    cell: Cell
    weights: dict[str, np.ndarray]


class AnyNetwork(Protocol):
    """A network, whoever made it; `lstm_core.Network` is one and says what each part means."""

    @property
    def layers(self) -> tuple[Layer, ...]: ...

    @property
    def reverse(self) -> tuple[Layer, ...]: ...

    @property
    def embedding(self) -> np.ndarray | None: ...

    @property
    def readout_W(self) -> np.ndarray: ...

    @property
    def readout_b(self) -> np.ndarray: ...

    @property
    def vocabulary(self) -> tuple[str, ...]: ...

    @property
    def input_size(self) -> int | None: ...

    @property
    def outputs(self) -> tuple[str, ...] | None: ...

    @property
    def output(self) -> str: ...

    @property
    def cell(self) -> Cell: ...

    @property
    def dtype(self) -> np.dtype: ...

    @property
    def answers(self) -> tuple[str, ...]: ...

    @property
    def parameters(self) -> Mapping[str, np.ndarray]: ...

    @property
    def fixed(self) -> frozenset[str]: ...

    def vectors(self, inputs: np.ndarray) -> np.ndarray: ...

    def words(self, ids: np.ndarray, sequence: int = 0) -> list[str]: ...
