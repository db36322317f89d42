"""Six share prices, week by week, and what those expect of them who do not learn."""

import csv
from pathlib import Path

import numpy as np

FILE = Path(__file__).with_name("stocks.csv")  # plotly.data.stocks(), MIT licence
LEARNED, CHECKED, LAGS = 70, 15, 3  # weeks known, the last of them for stopping in time; past weeks the line reads


def returns() -> tuple[np.ndarray, tuple[str, ...]]:
    """Logarithms of the weekly changes (weeks, shares), and the shares' names."""
    with open(FILE, encoding="utf-8", newline="") as file:
        names, *rows = csv.reader(file)
    prices = np.array([[float(value) for value in row[1:]] for row in rows])
    return np.diff(np.log(prices), axis=0), tuple(names[1:])


def baselines(raw: np.ndarray) -> dict[str, float]:
    """The error of who says: nothing changes, the same again, the mean so far, a line through the last weeks."""
    told = raw[LEARNED:]
    past = np.stack([raw[LAGS - 1 - k : len(raw) - 1 - k].ravel() for k in range(LAGS)], 1)
    past, ahead = np.column_stack([past, np.ones(len(past))]), raw[LAGS:].ravel()
    known = (LEARNED - LAGS) * raw.shape[1]
    line = np.linalg.lstsq(past[:known], ahead[:known], rcond=None)[0]
    return {
        "no change": rms(told),
        "the same again": rms(told - raw[LEARNED - 1 : -1]),
        "the mean change": rms(told - raw[:LEARNED].mean()),
        "a line through three weeks": rms(ahead[known:] - past[known:] @ line),
    }


def rms(error: np.ndarray) -> float:
    """The root of the mean squared error."""
    return float(np.sqrt(np.mean(error**2)))
