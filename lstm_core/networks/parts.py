"""What a network is made of: its layers, what stands before and after them, and what they read and answer."""

from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

import numpy as np

from lstm_core.cell import Cell
from lstm_core.networks.inputs import number_vectors, word_vectors


class Layer(NamedTuple):
    """A cell and its weights."""

    cell: Cell
    weights: dict[str, np.ndarray]


@dataclass(frozen=True, eq=False)
class Parts:
    """The parts of a network, as it holds them and as files and layers know it.

    Words, V of them named by `vocabulary`, are read through an `embedding` (V, E), or None: as one-hot vectors, D = V.
    Or numbers are read, `input_size` = D of them a step; where the cells are spatial, images. The readout is (K, H) and
    (K,), H being the last layer's; `output` is a "choice" among K, or K numbers as they are ("number"), and `outputs`
    names them, None meaning the words. Where every layer has a `reverse` half, a cell with weights of its own that
    reads from the end, what a layer hands on is [forward; backward], 2H numbers.
    """

    layers: tuple[Layer, ...]
    embedding: np.ndarray | None
    readout_W: np.ndarray
    readout_b: np.ndarray
    vocabulary: tuple[str, ...] = ()
    input_size: int | None = None
    outputs: tuple[str, ...] | None = None
    output: str = "choice"
    reverse: tuple[Layer, ...] = ()

    def __post_init__(self) -> None:
        for half in ("layers", "reverse"):
            object.__setattr__(self, half, tuple(Layer(*layer) for layer in getattr(self, half)))
        object.__setattr__(self, "vocabulary", tuple(self.vocabulary))
        object.__setattr__(self, "outputs", None if self.outputs is None else tuple(self.outputs))

    @property
    def cell(self) -> Cell:
        """The first layer's cell."""
        return self.layers[0].cell

    @property
    def dtype(self) -> np.dtype:
        return self.readout_W.dtype

    @property
    def hidden_size(self) -> int:
        """H, the number of units of the last layer (of one half of it)."""
        return self.readout_W.shape[1] // (2 if self.reverse else 1)

    @property
    def answers(self) -> tuple[str, ...]:
        """The names of the K answers: the words, or `outputs`."""
        return self.vocabulary if self.outputs is None else self.outputs

    @cached_property
    def parameters(self) -> dict[str, np.ndarray]:
        """{"embedding", "layers.0.W_xi", …, "reverse.0.W_xi", …, "readout.W", "readout.b"}: not copies."""
        table = {} if self.embedding is None else {"embedding": self.embedding}
        cells = {f"{place}.{name}": array for place, layer in self._places for name, array in layer.weights.items()}
        return table | cells | {"readout.W": self.readout_W, "readout.b": self.readout_b}

    @property
    def fixed(self) -> frozenset[str]:
        """The parameters that are not trained."""
        return frozenset(f"{place}.{name}" for place, layer in self._places for name in layer.cell.fixed)

    @property
    def _places(self) -> list[tuple[str, Layer]]:
        halves = {"layers": self.layers, "reverse": self.reverse}
        return [(f"{half}.{k}", layer) for half, layers in halves.items() for k, layer in enumerate(layers)]

    def words(self, ids: np.ndarray, sequence: int = 0) -> list[str]:
        """The words of one sequence of ids (T, B)."""
        return [self.vocabulary[k] for k in ids[:, sequence]]

    def vectors(self, inputs: np.ndarray) -> np.ndarray:
        """What the first layer reads, (T, B, D): from ids (T, B), or numbers as they are (images: (T, B, D, Y, X))."""
        if self.input_size is None:
            return word_vectors(inputs, len(self.vocabulary), self.embedding, self.dtype)
        return number_vectors(inputs, self.input_size, self.cell.spatial, self.dtype)
