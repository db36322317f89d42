"""An encoder reads a text and leaves a value for every step: a cell that runs along it, or a self-attention layer."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from lstm_core.registry import CELLS
from lstm_core.running.backward import backward
from lstm_core.running.trace import Trace, run
from lstm_core.translation.self_attention import SelfAttention, encoder_layer, encoder_layer_backward, positions

SELF = "self"  # one self-attention layer in place of a cell


@dataclass(frozen=True, eq=False)
class Encoded:
    """What was read: values (S, B, H), mask (S, B) False where padded, everything by name; `cache` for the way back."""

    values: np.ndarray
    mask: np.ndarray
    named: Trace | SelfAttention
    cache: tuple

    @property
    def last(self) -> tuple[np.ndarray, np.ndarray]:
        """Where each text ends, as an index into (S, B, …): before the padding."""
        ends = self.mask.sum(axis=0) - 1
        return ends, np.arange(len(ends))

    def end(self, name: str) -> np.ndarray:
        """A value of the cell that read, where each text ends, (B, H)."""
        if isinstance(self.named, SelfAttention):
            raise ValueError(f"self-attention carries nothing along a text, so it leaves no {name}")
        return self.named[name][self.last]


def encode(encoder: str, weights: Mapping[str, np.ndarray], vectors: np.ndarray, mask: np.ndarray) -> Encoded:
    """Read vectors (S, B, E), of which those count where mask (S, B) is True; `encoder` is a cell's key or SELF."""
    if encoder == SELF:
        placed = vectors + positions(len(vectors), vectors.shape[2]).astype(vectors.dtype)[:, None]
        layer, cache = encoder_layer(weights, placed, mask)
        return Encoded(np.ascontiguousarray(layer.out), mask, layer, cache)
    trace = run(CELLS[encoder], weights, vectors)
    return Encoded(np.ascontiguousarray(trace["h"]), mask, trace, ())


def encode_backward(d: Mapping[str, np.ndarray], encoded: Encoded) -> tuple[dict[str, np.ndarray], np.ndarray]:
    """(gradients of the weights, d_vectors (S, B, E)), from dL/d(name) (S, B, H) of the values, "h", and of states."""
    if isinstance(encoded.named, SelfAttention):
        return encoder_layer_backward(d["h"], encoded.cache)
    back = backward(encoded.named, d)
    return back.weights, back.x
