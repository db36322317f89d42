"""What stands around the cell: word vectors, the readout and the loss, each as a forward and a backward function.

Every pair is `thing(…) -> out, cache` and `thing_backward(d_out, cache) -> gradients`, d_out being dL/d(out).
"""

import numpy as np
from numpy.typing import DTypeLike

Cache = tuple[np.ndarray, ...]


def embedding(table: np.ndarray, ids: np.ndarray) -> tuple[np.ndarray, Cache]:
    """The vector of each word: table (V, E), ids (T, B) -> (T, B, E)."""
    return table[ids], (table, ids)


def embedding_backward(d_vectors: np.ndarray, cache: Cache) -> np.ndarray:
    """The gradient of the table, (V, E): a word collects from every place where it was read."""
    table, ids = cache
    order = np.argsort(ids, axis=None, kind="stable")
    words, first = np.unique(ids.ravel()[order], return_index=True)
    d_table = np.zeros_like(table)
    d_table[words] = np.add.reduceat(d_vectors.reshape(ids.size, -1)[order], first, axis=0)
    return d_table


def one_hot(size: int, ids: np.ndarray, dtype: DTypeLike = np.float64) -> np.ndarray:
    """A 1 in the place of each word: ids (T, B) -> (T, B, size). It has nothing to learn, so there is no backward."""
    return np.eye(size, dtype=dtype)[ids]


def readout(W: np.ndarray, b: np.ndarray, h: np.ndarray) -> tuple[np.ndarray, Cache]:
    """One score for each of K answers: W (K, H), b (K,), h (…, H) -> logits (…, K)."""
    return h @ W.T + b, (W, h)  # (…, H) @ (H, K)


def readout_backward(d_logits: np.ndarray, cache: Cache) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """(d_W, d_b, d_h), with the shapes of W, b and h."""
    W, h = cache
    d_rows, rows = d_logits.reshape(-1, len(W)), h.reshape(-1, W.shape[1])
    return d_rows.T @ rows, d_rows.sum(axis=0), d_logits @ W  # (K, N) @ (N, H); (…, K) @ (K, H)


def dropout(x: np.ndarray, share: float, rng: np.random.Generator) -> tuple[np.ndarray, np.ndarray]:
    """Each number of x is left out with this probability; what stays grows, so that the mean is what it was.

    After Srivastava et al. (2014), between layers alone, as Zaremba, Sutskever & Vinyals (2014) do in LSTMs.
    """
    mask = (rng.random(x.shape, x.dtype) >= share) / x.dtype.type(1 - share)
    return x * mask, mask


def dropout_backward(d_x: np.ndarray, mask: np.ndarray) -> np.ndarray:
    """The gradient of what was there before: none of it where a number was left out."""
    return d_x * mask


def softmax(logits: np.ndarray) -> np.ndarray:
    """Scores (…, V) -> probabilities (…, V) that sum to 1; the largest is subtracted first, so nothing overflows."""
    e = np.exp(logits - logits.max(axis=-1, keepdims=True))
    return e / e.sum(axis=-1, keepdims=True)


def cross_entropy(logits: np.ndarray, targets: np.ndarray, weights: np.ndarray) -> tuple[float, Cache]:
    """The weighted mean of -log p(target), in nats: logits (N, V), targets (N,) ids, weights (N,) -> a number."""
    shifted = logits - logits.max(axis=-1, keepdims=True)
    e = np.exp(shifted)
    total = e.sum(axis=-1, keepdims=True)
    share = weights / weights.sum()
    surprise = np.log(total[:, 0]) - shifted[np.arange(len(targets)), targets]
    return float(share @ surprise), (e / total, targets, share)


def cross_entropy_backward(d_loss: float, cache: Cache) -> np.ndarray:
    """The gradient of the logits, (N, V): what was predicted minus what came, times the target's share."""
    p, targets, share = cache
    d_logits = p * (d_loss * share)[:, None]
    d_logits[np.arange(len(targets)), targets] -= d_loss * share
    return d_logits


def squared_error(values: np.ndarray, targets: np.ndarray, weights: np.ndarray) -> tuple[float, Cache]:
    """The weighted mean of (value - target)²: values and targets (N, …), weights (N,) -> a number."""
    share = weights / weights.sum()
    error = values - targets
    return float(share @ np.square(error).reshape(len(error), -1).mean(axis=1)), (error, share)


def squared_error_backward(d_loss: float, cache: Cache) -> np.ndarray:
    """The gradient of the values, (N, …): twice the error, times the target's share among all numbers."""
    error, share = cache
    each = 2 * d_loss * share / max(error[0].size, 1)
    return error * each.reshape(-1, *[1] * (error.ndim - 1))
