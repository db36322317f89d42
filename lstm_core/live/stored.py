"""Sequences as arrays, one after the other, in the shortest form that loses nothing."""

from collections.abc import Iterable, Sequence

import numpy as np

from lstm_core.live.answered import Rule, asked
from lstm_core.tasks import Batch


def as_many_as_fit(batches: Iterable[Batch], most: int | None) -> list[Batch]:
    """Those that fit into so many bytes, one at least; None: all."""
    found: list[Batch] = []
    size = 0
    for batch in batches:
        size += 2 * batch.weights.size + batch.inputs.size * (1 if batch.inputs.dtype.kind in "iu" else 8)
        if found and most is not None and size > most:
            break
        found.append(batch)
    return found


def arrays_of(batches: Sequence[Batch], rule: Rule, marks: dict[tuple[float, bool], int]) -> dict[str, np.ndarray]:
    """All sequences of some batches one after the other, each without what fills it up to the longest beside it."""
    found: dict[str, list[np.ndarray]] = {"lengths": [], "inputs": [], "targets": [], "marks": []}
    for batch in batches:
        codes = _codes(batch.weights, asked(rule, batch), marks)
        for b, length in enumerate(batch.lengths):
            found["marks"].append(codes[:length, b])
            found["inputs"].append(batch.inputs[:length, b].ravel())
            found["targets"].append(batch.targets[:length, b].ravel())
        found["lengths"].append(batch.lengths)
    kinds = {"lengths": np.uint16, "marks": np.uint8}
    return {name: _short(np.concatenate(arrays), kinds.get(name)) for name, arrays in found.items()}


def _codes(weights: np.ndarray, counts: np.ndarray, marks: dict[tuple[float, bool], int]) -> np.ndarray:
    """Weight and whether it is asked, at each place (T, B), as the number that `marks` has for both."""
    found = np.zeros(weights.shape, np.uint8)
    for weight in np.unique(weights).tolist():
        for count in (False, True):
            here = (weights == weight) & (counts == count)
            if here.any():
                found[here] = marks.setdefault((weight, count), len(marks))
    return found


def _short(array: np.ndarray, kind: type | None) -> np.ndarray:
    """Numbers in the shortest form that loses nothing: words in a byte each, where there are few."""
    if kind is None and array.dtype.kind in "iu":
        kind = np.uint8 if array.max() < 256 else np.uint16
    return array.astype(kind or np.float64)
