"""Sequences of different lengths side by side, padded at the end: where each one ends, and what it is from its end."""

import numpy as np


def turned(array: np.ndarray, lengths: np.ndarray | None) -> np.ndarray:
    """The array (T, B, …) with the first `lengths` (B,) steps of each sequence in opposite order; the padding stays.

    None means no padding. Turning twice gives the array itself, so a gradient comes back the same way.
    """
    if lengths is None:
        return array[::-1]
    t, last = np.arange(len(array))[:, None], lengths - 1  # (T, 1), (B,)
    return array[np.where(t <= last, last - t, t), np.arange(array.shape[1])]


def checked_lengths(lengths: np.ndarray | None, steps: int, batch: int) -> np.ndarray | None:
    """Lengths (B,) from 1 to T, None where nothing is padded; ValueError for anything else."""
    if lengths is None:
        return None
    lengths = np.asarray(lengths)
    if lengths.shape != (batch,) or lengths.dtype.kind not in "iu" or lengths.min() < 1 or lengths.max() > steps:
        raise ValueError(f"lengths are {batch} whole numbers from 1 to {steps}, one for each sequence, got {lengths}")
    return None if (lengths == steps).all() else lengths


def at_the_end(array: np.ndarray, lengths: np.ndarray | None) -> np.ndarray:
    """What an array (T, B, …) holds at the last step of each sequence, (B, …), as a copy; None means no padding."""
    return array[-1].copy() if lengths is None else array[lengths - 1, np.arange(array.shape[1])]
