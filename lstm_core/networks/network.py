"""Words or numbers in, the probabilities of a choice or numbers out: an embedding, layers of cells, a readout."""

import os
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
from numpy.typing import DTypeLike

from lstm_core.cell import Cell
from lstm_core.files import load_arrays, save_arrays
from lstm_core.networks.description import network_about, network_parts
from lstm_core.networks.exporting import export
from lstm_core.networks.fit_together import check_network
from lstm_core.networks.layers import readout
from lstm_core.networks.loss import LossAndGradients, loss_and_gradients
from lstm_core.networks.network_trace import NetworkTrace
from lstm_core.networks.parts import Layer, Parts
from lstm_core.networks.stack import State, up
from lstm_core.networks.typed_words import encode
from lstm_core.plain.interventions import Edit
from lstm_core.tasks import Batch


@dataclass(frozen=True, eq=False)
class Network(Parts):
    """A trained or untrained network: its `Parts`, which fit each other, and what it does."""

    def __post_init__(self) -> None:
        super().__post_init__()
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

    def encode(self, text: str | Iterable[str]) -> np.ndarray:
        """The ids (T, 1) of a typed sentence or a list of words; ValueError where it is empty, too long or unknown."""
        if not self.vocabulary:
            raise ValueError(f"this network reads {self.input_size} numbers a step, no words")
        return encode(text, self.vocabulary)

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

    def export(self, path: str | os.PathLike) -> None:
        """Write the network in float32 for another framework, by the file's ending: .onnx, .keras, .pt, .safetensors.

        Words and answers go along. Written whole or not at all; ValueError, in a sentence, for a cell that the
        framework has no layer for.
        """
        export(self, path)

    @classmethod
    def load(cls, path: str | os.PathLike) -> "Network":
        """Read what `save` wrote; FileNotFoundError or ValueError, in a sentence, for anything else."""
        return cls(**network_parts(*load_arrays(path, "network"), Path(path).name))
