"""Attribution: how much each word contributed to an answer, by gradients along a path from a baseline."""

from typing import NamedTuple

import numpy as np

from lstm_core.networks.layers import readout
from lstm_core.networks.network import Network
from lstm_core.networks.stack import down, up


class Attribution(NamedTuple):
    """The share of each word in the difference of the answer's score between sentence and baseline.

    `words` (T,); `difference` is what they should sum to; `error` is by how much they miss it (completeness).
    """

    words: np.ndarray
    difference: float
    error: float


def score_and_gradient(
    network: Network, x: np.ndarray, answer: int, other: int | None
) -> tuple[np.ndarray, np.ndarray]:
    """The answer's logit at the last step, less the other's where one is given, (B,); its gradient by x (T, B, D)."""
    climb = up(network, x)
    logits, _ = readout(network.readout_W, network.readout_b, climb.h[-1])
    direction = network.readout_W[answer] - (0 if other is None else network.readout_W[other])
    d = np.zeros_like(climb.h)
    d[-1] = direction
    return logits[:, answer] - (0 if other is None else logits[:, other]), down(climb, d)[1]


def saliency(network: Network, ids: np.ndarray, answer: int, other: int | None = None) -> np.ndarray:
    """‖∂ score / ∂ word vector‖ at each step, (T,), for one sentence of ids (T, 1)."""
    return np.linalg.norm(score_and_gradient(network, network.vectors(ids), answer, other)[1][:, 0], axis=1)


def integrated_gradients(
    network: Network, ids: np.ndarray, baseline: np.ndarray, answer: int, other: int | None = None, rounds: int = 100
) -> Attribution:
    """Integrated gradients (Sundararajan, Taly & Yan 2017, arXiv 1703.01365) for one sentence of ids (T, 1).

    `baseline` (T, D) are the word vectors to start from (see `mean_word_baseline`); `rounds` points on the straight
    path, each in the middle of its piece. A score is a logit, or a difference of two: a saturated softmax has no slope.
    """
    x = network.vectors(ids)[:, 0]
    if baseline.shape != x.shape:
        raise ValueError(f"the baseline has the shape of the sentence's vectors, {x.shape}, got {baseline.shape}")
    if rounds < 1:
        raise ValueError(f"integrated gradients need at least one point on the path, got {rounds}")
    along = (np.arange(rounds) + 0.5) / rounds
    path = baseline[:, None] + along[:, None] * (x - baseline)[:, None]  # (T, rounds, D)
    gradient = score_and_gradient(network, path, answer, other)[1].mean(axis=1)
    ends, _ = score_and_gradient(network, np.stack([baseline, x], axis=1), answer, other)
    words = (gradient * (x - baseline)).sum(axis=1)
    difference = float(ends[1] - ends[0])
    return Attribution(words, difference, float(abs(words.sum() - difference)))


def mean_word_baseline(network: Network, ids: np.ndarray, position: int, alternatives: np.ndarray) -> np.ndarray:
    """The sentence's vectors (T, D) with one word replaced by the mean vector of its alternatives (ids)."""
    x = network.vectors(ids)[:, 0].copy()
    x[position] = network.vectors(np.asarray(alternatives)[None])[0].mean(axis=0)
    return x
