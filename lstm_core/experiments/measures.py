"""Pure questions to what a run computed: how long a unit keeps, what it tells apart, how far its gates are open."""

from collections.abc import Sequence

import numpy as np

from lstm_core.running.trace import Trace


def memory_half_life(factor: np.ndarray) -> np.ndarray:
    """Steps after which half of a memory is left, if this factor multiplied it at every step: -ln 2 / ln factor.

    Any shape. A factor of 1 or more never halves (inf); 0 or less halves at once (0).
    """
    factor = np.asarray(factor, np.float64)
    with np.errstate(divide="ignore", invalid="ignore"):
        steps = -np.log(2) / np.log(factor)
    return np.where(factor >= 1, np.inf, np.where(factor <= 0, 0.0, steps))


def carry_product(trace: Trace, state: str, span: tuple[int, int] | None = None) -> np.ndarray:
    """The share of a state that is left after the steps start … stop-1 of `span` (default: all), (B, H)."""
    return trace.carry(state)[slice(*span) if span else slice(None)].prod(axis=0)


def mean_half_life(trace: Trace, state: str, span: tuple[int, int] | None = None) -> np.ndarray:
    """The half-life of each unit over a span, (B, H), from the geometric mean of its carry factor."""
    factor = np.asarray(trace.carry(state)[slice(*span) if span else slice(None)], np.float64)
    with np.errstate(divide="ignore"):
        return memory_half_life(np.exp(np.log(np.maximum(factor, 0)).mean(axis=0)))


def saturation(values: np.ndarray, low: float = 0.1, high: float = 0.9) -> tuple[np.ndarray, np.ndarray]:
    """How often each unit's gate is nearly closed and nearly open: (T, B, H) -> two shares (H,).

    The limits are those of Karpathy, Johnson & Li 2015 (arXiv 1506.02078).
    """
    return (values < low).mean(axis=(0, 1)), (values > high).mean(axis=(0, 1))


def selectivity(values: np.ndarray, labels: Sequence | np.ndarray) -> np.ndarray:
    """η²: the share of a unit's variance that lies between labelled groups, (…, B, H) and B labels -> (…, H).

    1 where the label alone decides the value, 0 where it says nothing (or nothing varies).
    """
    labels = np.asarray(labels)
    if labels.shape != (values.shape[-2],):
        raise ValueError(f"selectivity needs one label for each of {values.shape[-2]} sequences, got {labels.shape}")
    centred = np.asarray(values, np.float64)
    centred = centred - centred.mean(axis=-2, keepdims=True)
    between = np.zeros((*values.shape[:-2], values.shape[-1]))
    for label in np.unique(labels):
        group = centred[..., labels == label, :]
        between += group.shape[-2] * group.mean(axis=-2) ** 2
    total = (centred**2).sum(axis=-2)
    varies = total > 1e-20 * centred.shape[-2]
    return np.where(varies, between / np.where(varies, total, 1), 0.0)


def carriers(score: np.ndarray) -> np.ndarray:
    """The units above the largest gap between neighbouring scores, best first: (H,) -> indices."""
    order = np.argsort(-np.asarray(score), kind="stable")
    if len(order) < 2:
        return order
    gaps = -np.diff(np.asarray(score)[order])
    return order[: int(np.argmax(gaps)) + 1]
