"""Several seeds in one number, or in the words of one."""

from collections.abc import Iterable, Sequence

import numpy as np

from lstm_core.said import percent


def mean(shares: Iterable[float]) -> float:
    """Of what every seed has."""
    return float(np.mean(list(shares)))


def spread(shares: Sequence[float]) -> str:
    """From the lowest seed to the highest: "12 % to 15 %", "12 %" where nobody could tell them apart."""
    low, high = percent(min(shares)), percent(max(shares))
    return low if low == high else f"{low} to {high}"
