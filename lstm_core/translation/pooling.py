"""Attention without a query: one mean of a whole sequence, weighted by what each of its steps scores by itself."""

import numpy as np

from lstm_core.networks.layers import softmax
from lstm_core.translation.attention import Attention
from lstm_core.translation.scores import Weights, masked, outer, softmax_backward


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
    d_weights = {"W_hu": outer(d_u, h), "b_u": d_u.sum(axis=(0, 1)), "w_u": np.tensordot(d_scores, u, 2)}
    return d_weights, d_u @ weights["W_hu"] + share[:, 0].T[..., None] * d_context
