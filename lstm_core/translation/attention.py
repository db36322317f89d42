"""Attention: a query scores every value of an encoder, and reads their weighted mean.

Every pair is `thing(…) -> out, cache` and `thing_backward(d_out, cache) -> gradients`. Letters of this room beside the
project's: S encoder steps (T are the queries' steps), Q size of a query, A size of the comparison. The scores are in
`scores.py`. Bahdanau asks with the decoder's *previous* output, Luong with its current one (see `decoders.py`).
"""

from collections.abc import Mapping
from typing import NamedTuple

import numpy as np

from lstm_core.networks.layers import softmax
from lstm_core.translation.scores import (
    Weights,
    keys,
    keys_backward,
    masked,
    score,
    score_backward,
    softmax_backward,
)


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


def look(
    kind: str, weights: Weights, query: np.ndarray, key: np.ndarray, values: np.ndarray, mask: np.ndarray | None = None
) -> tuple[Attention, tuple]:
    """Queries (T, B, Q) over keys (S, B, ·) that are ready: scores, weights, and the mean of the values (S, B, H)."""
    q, k, v = (array.swapaxes(0, 1) for array in (query, key, values))  # (B, T, Q), (B, S, ·), (B, S, H)
    scores, cache = score(kind, weights, q, k)
    scores = masked(scores, mask)
    share = softmax(scores)
    found = Attention(scores.swapaxes(0, 1), share.swapaxes(0, 1), (share @ v).swapaxes(0, 1))  # (B, T, S) @ (B, S, H)
    return found, (cache, v, share)


def look_backward(d_context: np.ndarray, cache: tuple) -> tuple[dict, np.ndarray, np.ndarray, np.ndarray]:
    """(gradients of the weights, d_query (T, B, Q), d_key (S, B, ·), d_values (S, B, H))."""
    score_cache, v, share = cache
    d = d_context.swapaxes(0, 1)  # (B, T, H)
    d_values = share.swapaxes(1, 2) @ d  # (B, S, T) @ (B, T, H)
    d_scores = softmax_backward(d @ v.swapaxes(1, 2), share)  # (B, T, H) @ (B, H, S)
    d_weights, d_q, d_k = score_backward(d_scores, score_cache)
    return d_weights, d_q.swapaxes(0, 1), d_k.swapaxes(0, 1), d_values.swapaxes(0, 1)


def merged(*parts: Mapping[str, np.ndarray]) -> dict[str, np.ndarray]:
    """Gradients of the same weights from several places, added."""
    total: dict[str, np.ndarray] = {}
    for part in parts:
        for name, d in part.items():
            total[name] = total[name] + d if name in total else d
    return total
