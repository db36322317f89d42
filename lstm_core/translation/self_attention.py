"""One self-attention layer with positions: every step looks at every step, and nothing is carried along.

The single-head encoder layer of Vaswani et al. (2017), without its layer normalisation, which one layer does not need.
"""

from collections.abc import Mapping
from functools import reduce
from typing import NamedTuple

import numpy as np
from numpy.typing import DTypeLike

from lstm_core.networks.layers import softmax
from lstm_core.translation.attention import masked, softmax_backward

Weights = Mapping[str, np.ndarray]


class SelfAttention(NamedTuple):
    """q, k, v (T, B, D): what a step asks, offers and gives; scores, weights (T, B, T); context, out (T, B, D)."""

    q: np.ndarray
    k: np.ndarray
    v: np.ndarray
    scores: np.ndarray
    weights: np.ndarray
    context: np.ndarray
    out: np.ndarray


def positions(steps: int, size: int) -> np.ndarray:
    """(T, D): sines and cosines of the step, with wavelengths from 2π to 10,000 · 2π steps (Vaswani et al. 2017)."""
    angle = np.arange(steps)[:, None] / 10_000 ** (np.arange(0, size, 2) / size)
    return np.stack([np.sin(angle), np.cos(angle)], axis=2).reshape(steps, -1)[:, :size]


def new_weights(
    size: int, inner: int, rng: np.random.Generator, dtype: DTypeLike = np.float64
) -> dict[str, np.ndarray]:
    """Fresh weights of an encoder layer: D = `size`, `inner` units in its feed-forward half."""
    shapes = {f"W_{a}{b}": (size, size) for a, b in ("xq", "xk", "xv", "co")}
    shapes |= {"W_xu": (inner, size), "W_uo": (size, inner)}
    weights = {name: rng.uniform(-1, 1, shape) / np.sqrt(shape[1]) for name, shape in shapes.items()}
    weights |= {f"b_{name}": np.zeros(size) for name in "qkvo"} | {"b_u": np.zeros(inner), "b_f": np.zeros(size)}
    return {name: array.astype(dtype) for name, array in weights.items()}


def self_attention(weights: Weights, x: np.ndarray, mask: np.ndarray | None = None) -> tuple[SelfAttention, tuple]:
    """softmax(q kᵀ / √D) v, then W_co and b_o: x (T, B, D), mask (T, B) False where padded."""
    q, k, v = (_linear(weights[f"W_x{name}"], weights[f"b_{name}"], x.swapaxes(0, 1)) for name in "qkv")
    scores = masked(q @ k.swapaxes(1, 2) / x.dtype.type(np.sqrt(x.shape[2])), mask)  # (B, T, D) @ (B, D, T)
    share = softmax(scores)
    context = share @ v  # (B, T, T) @ (B, T, D)
    out = _linear(weights["W_co"], weights["b_o"], context)
    named = SelfAttention(*(array.swapaxes(0, 1) for array in (q, k, v, scores, share, context, out)))
    return named, (weights, x, q, k, v, share, context)


def self_attention_backward(d_out: np.ndarray, cache: tuple) -> tuple[dict[str, np.ndarray], np.ndarray]:
    """(gradients of the weights, d_x (T, B, D))."""
    weights, x, q, k, v, share, context = cache
    d_weights: dict[str, np.ndarray] = {}
    d_context = _linear_backward(d_weights, "co", "o", weights, d_out.swapaxes(0, 1), context)
    d_scores = softmax_backward(d_context @ v.swapaxes(1, 2), share) / x.dtype.type(np.sqrt(x.shape[2]))
    d = {"q": d_scores @ k, "k": d_scores.swapaxes(1, 2) @ q, "v": share.swapaxes(1, 2) @ d_context}
    x = x.swapaxes(0, 1)
    d_x = reduce(np.add, [_linear_backward(d_weights, f"x{name}", name, weights, d[name], x) for name in "qkv"])
    return d_weights, d_x.swapaxes(0, 1)


def encoder_layer(weights: Weights, x: np.ndarray, mask: np.ndarray | None = None) -> tuple[SelfAttention, tuple]:
    """x + self-attention, then that + W_uo relu(W_xu · + b_u) + b_f; the result is `out` (T, B, D)."""
    named, cache = self_attention(weights, x, mask)
    middle = x + named.out
    u = np.maximum(_linear(weights["W_xu"], weights["b_u"], middle), 0)
    out = middle + _linear(weights["W_uo"], weights["b_f"], u)
    return named._replace(out=out), (cache, middle, u)


def encoder_layer_backward(d_out: np.ndarray, cache: tuple) -> tuple[dict[str, np.ndarray], np.ndarray]:
    """(gradients of the weights, d_x (T, B, D))."""
    inside, middle, u = cache
    weights = inside[0]
    d_feed: dict[str, np.ndarray] = {}
    d_u = _linear_backward(d_feed, "uo", "f", weights, d_out, u) * (u > 0)
    d_middle = d_out + _linear_backward(d_feed, "xu", "u", weights, d_u, middle)
    d_weights, d_x = self_attention_backward(d_middle, inside)
    return d_weights | d_feed, d_x + d_middle


def _linear(W: np.ndarray, b: np.ndarray, x: np.ndarray) -> np.ndarray:
    return x @ W.T + b  # (…, D) @ (D, H)


def _linear_backward(
    d_weights: dict[str, np.ndarray], matrix: str, bias: str, weights: Weights, d: np.ndarray, x: np.ndarray
) -> np.ndarray:
    """Adds what the matrix and the bias get to `d_weights`; returns d_x."""
    rows = d.reshape(-1, d.shape[-1])
    d_weights[f"W_{matrix}"] = rows.T @ x.reshape(-1, x.shape[-1])  # (H, N) @ (N, D)
    d_weights[f"b_{bias}"] = rows.sum(axis=0)
    return d @ weights[f"W_{matrix}"]
