"""Words or numbers in, the probabilities of a choice or numbers out: an embedding, layers of cells, a readout."""

import os
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import NamedTuple

import numpy as np

from lstm_core.cell import Cell
from lstm_core.files import load_arrays, save_arrays
from lstm_core.inputs import number_vectors, word_vectors
from lstm_core.interventions import Edit
from lstm_core.layers import readout, softmax
from lstm_core.saved import check_network, network_about, network_parts, trace_arrays, trace_parts
from lstm_core.trace import Trace, run
from lstm_core.words import encode

State = Sequence[Mapping[str, np.ndarray]]


class Layer(NamedTuple):
    """A cell and its weights."""

    cell: Cell
    weights: dict[str, np.ndarray]


@dataclass(frozen=True, eq=False)
class Network:
    """A trained or untrained network.

    It reads words, V of them named by `vocabulary`, through an `embedding` (V, E), or None: as one-hot vectors, D = V.
    Or it reads numbers, `input_size` = D of them a step; where the cells are spatial, images. The readout is (K, H) and
    (K,), H being the last layer's; `output` is a "choice" among K, or K numbers as they are ("number"), and `outputs`
    names them, None meaning the words.
    """

    layers: tuple[Layer, ...]
    embedding: np.ndarray | None
    readout_W: np.ndarray
    readout_b: np.ndarray
    vocabulary: tuple[str, ...] = ()
    input_size: int | None = None
    outputs: tuple[str, ...] | None = None
    output: str = "choice"

    def __post_init__(self):
        object.__setattr__(self, "layers", tuple(Layer(*layer) for layer in self.layers))
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
        dtype: type = np.float64,
        scheme: str = "default",
        input_size: int | None = None,
        outputs: Sequence[str] | None = None,
        output: str = "choice",
    ) -> "Network":
        """Fresh weights: word vectors N(0, 1) (`embedding_size` 0 = one-hot), readout uniform ±1/√H with zero bias.

        With an `input_size` it reads numbers: then the vocabulary is empty, and `embedding_size` means nothing.
        """
        size, answers = len(vocabulary), len(vocabulary if outputs is None else outputs)
        table = rng.normal(size=(size, embedding_size)).astype(dtype) if size and embedding_size else None
        stack, reads = [], input_size or embedding_size or size
        for _ in range(layers):
            stack.append(Layer(cell, cell.new_weights(reads, hidden_size, rng, scheme, dtype)))
            reads = hidden_size
        W = (rng.uniform(-1, 1, (answers, hidden_size)) / np.sqrt(hidden_size)).astype(dtype)
        return cls(tuple(stack), table, W, np.zeros(answers, dtype), vocabulary, input_size, outputs, output)

    @property
    def cell(self) -> Cell:
        """The first layer's cell."""
        return self.layers[0].cell

    @property
    def dtype(self) -> np.dtype:
        return self.readout_W.dtype

    @property
    def hidden_size(self) -> int:
        return self.readout_W.shape[1]

    @property
    def answers(self) -> tuple[str, ...]:
        """The names of the K answers: the words, or `outputs`."""
        return self.vocabulary if self.outputs is None else self.outputs

    @cached_property
    def parameters(self) -> dict[str, np.ndarray]:
        """{"embedding", "layers.0.W_xi", …, "readout.W", "readout.b"}: the arrays themselves, not copies."""
        table = {} if self.embedding is None else {"embedding": self.embedding}
        cells = {f"layers.{k}.{n}": a for k, layer in enumerate(self.layers) for n, a in layer.weights.items()}
        return table | cells | {"readout.W": self.readout_W, "readout.b": self.readout_b}

    @property
    def fixed(self) -> frozenset[str]:
        """The parameters that are not trained."""
        return frozenset(f"layers.{k}.{name}" for k, layer in enumerate(self.layers) for name in layer.cell.fixed)

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
        if self.vocabulary:
            return word_vectors(inputs, len(self.vocabulary), self.embedding, self.dtype)
        return number_vectors(inputs, self.input_size, self.cell.spatial, self.dtype)

    def run(
        self, inputs: np.ndarray, edits: Iterable[Edit] = (), state: State | None = None, keep: str = "names"
    ) -> "NetworkTrace":
        """Run over ids (T, B) or numbers (T, B, D).

        `edits` go to the layer they name; `state` is one {"c": (B, H), …} per layer.
        """
        x, edits = self.vectors(inputs), tuple(edits)
        state = state or [{}] * len(self.layers)
        if isinstance(state, Mapping) or len(state) != len(self.layers):
            raise ValueError(f"the state of a network is a list with one entry for each of {len(self.layers)} layers")
        for edit in edits:
            if edit.layer not in range(len(self.layers)):
                raise ValueError(f"edit of {edit.name}: there is no layer {edit.layer}; there are {len(self.layers)}")
        traces = []
        for k, (cell, weights) in enumerate(self.layers):
            here = [_of_layer(edit, k) for edit in edits if edit.layer == k]
            traces.append(run(cell, weights, x, state[k], here, keep))
            x = traces[-1]["h"]
        logits = readout(self.readout_W, self.readout_b, np.moveaxis(x, 2, -1))[0]  # of each pixel, where there are any
        return NetworkTrace(self, tuple(traces), np.asarray(inputs), np.moveaxis(logits, -1, 2))

    def astype(self, dtype: type) -> "Network":
        """A copy in float32 or float64."""
        layers = [Layer(cell, {n: a.astype(dtype) for n, a in weights.items()}) for cell, weights in self.layers]
        table = None if self.embedding is None else self.embedding.astype(dtype)
        W, b = self.readout_W.astype(dtype), self.readout_b.astype(dtype)
        return replace(self, layers=tuple(layers), embedding=table, readout_W=W, readout_b=b)

    def save(self, path: str | os.PathLike) -> None:
        """Write the network as one safetensors file, whole or not at all."""
        save_arrays(path, "network", self.parameters, network_about(self))

    @classmethod
    def load(cls, path: str | os.PathLike) -> "Network":
        """Read what `save` wrote; FileNotFoundError or ValueError, in a sentence, for anything else."""
        return cls(**network_parts(*load_arrays(path, "network"), Path(path).name))


