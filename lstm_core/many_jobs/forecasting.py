"""A forecast of one series: one row ahead, or left alone for many, each with a band from rows that it did not learn."""

from collections.abc import Iterator
from typing import NamedTuple

import numpy as np

from lstm_core.cell import Cell
from lstm_core.learning.config import Config
from lstm_core.learning.train import Progress, fit, new_network
from lstm_core.networks.network import Network
from lstm_core.own_data.limits import FEWEST_ROWS
from lstm_core.tasks import seasons
from lstm_core.tasks.seasons import Series

MOST_ROWS = 20_000
LARGEST, FARTHEST = 1e100, 1e6  # a number whose square can be summed; typical distances of the rows that are learned
SHORTEST, LONGEST = 2, 60  # rows of a period that is looked for
WITHIN = (0.1, 0.9)  # the shares of errors between which a band lies
ORIGINS = 60  # from so many rows the errors of a forecast that is left alone are measured
OWN = Config(
    "lstm", "seasons", hidden_size=16, embedding_size=0, steps=400, batch_size=32, rate=0.01, curriculum="none"
)


class Forecast(NamedTuple):
    """Values (N,) that are expected, and the band that four of five fall into."""

    values: np.ndarray
    low: np.ndarray
    high: np.ndarray


def series(values: np.ndarray, who: str) -> Series:
    """One column as a series; ValueError, in a sentence, where it has too few rows or numbers that tell nothing."""
    if not FEWEST_ROWS <= len(values) <= MOST_ROWS:
        rows = "1 row" if len(values) == 1 else f"{len(values):,} rows"
        raise ValueError(f"{who} has {rows}; a forecast takes from {FEWEST_ROWS} to {MOST_ROWS:,}")
    values = np.asarray(values, float)
    least, most = values.min(), values.max()
    if max(-least, most) > LARGEST or 0 < most - least < 1 / LARGEST:
        said = "numbers of this size cannot be computed with; write them in another unit"
        raise ValueError(f"{who} goes from {least:.3g} to {most:.3g}: {said}")
    own = seasons.series_of(values)
    if not own.changes[own.ends[1] :].any():
        raise ValueError(f"{who} never changes in its last rows; there is nothing to forecast")
    far = np.maximum(np.abs(own.inputs), np.abs(own.changes)) > FARTHEST
    if far.any():
        row = int(far.argmax())
        raise ValueError(
            f"{who} goes from {values[row]:.3g} to {values[row + 1]:.3g} after row {row + 1:,} of numbers, beyond all "
            "that the rows before could teach; take such rows out"
        )
    return own


def period(own: Series) -> int:
    """After how many rows the learned values are most like themselves again."""
    known = own.values[: own.ends[0]]
    steady = known - np.linspace(known[0], known[-1], len(known))
    x = steady - steady.mean()
    most = min(LONGEST, len(x) // 3)
    alike = [float(x[:-k] @ x[k:]) / (len(x) - k) for k in range(1, most + 2)]
    peaks = [k + 1 for k in range(1, most) if alike[k - 1] < alike[k] >= alike[k + 1]]
    return max(peaks, key=lambda k: alike[k - 1], default=SHORTEST)


def learn(own: Series, network: Network, config: Config = OWN) -> Iterator[Progress]:
    """Train on the learned rows of a series."""
    return fit(network, seasons.task_of(lambda: own, "own series"), config)


def untrained(own: Series, cell: Cell, config: Config = OWN) -> Network:
    """The network that such a training begins with."""
    return new_network(cell, seasons.task_of(lambda: own, "own series"), config)


def one_ahead(network: Network, own: Series) -> Forecast:
    """What each row is expected to be from those before it: (T - 1,)."""
    said = network.run(own.inputs[:, None, None]).logits[:, 0, 0]
    values = own.values[:-1] + said * own.typical
    known, told = own.ends
    low, high = np.quantile((own.values[1:] - values)[known:told], WITHIN)
    return Forecast(values, values + low, values + high)


def left_alone(network: Network, own: Series, steps: int) -> Forecast:
    """The rows after those that were told, each from the one before it, (steps,)."""
    known, told = own.ends
    origins = np.unique(np.linspace(known - min(known, steps), max(told - steps, 1), ORIGINS).astype(int))
    origins = origins[(origins > 0) & (origins + steps < len(own.values))]
    paths = np.stack([_alone(network, own, int(origin), steps) for origin in origins])
    off = np.stack([own.values[origin + 1 : origin + 1 + steps] for origin in origins]) - paths
    low, high = np.quantile(off, WITHIN, axis=0)
    values = _alone(network, own, told, steps)
    return Forecast(values, values + low, values + high)


def _alone(network: Network, own: Series, origin: int, steps: int) -> np.ndarray:
    """The `steps` rows after row `origin`, which is the last that is read."""
    low, high = own.values[:-1].argmin(), own.values[:-1].argmax()
    slope = (own.inputs[high] - own.inputs[low]) / (own.values[high] - own.values[low])
    run = network.run(own.inputs[: origin + 1, None, None])
    value, state, found = own.values[origin], run.final, []
    change = run.logits[-1, 0, 0]
    for _ in range(steps):
        value = value + change * own.typical
        found.append(value)
        run = network.run(np.array([[[own.inputs[low] + slope * (value - own.values[low])]]]), state=state)
        state, change = run.final, run.logits[0, 0, 0]
    return np.array(found)
