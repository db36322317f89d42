"""Words or numbers in, the probabilities of a choice or numbers out: an embedding, layers of cells, a readout."""

import os
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path

import numpy as np
from numpy.typing import DTypeLike

from lstm_core.cell import Cell
from lstm_core.files import load_arrays, save_arrays
from lstm_core.networks.any_network import Layer
from lstm_core.networks.description import network_about, network_parts
from lstm_core.networks.fit_together import check_network
from lstm_core.networks.inputs import number_vectors, word_vectors
from lstm_core.networks.layers import readout
from lstm_core.networks.loss import LossAndGradients, loss_and_gradients
from lstm_core.networks.network_trace import NetworkTrace
from lstm_core.networks.stack import State, up
from lstm_core.networks.typed_words import encode
from lstm_core.plain.interventions import Edit
from lstm_core.tasks import Batch


@dataclass(frozen=True, eq=False)
class Network:
    """A trained or untrained network.

    It reads words, V of them named by `vocabulary`, through an `embedding` (V, E), or None: as one-hot vectors, D = V.
    Or it reads numbers, `input_size` = D of them a step; where the cells are spatial, images. The readout is (K, H) and
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
        check_network(self)

    @classmethod
    def new(
        cls,
        cell: Cell,
        vocabulary: Sequence[str],
        hidden_size: int,
        embedding_size: int,
        rng: np.random.Generator,
        layers: int = 1,
        dtype: DTypeLike = np.float64,
        scheme: str = "default",
        input_size: int | None = None,
        outputs: Sequence[str] | None = None,
        output: str = "choice",
        bidirectional: bool = False,
    ) -> "Network":
        """Fresh weights: word vectors N(0, 1) (`embedding_size` 0 = one-hot), readout uniform ±1/√H with zero bias.

        With an `input_size` it reads numbers: then the vocabulary is empty, and `embedding_size` means nothing.
        """
        size, answers = len(vocabulary), len(vocabulary if outputs is None else outputs)
        table = rng.normal(size=(size, embedding_size)).astype(dtype) if size and embedding_size else None
        forward: list[Layer] = []
        reverse: list[Layer] = []
        reads = input_size or embedding_size or size
        for _ in range(layers):
            for half in (forward, reverse)[: 1 + bidirectional]:
                half.append(Layer(cell, cell.new_weights(reads, hidden_size, rng, scheme, dtype)))
            reads = (1 + bidirectional) * hidden_size
        W = (rng.uniform(-1, 1, (answers, reads)) / np.sqrt(reads)).astype(dtype)
        words, named = tuple(vocabulary), None if outputs is None else tuple(outputs)
        b = np.zeros(answers, dtype)
        return cls(tuple(forward), table, W, b, words, input_size, named, output, tuple(reverse))

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

    def encode(self, text: str | Iterable[str]) -> np.ndarray:
        """The ids (T, 1) of a typed sentence or a list of words; ValueError where it is empty, too long or unknown."""
        if not self.vocabulary:
            raise ValueError(f"this network reads {self.input_size} numbers a step, no words")
        return encode(text, self.vocabulary)

    def words(self, ids: np.ndarray, sequence: int = 0) -> list[str]:
        """The words of one sequence of ids (T, B)."""
        return [self.vocabulary[k] for k in ids[:, sequence]]

    def vectors(self, inputs: np.ndarray) -> np.ndarray:
        """What the first layer reads, (T, B, D): from ids (T, B), or numbers as they are (images: (T, B, D, Y, X))."""
        if self.input_size is None:
            return word_vectors(inputs, len(self.vocabulary), self.embedding, self.dtype)
        return number_vectors(inputs, self.input_size, self.cell.spatial, self.dtype)

    def run(
        self,
        inputs: np.ndarray,
        edits: Iterable[Edit] = (),
        state: State | None = None,
        keep: str = "names",
        lengths: np.ndarray | None = None,
        reverse_state: State | None = None,
    ) -> NetworkTrace:
        """Run over ids (T, B) or numbers (T, B, D).

        `edits` go to the layer they name (its half that reads forward); `state` is one {"c": (B, H), …} per layer, such
        as another run's `final`; `reverse_state` likewise for the halves that read from the end. `lengths` (B,) say how
        many steps of each sequence are its own: the halves that read from the end begin there, and `final` is the state
        after them.
        """
        climb = up(self, self.vectors(inputs), lengths, edits, state, keep, reverse_state)
        h = np.moveaxis(climb.h, 2, -1)  # of each pixel, where there are any
        logits = np.moveaxis(readout(self.readout_W, self.readout_b, h)[0], -1, 2)
        return NetworkTrace(self, climb.layers, np.asarray(inputs), logits, climb.reverse)

    def loss(self, batch: Batch) -> LossAndGradients:
        """The loss of a batch, its gradient by every trained parameter, and the logits: one step of learning by hand.

        Cross-entropy of a choice, in nats, or the mean squared error of numbers, over the steps of weight above 0.
        """
        return loss_and_gradients(self, batch)

    def astype(self, dtype: DTypeLike) -> "Network":
        """A copy in float32 or float64."""

        def copied(layers: tuple[Layer, ...]) -> tuple[Layer, ...]:
            return tuple(Layer(cell, {n: a.astype(dtype) for n, a in weights.items()}) for cell, weights in layers)

        table = None if self.embedding is None else self.embedding.astype(dtype)
        W, b = self.readout_W.astype(dtype), self.readout_b.astype(dtype)
        layers, reverse = copied(self.layers), copied(self.reverse)
        return replace(self, layers=layers, embedding=table, readout_W=W, readout_b=b, reverse=reverse)

    def save(self, path: str | os.PathLike) -> None:
        """Write the network as one safetensors file, whole or not at all."""
        save_arrays(path, "network", self.parameters, network_about(self))

    @classmethod
    def load(cls, path: str | os.PathLike) -> "Network":
        """Read what `save` wrote; FileNotFoundError or ValueError, in a sentence, for anything else."""
        return cls(**network_parts(*load_arrays(path, "network"), Path(path).name))
