"""What a job's networks are compared with: who counts words, who draws a line, who says that nothing changes."""

import numpy as np

from lstm_core.tasks import Batch

ROWS = 12  # that a line reads
ROUNDS, PULL = 25, 1e-2  # of Newton's method; how strongly large weights are pulled back


def bag_of_words(batch: Batch, words: int) -> np.ndarray:
    """How often each word occurs in each sequence, (B, V): all that is left when their order is forgotten."""
    inside = np.arange(len(batch.inputs))[:, None] < batch.lengths
    counts = np.zeros((batch.inputs.shape[1], words))
    for t, row in enumerate(batch.inputs):
        here = np.flatnonzero(inside[t])
        np.add.at(counts, (here, row[here]), 1)
    return counts


def logistic(x: np.ndarray, y: np.ndarray) -> np.ndarray:
    """The weights (D + 1,) of a logistic regression of y (N,) in {0, 1} on x (N, D), the last for a constant 1."""
    x = np.column_stack([x, np.ones(len(x))])
    weights, pull = np.zeros(x.shape[1]), PULL * np.eye(x.shape[1])
    for _ in range(ROUNDS):
        p = 1 / (1 + np.exp(-x @ weights))
        slope = x.T @ (y - p) - PULL * weights
        weights += np.linalg.solve((x * (p * (1 - p))[:, None]).T @ x + pull, slope)
    return weights


def said_by_logistic(weights: np.ndarray, x: np.ndarray) -> np.ndarray:
    """The probability of 1 for each row of x (N, D)."""
    return 1 / (1 + np.exp(-(np.column_stack([x, np.ones(len(x))]) @ weights)))


def lagged(inputs: np.ndarray, rows: int = ROWS) -> np.ndarray:
    """At each step the last `rows` inputs beside each other, and a 1: (T, B, rows * D + 1); before the first: zeros."""
    padded = np.concatenate([np.zeros((rows - 1, *inputs.shape[1:])), inputs])
    seen = [padded[rows - 1 - k : len(padded) - k] for k in range(rows)]
    return np.concatenate([*seen, np.ones((*inputs.shape[:2], 1))], axis=2)


def line(batch: Batch, rows: int = ROWS) -> np.ndarray:
    """The weights (rows * D + 1, K) of the straight line that fits a batch's scored targets best."""
    scored = batch.weights > 0
    return np.linalg.lstsq(lagged(batch.inputs, rows)[scored], batch.targets[scored], rcond=None)[0]


def said_by_line(weights: np.ndarray, inputs: np.ndarray, rows: int = ROWS) -> np.ndarray:
    """What such a line answers at each step, (T, B, K)."""
    return lagged(inputs, rows) @ weights


def last_seen(values: np.ndarray, seen: np.ndarray) -> np.ndarray:
    """At each step (T, B) the last value that was seen, 0 before the first."""
    at = np.maximum.accumulate(np.where(seen, np.arange(len(values))[:, None], -1), axis=0)
    return np.where(at >= 0, np.take_along_axis(values, np.maximum(at, 0), axis=0), 0)


def a_period_ago(values: np.ndarray, seen: np.ndarray, period: int) -> np.ndarray:
    """Of the value after each step (T, B): what was seen whole periods before it, the latest; 0 where nothing was."""
    found = np.zeros_like(values)
    for t in range(len(values)):
        for back in range(t + 1 - period, -1, -period):
            found[t] = np.where((found[t] == 0) & seen[back], values[back], found[t])
    return found
