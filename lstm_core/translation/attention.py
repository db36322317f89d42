"""Attention: a query scores every value of an encoder, and reads their weighted mean.

Every pair is `thing(…) -> out, cache` and `thing_backward(d_out, cache) -> gradients`. Letters of this file beside the
project's: S encoder steps (T are the queries' steps), Q size of a query, A size of the comparison.

    additive (Bahdanau, Cho & Bengio 2015)    score = w_a · tanh(W_qa q + W_ka k)
    dot (Luong, Pham & Manning 2015)          score = q · k                                needs Q = H
    general (the same)                        score = q · W_kq k
    concat (the same)                         score = w_a · tanh(W_ca [q; k])

Bahdanau asks with the decoder's *previous* output, Luong with its current one (see `translation.py`).
"""

from collections.abc import Mapping
from typing import NamedTuple

import numpy as np

from lstm_core.networks.layers import softmax

KINDS = ("additive", "dot", "general", "concat")
Weights = Mapping[str, np.ndarray]


class Attention(NamedTuple):
    """scores (T, B, S), -inf where padded; weights (T, B, S), 0 where padded, rows sum to 1; context (T, B, H)."""

    scores: np.ndarray
    weights: np.ndarray
    context: np.ndarray


class AttentionGradients(NamedTuple):
    """dL/d(…): `weights` {name: array}, `query` (T, B, Q), `encoder` (S, B, H), as values and through the keys."""

    weights: dict[str, np.ndarray]
    query: np.ndarray
    encoder: np.ndarray


def new_weights(
    kind: str, query_size: int, encoder_size: int, size: int, rng: np.random.Generator, dtype: type = np.float64
) -> dict[str, np.ndarray]:
    """Fresh weights of one kind, uniform within ±1/√(number of inputs); `size` is A. ValueError for another kind."""
    if kind not in KINDS:
        raise ValueError(f"attention scores are {', '.join(KINDS)}, got {kind!r}")
    if kind == "dot" and query_size != encoder_size:
        raise ValueError(f"dot attention needs query and encoder of one size, got {query_size} and {encoder_size}")
    shapes = {
        "additive": {"W_qa": (size, query_size), "W_ka": (size, encoder_size), "w_a": (size,)},
        "dot": {},
        "general": {"W_kq": (query_size, encoder_size)},
        "concat": {"W_ca": (size, query_size + encoder_size), "w_a": (size,)},
    }[kind]
    return {n: (rng.uniform(-1, 1, shape) / np.sqrt(shape[-1])).astype(dtype) for n, shape in shapes.items()}


def attend(
    kind: str, weights: Weights, query: np.ndarray, encoder: np.ndarray, mask: np.ndarray | None = None
) -> tuple[Attention, tuple]:
    """All queries (T, B, Q) at once over an encoder (S, B, H); mask (S, B) is False where a step is padding."""
    key, key_cache = keys(kind, weights, encoder)
    found, cache = look(kind, weights, query, key, encoder, mask)
    return found, (key_cache, cache)


def attend_backward(d_context: np.ndarray, cache: tuple) -> AttentionGradients:
    """From d_context (T, B, H) to everything that `attend` was given."""
    key_cache, look_cache = cache
    d_weights, d_query, d_key, d_values = look_backward(d_context, look_cache)
    more, d_encoder = keys_backward(d_key, key_cache)
    return AttentionGradients(merged(d_weights, more), d_query, d_encoder + d_values)


def keys(kind: str, weights: Weights, encoder: np.ndarray) -> tuple[np.ndarray, tuple]:
    """What a query is compared with, (S, B, A or Q): it does not depend on the query, so it is computed once."""
    W = _key_matrix(kind, weights, encoder.shape[2])
    return (encoder if W is None else encoder @ W.T), (kind, W, encoder, weights)  # (S, B, H) @ (H, A)


def keys_backward(d_key: np.ndarray, cache: tuple) -> tuple[dict[str, np.ndarray], np.ndarray]:
    """(gradients of the weights, d_encoder (S, B, H))."""
    kind, W, encoder, weights = cache
    if W is None:
        return {}, d_key
    d_W = _outer(d_key, encoder)
    if kind == "concat":
        d_whole = np.zeros_like(weights["W_ca"])
        d_whole[:, -encoder.shape[2] :] = d_W
        return {"W_ca": d_whole}, d_key @ W
    return {"W_ka" if kind == "additive" else "W_kq": d_W}, d_key @ W


def look(
    kind: str, weights: Weights, query: np.ndarray, key: np.ndarray, values: np.ndarray, mask: np.ndarray | None = None
) -> tuple[Attention, tuple]:
    """Queries (T, B, Q) over keys (S, B, ·) that are ready: scores, weights, and the mean of the values (S, B, H)."""
    q, k, v = (array.swapaxes(0, 1) for array in (query, key, values))  # (B, T, Q), (B, S, ·), (B, S, H)
    a = None
    if kind in ("dot", "general"):
        scores = q @ k.swapaxes(1, 2)  # (B, T, Q) @ (B, Q, S)
    else:
        W_q = weights["W_qa"] if kind == "additive" else weights["W_ca"][:, : query.shape[2]]
        a = np.tanh((q @ W_q.T)[:, :, None] + k[:, None])  # (B, T, S, A)
        scores = a @ weights["w_a"]
    scores = masked(scores, mask)
    share = softmax(scores)
    found = Attention(scores.swapaxes(0, 1), share.swapaxes(0, 1), (share @ v).swapaxes(0, 1))  # (B, T, S) @ (B, S, H)
    return found, (kind, weights, q, k, v, a, share)


