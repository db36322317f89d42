"""Seasons: one long series with a rhythm, a slow drift and noise; asked for is how it changes to the next row."""

from collections.abc import Callable
from functools import cache
from typing import NamedTuple

import numpy as np

from lstm_core.tasks import Batch, Task

PERIOD, ROWS = 12, 480
WINDOW, SETTLES = 48, 12  # rows of a stretch to learn from; its first ones are read and not scored
LEARNED, CHECKED = 0.7, 0.15  # shares of the rows to learn from, and to measure the band by; the rest is forecast once


class Series(NamedTuple):
    """A series (T,) as a network reads it: values by the rows it learns from, changes in units of a typical one."""

    values: np.ndarray
    inputs: np.ndarray  # (T - 1,)
    changes: np.ndarray  # (T - 1,)
    typical: float

    @property
    def ends(self) -> tuple[int, int]:
        """The steps until which is learned, and until which the band is measured."""
        learned = round(LEARNED * len(self.changes))
        return learned, learned + round(CHECKED * len(self.changes))


def series_of(values: np.ndarray) -> Series:
    """The series; what comes after the learned rows is not known to who scales it."""
    changes = np.diff(values)
    known = round(LEARNED * len(changes))
    middle, spread = values[: known + 1].mean(), values[: known + 1].std()
    typical = float(np.sqrt((changes[:known] ** 2).mean()))
    if not (spread > 0 and typical > 0):
        raise ValueError("the first rows never change; there is nothing to learn from")
    return Series(values, (values[:-1] - middle) / spread, changes / typical, typical)


@cache
def made() -> Series:
    """The shipped series: a rhythm of 12 rows whose height comes and goes, a drift, noise that wears off slowly."""
    rng, time = np.random.default_rng(12), np.arange(ROWS)
    noise = np.zeros(ROWS)
    for t in range(1, ROWS):
        noise[t] = 0.6 * noise[t - 1] + rng.normal(0, 0.5)
    height = 4 + 1.5 * np.sin(2 * np.pi * time / 150)
    rhythm = np.sin(2 * np.pi * time / PERIOD) + 0.4 * np.sin(4 * np.pi * time / PERIOD + 1)
    return series_of(12 + 2 * np.sin(2 * np.pi * time / 200) + height * rhythm + noise)


def stretches(series: Series, rng: np.random.Generator, batch_size: int) -> Batch:
    """Stretches of the learned rows."""
    known = series.ends[0]
    size = min(WINDOW, known)
    steps = rng.integers(0, known - size + 1, batch_size) + np.arange(size)[:, None]
    weights = np.ones(steps.shape, np.float32)
    weights[: min(SETTLES, size // 2)] = 0
    return Batch(series.inputs[steps][..., None], series.changes[steps][..., None], weights, np.full(batch_size, size))


def last_rows(series: Series) -> Batch:
    """The whole series once; scored are the rows that training never showed."""
    told, steps = series.ends[1], len(series.changes)
    weights = (np.arange(steps) >= told).astype(np.float32)[:, None]
    return Batch(series.inputs[:, None, None], series.changes[:, None, None], weights, np.array([steps]))


def solved(outputs: np.ndarray, batch: Batch) -> np.ndarray:
    """Whether the forecasts are nearer than “no change”, (B,) bool."""
    off, still = (
        (array[..., 0] ** 2 * batch.weights).sum(axis=0) for array in (outputs - batch.targets, batch.targets)
    )
    return off < still


def task_of(series: Callable[[], Series], title: str) -> Task:
    """Forecasting that series, one row ahead."""
    return Task(
        title=title,
        claim="What comes next follows a rhythm, and nobody says which",
        draw=lambda rng, batch_size: stretches(series(), rng, batch_size),
        solved=solved,
        chance=0.0,
        inputs="numbers",
        input_size=1,
        output="number",
        outputs=("change",),
        tests={"the last rows": lambda: last_rows(series())},
        published="a series made for this project",
    )


TASK = task_of(made, "Seasons")
