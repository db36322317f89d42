"""Linear probes: what a linear reader could decode from a state, beside the same reader on shuffled labels."""

from typing import NamedTuple

import numpy as np


class Probe(NamedTuple):
    """Share of held-out sequences decoded rightly at each step: with the true labels and with random ones, both (T,).

    `control` is the control task of Hewitt & Liang 2019 (arXiv 1909.03368); the difference is the probe's selectivity.
    """

    accuracy: np.ndarray
    control: np.ndarray


def linear_probe(
    values: np.ndarray,
    labels: np.ndarray,
    held_out: np.ndarray,
    rng: np.random.Generator,
    rounds: int = 300,
    decay: float = 1e-3,
) -> Probe:
    """Multinomial logistic regression at every step on standardised values (T, B, H), labels (B,).

    `held_out` (B,) bool marks the sequences that are only tested on; split by filler, not by chance, so that the probe
    cannot know the sentence. The control gives every sequence a random label, the same in all steps.
    """
    labels, held_out = np.unique(labels, return_inverse=True)[1], np.asarray(held_out, bool)
    if labels.shape != (values.shape[1],) or held_out.shape != labels.shape:
        raise ValueError(f"a probe needs a label and a mark for each of {values.shape[1]} sequences")
    if held_out.all() or not held_out.any():
        raise ValueError("a probe needs sequences to learn from and sequences to be tested on")
    values = np.asarray(values, np.float64)
    learned = values[:, ~held_out]
    spread = learned.std(axis=1, keepdims=True)
    values = (values - learned.mean(axis=1, keepdims=True)) / np.where(spread > 1e-9, spread, 1)
    values = np.concatenate([values, np.ones((*values.shape[:2], 1))], axis=2)  # (T, B, H+1): the last is the bias
    shuffled = rng.permutation(labels)
    return Probe(*(_decoded(values, each, held_out, rounds, decay) for each in (labels, shuffled)))


def _decoded(values: np.ndarray, labels: np.ndarray, held_out: np.ndarray, rounds: int, decay: float) -> np.ndarray:
    """Accuracy (T,) on the held-out sequences after accelerated gradient descent on the others."""
    x, wanted = values[:, ~held_out], np.eye(labels.max() + 1)[labels[~held_out]]
    # The curvature is at most half the largest eigenvalue of x.T x / B (Böhning 1992): a safe rate without search.
    rate = 1 / (0.5 * np.linalg.norm(x, 2, axis=(1, 2)) ** 2 / x.shape[1] + decay)[:, None, None]
    weights = ahead = np.zeros((len(x), x.shape[2], wanted.shape[1]))  # (T, H+1, K)
    for k in range(rounds):
        scores = x @ ahead
        p = np.exp(scores - scores.max(axis=2, keepdims=True))
        p /= p.sum(axis=2, keepdims=True)
        slope = x.transpose(0, 2, 1) @ (p - wanted) / x.shape[1] + decay * ahead
        before, weights = weights, ahead - rate * slope
        ahead = weights + k / (k + 3) * (weights - before)  # Nesterov 1983
    found = (values[:, held_out] @ weights).argmax(axis=2)
    return (found == labels[held_out]).mean(axis=1)