def look_backward(d_context: np.ndarray, cache: tuple) -> tuple[dict, np.ndarray, np.ndarray, np.ndarray]:
    """(gradients of the weights, d_query (T, B, Q), d_key (S, B, ·), d_values (S, B, H))."""
    kind, weights, q, k, v, a, share = cache
    d = d_context.swapaxes(0, 1)  # (B, T, H)
    d_values = share.swapaxes(1, 2) @ d  # (B, S, T) @ (B, T, H)
    d_scores = softmax_backward(d @ v.swapaxes(1, 2), share)  # (B, T, H) @ (B, H, S)
    if a is None:
        d_weights, d_q, d_k = {}, d_scores @ k, d_scores.swapaxes(1, 2) @ q
    else:
        d_a = d_scores[..., None] * weights["w_a"] * (1 - a * a)  # (B, T, S, A)
        d_sum, d_k = d_a.sum(axis=2), d_a.sum(axis=1)
        d_weights = {"w_a": np.tensordot(d_scores, a, 3)}
        name = "W_qa" if kind == "additive" else "W_ca"
        W = weights[name]
        d_weights[name] = np.zeros_like(W)
        d_weights[name][:, : q.shape[2]] = _outer(d_sum, q)
        d_q = d_sum @ W[:, : q.shape[2]]
    return d_weights, d_q.swapaxes(0, 1), d_k.swapaxes(0, 1), d_values.swapaxes(0, 1)


def pool(weights: Weights, h: np.ndarray, mask: np.ndarray | None = None) -> tuple[Attention, tuple]:
    """One mean for a whole sequence h (T, B, H), weighted by w_u · tanh(W_hu h + b_u) (Yang et al. 2016): T = 1."""
    u = np.tanh(h @ weights["W_hu"].T + weights["b_u"])  # (T, B, H) @ (H, A)
    scores = masked((u @ weights["w_u"]).T[:, None], mask)  # (B, 1, T)
    share = softmax(scores)
    context = share @ h.swapaxes(0, 1)  # (B, 1, T) @ (B, T, H)
    return Attention(*(array.swapaxes(0, 1) for array in (scores, share, context))), (weights, h, u, share)


def pool_backward(d_context: np.ndarray, cache: tuple) -> tuple[dict[str, np.ndarray], np.ndarray]:
    """(gradients of the weights, d_h (T, B, H)), from d_context (1, B, H)."""
    weights, h, u, share = cache
    d = d_context.swapaxes(0, 1)  # (B, 1, H)
    d_scores = softmax_backward(d @ h.transpose(1, 2, 0), share)[:, 0].T  # (B, 1, H) @ (B, H, T), then (T, B)
    d_u = d_scores[..., None] * weights["w_u"] * (1 - u * u)
    d_weights = {"W_hu": _outer(d_u, h), "b_u": d_u.sum(axis=(0, 1)), "w_u": np.tensordot(d_scores, u, 2)}
    return d_weights, d_u @ weights["W_hu"] + share[:, 0].T[..., None] * d_context


def attentional(W_ch: np.ndarray, context: np.ndarray, h: np.ndarray) -> tuple[np.ndarray, tuple]:
    """Luong's output h̃ = tanh(W_ch [context; h]): W_ch (H, H' + H), context (T, B, H'), h (T, B, H) -> (T, B, H)."""
    both = np.concatenate([context, h], axis=2)
    out = np.tanh(both @ W_ch.T)
    return out, (W_ch, both, out, context.shape[2])


def attentional_backward(d_out: np.ndarray, cache: tuple) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """(d_W_ch, d_context, d_h)."""
    W_ch, both, out, size = cache
    d_sum = d_out * (1 - out * out)
    d_both = d_sum @ W_ch
    return _outer(d_sum, both), d_both[..., :size], d_both[..., size:]


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


def merged(*parts: Mapping[str, np.ndarray]) -> dict[str, np.ndarray]:
    """Gradients of the same weights from several places, added."""
    total: dict[str, np.ndarray] = {}
    for part in parts:
        for name, d in part.items():
            total[name] = total[name] + d if name in total else d
    return total


def _key_matrix(kind: str, weights: Weights, encoder_size: int) -> np.ndarray | None:
    """What multiplies the encoder's values to become keys; None for dot, where they are the keys."""
    if kind == "concat":
        return weights["W_ca"][:, -encoder_size:]
    return weights.get({"additive": "W_ka", "general": "W_kq"}.get(kind, ""))


def _outer(d: np.ndarray, values: np.ndarray) -> np.ndarray:
    """The gradient of W in d = W @ values, summed over all places: (…, A) and (…, H) -> (A, H)."""
    return d.reshape(-1, d.shape[-1]).T @ values.reshape(-1, values.shape[-1])