@dataclass(frozen=True, eq=False)
class NetworkTrace:
    """What a network computed: one Trace per layer, and the logits (T, B, K), or the K numbers.

    `inputs` are what it read, ids (T, B) or numbers (T, B, D); images have two more axes, and so have the logits then.
    """

    network: Network
    layers: tuple[Trace, ...]
    inputs: np.ndarray
    logits: np.ndarray

    @property
    def ids(self) -> np.ndarray:
        """The words that were read, (T, B)."""
        if not self.network.vocabulary:
            raise ValueError("this network read numbers, no words")
        return self.inputs

    @cached_property
    def probs(self) -> np.ndarray:
        """The probability of each answer (each next word), (T, B, K)."""
        if self.network.output != "choice":
            raise ValueError("this network answers with numbers; they have no probabilities")
        return np.moveaxis(softmax(np.moveaxis(self.logits, 2, -1)), -1, 2)

    @property
    def final(self) -> list[dict[str, np.ndarray]]:
        """The state after the last step, one entry per layer."""
        return [trace.final for trace in self.layers]

    def save(self, path: str | os.PathLike) -> None:
        """Write network, words and every named value as one safetensors file; a run with edits is not saved."""
        save_arrays(path, "trace", trace_arrays(self), network_about(self.network))

    @classmethod
    def load(cls, path: str | os.PathLike) -> "NetworkTrace":
        """Read what `save` wrote; FileNotFoundError or ValueError, in a sentence, for anything else."""
        (arrays, about), who = load_arrays(path, "trace"), Path(path).name
        parameters = {n.removeprefix("network."): arrays.pop(n) for n in list(arrays) if n.startswith("network.")}
        network = Network(**network_parts(parameters, about, who))
        return cls(network, **trace_parts(network, arrays, who))


def _of_layer(edit: Edit, k: int) -> Edit:
    """The edit as the cell of layer k wants it: a source that is a NetworkTrace means the same layer of it."""
    return replace(edit, source=edit.source.layers[k]) if isinstance(edit.source, NetworkTrace) else edit
