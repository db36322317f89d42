"""What the first layer of a network reads: vectors of words, numbers as they come, images."""

import numpy as np

from lstm_core.networks.layers import embedding, one_hot
from lstm_core.plain.checks import numbers


def word_vectors(ids: np.ndarray, count: int, table: np.ndarray | None, dtype: np.dtype) -> np.ndarray:
    """The vectors (T, B, D) of ids (T, B) of `count` words: rows of the table (V, E), or one-hot without one."""
    ids = np.asarray(ids)
    if ids.ndim != 2 or 0 in ids.shape or ids.dtype.kind not in "iu":
        raise ValueError(f"the network reads word ids (T, B), whole numbers, got {ids.dtype} of shape {ids.shape}")
    if ids.min() < 0 or ids.max() >= count:
        raise ValueError(f"word ids are 0 … {count - 1}, got {ids.min()} … {ids.max()}")
    return one_hot(count, ids, dtype) if table is None else embedding(table, ids)[0]


def number_vectors(inputs: np.ndarray, size: int, spatial: bool, dtype: np.dtype) -> np.ndarray:
    """The inputs (T, B, D) as numbers of this dtype; images (T, B, D, Y, X) for spatial cells."""
    x = numbers(inputs, dtype, "what the network reads")
    if x.ndim != (5 if spatial else 3) or 0 in x.shape or x.shape[2] != size:
        letters = "images (T, B, D, height, width)" if spatial else "numbers (T, B, D)"
        raise ValueError(f"the network reads {letters} with D = {size}, got {x.dtype} of shape {x.shape}")
    return x
