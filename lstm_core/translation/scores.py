"""How well a query fits each key: the kinds of attention score, their weights and their gradients.

    additive (Bahdanau, Cho & Bengio 2015)    score = w_a · tanh(W_qa q + W_ka k)
    dot (Luong, Pham & Manning 2015)          score = q · k                                needs Q = H
    general (the same)                        score = q · W_kq k
    concat (the same)                         score = w_a · tanh(W_ca [q; k])

Letters: see `attention.py`; here the sequence comes first, (B, T, Q), so that a matrix product is one per sequence.
"""

from collections.abc import Mapping

import numpy as np
from numpy.typing import DTypeLike

KINDS = ("additive", "dot", "general", "concat")
Weights = Mapping[str, np.ndarray]


def new_weights(
    kind: str, query_size: int, encoder_size: int, size: int, rng: np.random.Generator, dtype: DTypeLike = np.float64
) -> dict[str, np.ndarray]:
    """Fresh weights of one kind, uniform within ±1/√(number of inputs); `size` is A. ValueError for another kind."""
    if kind not in KINDS:
        raise ValueError(f"attention scores are {', '.join(KINDS)}, got {kind!r}")
    if kind == "dot" and query_size != encoder_size:
        raise ValueError(f"dot attention needs query and encoder of one size, got {query_size} and {encoder_size}")
    shapes: dict[str, dict[str, tuple[int, ...]]] = {
        "additive": {"W_qa": (size, query_size), "W_ka": (size, encoder_size), "w_a": (size,)},
        "dot": {},
        "general": {"W_kq": (query_size, encoder_size)},
        "concat": {"W_ca": (size, query_size + encoder_size), "w_a": (size,)},
    }
    return {n: (rng.uniform(-1, 1, shape) / np.sqrt(shape[-1])).astype(dtype) for n, shape in shapes[kind].items()}


def keys(kind: str, weights: Weights, encoder: np.ndarray) -> tuple[np.ndarray, tuple]:
    """What a query is compared with, (S, B, A or Q): it does not depend on the query, so it is computed once."""
    W = _key_matrix(kind, weights, encoder.shape[2])
    return (encoder if W is None else encoder @ W.T), (kind, W, encoder, weights)  # (S, B, H) @ (H, A)


def keys_backward(d_key: np.ndarray, cache: tuple) -> tuple[dict[str, np.ndarray], np.ndarray]:
    """(gradients of the weights, d_encoder (S, B, H))."""
    kind, W, encoder, weights = cache
    if W is None:
        return {}, d_key
    d_W = outer(d_key, encoder)
    if kind == "concat":
        d_whole = np.zeros_like(weights["W_ca"])
        d_whole[:, -encoder.shape[2] :] = d_W
        return {"W_ca": d_whole}, d_key @ W
    return {"W_ka" if kind == "additive" else "W_kq": d_W}, d_key @ W


def score(kind: str, weights: Weights, q: np.ndarray, k: np.ndarray) -> tuple[np.ndarray, tuple]:
    """(B, T, S) of queries q (B, T, Q) over keys k (B, S, ·) that are ready."""
    if kind in ("dot", "general"):
        return q @ k.swapaxes(1, 2), (kind, weights, q, k, None)  # (B, T, Q) @ (B, Q, S)
    W_q = weights["W_qa"] if kind == "additive" else weights["W_ca"][:, : q.shape[2]]
    a = np.tanh((q @ W_q.T)[:, :, None] + k[:, None])  # (B, T, S, A)
    return a @ weights["w_a"], (kind, weights, q, k, a)


def score_backward(d_scores: np.ndarray, cache: tuple) -> tuple[dict[str, np.ndarray], np.ndarray, np.ndarray]:
    """(gradients of the weights, d_q (B, T, Q), d_k (B, S, ·))."""
    kind, weights, q, k, a = cache
    if kind in ("dot", "general"):
        return {}, d_scores @ k, d_scores.swapaxes(1, 2) @ q
    d_a = d_scores[..., None] * weights["w_a"] * (1 - a * a)  # (B, T, S, A)
    d_sum, d_k = d_a.sum(axis=2), d_a.sum(axis=1)
    d_weights = {"w_a": np.tensordot(d_scores, a, 3)}
    name = "W_qa" if kind == "additive" else "W_ca"
    W = weights[name]
    d_weights[name] = np.zeros_like(W)
    d_weights[name][:, : q.shape[2]] = outer(d_sum, q)
    return d_weights, d_sum @ W[:, : q.shape[2]], d_k


def masked(scores: np.ndarray, mask: np.ndarray | None) -> np.ndarray:
    """Scores (B, T, S) with -inf in place of padding, *before* the softmax; mask (S, B) is True where a step is."""
    if mask is None:
        return scores
    batch, _, steps = scores.shape
    if mask.shape != (steps, batch) or not mask.any(axis=0).all():
        raise ValueError(f"an attention mask is (S, B) = {(steps, batch)}, no sequence all padding, got {mask.shape}")
    return np.where(mask.T[:, None], scores, -np.inf)


def softmax_backward(d_share: np.ndarray, share: np.ndarray) -> np.ndarray:
    """The gradient of the scores: what lies above the mean of the gradients, times the share."""
    return share * (d_share - (d_share * share).sum(axis=-1, keepdims=True))


def outer(d: np.ndarray, values: np.ndarray) -> np.ndarray:
    """The gradient of W in d = W @ values, summed over all places: (…, A) and (…, H) -> (A, H)."""
    return d.reshape(-1, d.shape[-1]).T @ values.reshape(-1, values.shape[-1])


def _key_matrix(kind: str, weights: Weights, encoder_size: int) -> np.ndarray | None:
    """What multiplies the encoder's values to become keys; None for dot, where they are the keys."""
    if kind == "concat":
        return weights["W_ca"][:, -encoder_size:]
    return weights.get({"additive": "W_ka", "general": "W_kq"}.get(kind, ""))
