"""A network that answers once for a whole sequence: from both its ends, or from a mean weighted by attention."""

import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

import numpy as np

from lstm_core.cell import Cell
from lstm_core.files import load_arrays, save_arrays
from lstm_core.learning.config import Config
from lstm_core.learning.first_network import new_network
from lstm_core.learning.optim import Adam, clip_factor, cosine, norm
from lstm_core.networks.description import network_about, network_parts
from lstm_core.networks.layers import (
    cross_entropy,
    cross_entropy_backward,
    embedding_backward,
    readout,
    readout_backward,
    softmax,
)
from lstm_core.networks.network import Network
from lstm_core.networks.stack import down, up
from lstm_core.tasks import Batch, Task
from lstm_core.translation.pooling import pool, pool_backward

PREFIX = "pooling."


class Pooling(NamedTuple):
    """What a pooled network said: probabilities (B, K), and the weight of each step (T, B), None without attention."""

    probs: np.ndarray
    weights: np.ndarray | None


@dataclass(frozen=True, eq=False)
class Pooled:
    """A network whose readout gets one vector: the mean of its outputs that attention weighs by W_hu, b_u and w_u.

    Where `pooling` is empty, it gets what each way has read at its end: the last output of the half that reads forward,
    the first of the one that reads from the end.
    """

    network: Network
    pooling: dict[str, np.ndarray]

    @classmethod
    def new(cls, cell: Cell, task: Task, config: Config, attention: bool) -> "Pooled":
        """The untrained network of a config; what attention compares has as many numbers as the outputs."""
        network = new_network(cell, task, config)
        if not attention:
            return cls(network, {})
        rng, size, dtype = np.random.default_rng([config.seed, 2]), network.readout_W.shape[1], network.dtype
        W, w = (rng.uniform(-1, 1, shape) / np.sqrt(size) for shape in ((size, size), size))
        return cls(network, {"W_hu": W.astype(dtype), "b_u": np.zeros(size, dtype), "w_u": w.astype(dtype)})

    @property
    def parameters(self) -> dict[str, np.ndarray]:
        """All that is learned: the network's, and the pooling's under names of their own."""
        return self.network.parameters | {PREFIX + name: array for name, array in self.pooling.items()}

    def run(self, inputs: np.ndarray, lengths: np.ndarray | None = None) -> Pooling:
        """Read ids (T, B)."""
        inputs = np.asarray(inputs)
        lengths = np.full(inputs.shape[1], len(inputs)) if lengths is None else lengths
        climb = up(self.network, self.network.vectors(inputs), lengths)
        context, share, _ = self._pool(climb.h, lengths)
        logits, _ = readout(self.network.readout_W, self.network.readout_b, context)
        return Pooling(softmax(logits), share)

    def _pool(self, h: np.ndarray, lengths: np.ndarray) -> tuple[np.ndarray, np.ndarray | None, tuple]:
        """(what the readout gets (B, H), the weights (T, B), what the way back needs)."""
        if self.pooling:
            inside = np.arange(len(h))[:, None] < lengths
            found, cache = pool(self.pooling, h, inside)
            return found.context[0], found.weights[0].T, cache
        half, columns = self.network.hidden_size, np.arange(len(lengths))
        return np.concatenate([h[lengths - 1, columns, :half], h[0, :, half:]], axis=1), None, (h, lengths)

    def _pool_backward(self, d_context: np.ndarray, cache: tuple) -> tuple[dict[str, np.ndarray], np.ndarray]:
        """(gradients of the pooling, d_h (T, B, H)), from d_context (B, H)."""
        if self.pooling:
            return pool_backward(d_context[None], cache)
        h, lengths = cache
        half, d_h = self.network.hidden_size, np.zeros_like(h)
        d_h[lengths - 1, np.arange(len(lengths)), :half] = d_context[:, :half]
        d_h[0, :, half:] = d_context[:, half:]
        return {}, d_h

    def loss(self, batch: Batch) -> tuple[float, dict[str, np.ndarray]]:
        """The mean cross-entropy of the answers asked at the last steps, and its gradient by every parameter."""
        network = self.network
        climb = up(network, network.vectors(batch.inputs), batch.lengths)
        context, _, pool_cache = self._pool(climb.h, batch.lengths)
        logits, cache = readout(network.readout_W, network.readout_b, context)
        loss, loss_cache = cross_entropy(logits, batch.last(batch.targets), np.ones(len(logits), network.dtype))
        d_W, d_b, d_context = readout_backward(cross_entropy_backward(1.0, loss_cache), cache)
        d_pooling, d_h = self._pool_backward(d_context, pool_cache)
        gradients, d_x = down(climb, d_h)
        if network.embedding is not None:
            gradients["embedding"] = embedding_backward(d_x, (network.embedding, batch.inputs))
        gradients |= {"readout.W": d_W, "readout.b": d_b}
        return loss, gradients | {PREFIX + name: d for name, d in d_pooling.items()}

    def save(self, path: str | os.PathLike) -> None:
        """Write it as one file, whole or not at all."""
        save_arrays(path, "pooled", self.parameters, network_about(self.network))

    @classmethod
    def load(cls, path: str | os.PathLike) -> "Pooled":
        """Read what `save` wrote; FileNotFoundError or ValueError, in a sentence, for anything else."""
        arrays, about = load_arrays(path, "pooled")
        pooling = {name.removeprefix(PREFIX): arrays.pop(name) for name in list(arrays) if name.startswith(PREFIX)}
        return cls(Network(**network_parts(arrays, about, Path(path).name)), pooling)


def fit(pooled: Pooled, task: Task, config: Config) -> Iterator[float]:
    """Train in place with Adam, the rate falling along a cosine; the loss of each step."""
    adam = Adam(pooled.parameters)
    for step in range(config.steps):
        batch = task.sample(np.random.default_rng([config.seed, step + 1]), config.batch_size)
        loss, gradients = pooled.loss(batch)
        rate = cosine(config.rate, step, config.steps)
        adam.step(pooled.parameters, gradients, rate, clip_factor(norm(gradients), config.clip))
        yield loss
