"""The loss of a batch and its gradients: through the network, and all the way back."""

from typing import NamedTuple

import numpy as np

from lstm_core.networks.layers import (
    cross_entropy,
    cross_entropy_backward,
    embedding_backward,
    readout,
    readout_backward,
    squared_error,
    squared_error_backward,
)
from lstm_core.networks.parts import Parts
from lstm_core.networks.stack import down, up
from lstm_core.tasks import Batch


class LossAndGradients(NamedTuple):
    """The loss of a batch, its gradient by every trained parameter, and the logits (T, B, K): 0 where unscored."""

    loss: float
    gradients: dict[str, np.ndarray]
    outputs: np.ndarray


def loss_and_gradients(
    network: Parts, batch: Batch, left_out: float = 0.0, rng: np.random.Generator | None = None
) -> LossAndGradients:
    """Forward through the network, the weighted loss of the scored steps, and all the way back.

    The loss is the cross-entropy of a choice, in nats, or the mean squared error of numbers (of all pixels).
    Dropout leaves out the share `left_out` of the numbers between layers, drawn by `rng`.
    """
    climb = up(network, network.vectors(batch.inputs), batch.lengths, left_out=left_out, rng=rng)
    above, d_h = answered(network, climb.h, batch)
    return finished(network, batch, above, *down(climb, d_h))


def answered(network: Parts, h: np.ndarray, batch: Batch) -> tuple[LossAndGradients, np.ndarray]:
    """What the readout makes of the last layer's h (T, B, H): loss, gradients of the readout, outputs; and dL/dh."""
    scored = batch.weights > 0  # (T, B); only these N places need the readout and the loss
    if not scored.any():
        raise ValueError("a batch to learn from has at least one target with a weight above 0")
    rows = np.moveaxis(h[scored], 1, -1)  # (N, H), or (N, Y, X, H)
    logits, cache = readout(network.readout_W, network.readout_b, rows)
    loss, d_logits = _loss(network.output, logits, batch.targets[scored], batch.weights[scored].astype(network.dtype))
    d_W, d_b, d_rows = readout_backward(d_logits, cache)
    d_h = np.zeros_like(h)
    d_h[scored] = np.moveaxis(d_rows, -1, 1)
    logits = np.moveaxis(logits, -1, 1)
    outputs = np.zeros((*scored.shape, *logits.shape[1:]), logits.dtype)
    outputs[scored] = logits
    return LossAndGradients(loss, {"readout.W": d_W, "readout.b": d_b}, outputs), d_h


def finished(
    network: Parts, batch: Batch, above: LossAndGradients, of_layers: dict[str, np.ndarray], d_x: np.ndarray
) -> LossAndGradients:
    """The same with the gradients of the layers and of the words, in the order of the network's parameters."""
    gradients = above.gradients | of_layers
    if network.embedding is not None:
        gradients["embedding"] = embedding_backward(d_x, (network.embedding, batch.inputs))
    return above._replace(gradients={name: gradients[name] for name in network.parameters if name not in network.fixed})


def _loss(output: str, logits: np.ndarray, targets: np.ndarray, weights: np.ndarray) -> tuple[float, np.ndarray]:
    """(loss, its gradient by the logits) of N places: logits (N, …, K); targets (N, …) ids, or (N, K, …) numbers."""
    if output == "number":
        targets = np.moveaxis(targets, 1, -1).astype(logits.dtype, copy=False)
        if targets.shape != logits.shape:
            raise ValueError(
                f"the targets of numbers have the shape of the answers, {logits.shape}, got {targets.shape}"
            )
        loss, cache = squared_error(logits, targets, weights)
        return loss, squared_error_backward(1.0, cache)
    weights = np.broadcast_to(weights.reshape(-1, *[1] * (targets.ndim - 1)), targets.shape).ravel()
    loss, cache = cross_entropy(logits.reshape(-1, logits.shape[-1]), targets.ravel(), weights)
    return loss, cross_entropy_backward(1.0, cache).reshape(logits.shape)
