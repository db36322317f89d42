"""Series that a person supplies: a table, or arrays; each column is forecast from all of them, one row ahead."""

from typing import NamedTuple

import numpy as np

from lstm_core.own_data.arrays import is_arrays, read_arrays
from lstm_core.own_data.given import content_of
from lstm_core.own_data.limits import FEWEST_ROWS
from lstm_core.own_data.names import plain_name
from lstm_core.own_data.table import MOST_COLUMNS, Table, read_table
from lstm_torch.data.digest import digest

MOST_ROWS = 200_000
LEARNED, CHECKED = 0.7, 0.15  # shares of the rows to learn from and to stop by; the rest is forecast once
LAGS = 3  # past changes that the straight line reads


class Series(NamedTuple):
    """Columns of numbers (T, D): their names, how they were read, what they are called."""

    title: str
    columns: tuple[str, ...]
    values: np.ndarray
    notes: tuple[str, ...]

    @property
    def about(self) -> dict:
        """What a run keeps of the data that it began with."""
        said = f"{self.title}: {len(self.values):,} rows of {', '.join(self.columns)}"
        return {"from": said, "sha256": digest([self.values, *self.columns]), "notes": list(self.notes)}


def open_series(name: str) -> Series:
    """The table, .npz or .npy of that name; FileNotFoundError or ValueError in a sentence."""
    content, who = content_of(name, "table"), plain_name(name)
    columns, values, notes = of_arrays(content, who) if is_arrays(content) else read_table(content, who)
    if not FEWEST_ROWS <= len(values) <= MOST_ROWS:
        raise ValueError(f"{who} has {len(values):,} rows; a forecast takes from {FEWEST_ROWS} to {MOST_ROWS:,}")
    changes = np.diff(values[: ends(len(values) - 1)[0] + 1], axis=0)
    moves = changes.std(0) > 1e-9 * np.maximum(np.abs(changes).max(0), 1e-300)
    left = [f"“{column}”" for column, own in zip(columns, moves, strict=True) if not own]
    if not moves.any():
        raise ValueError(f"{who} has no column to forecast: every row changes each of them by the same step")
    if left:
        notes = (*notes, f"Left out, because every row changes them by the same step: {', '.join(left)}.")
    return Series(who, tuple(np.array(columns)[moves].tolist()), values[:, moves], notes)


def of_arrays(content: bytes, who: str) -> Table:
    """The one array (T,) or (T, D) of a file."""
    arrays = read_arrays(content, who)
    if len(arrays) != 1:
        raise ValueError(f"{who} needs one array (T, D) or (T,), it has {', '.join(arrays) or 'none'}"[:300])
    (array,) = arrays.values()
    if array.ndim not in (1, 2) or array.dtype.kind not in "iuf" or array.size == 0:
        raise ValueError(f"{who} needs numbers (T, D) or (T,), it has {array.dtype} {array.shape}")
    values = array.reshape(len(array), -1).astype(np.float64)
    if values.shape[1] > MOST_COLUMNS or not np.isfinite(values).all():
        raise ValueError(f"{who} has more than {MOST_COLUMNS:,} columns, or numbers that are not finite")
    names = tuple(f"column {k}" for k in range(1, values.shape[1] + 1))
    return Table(names, values, ("Read as arrays of numbers.",))


def ends(steps: int) -> tuple[int, int]:
    """The steps until which is learned, and until which is checked."""
    learned = round(LEARNED * steps)
    return learned, learned + round(CHECKED * steps)


class Scaled(NamedTuple):
    """What a network reads and says: values as they lie in the learned rows, changes in units of a typical one."""

    inputs: np.ndarray  # (T - 1, D)
    changes: np.ndarray  # (T - 1, D)
    middle: np.ndarray  # (D,) of the values
    spread: np.ndarray  # (D,) of the values
    typical: np.ndarray  # (D,): the root of the mean squared change


def scaled(values: np.ndarray) -> Scaled:
    """Everything by the rows that are learned from: what comes later is not known to who forecasts."""
    changes = np.diff(values, axis=0)
    known = ends(len(changes))[0]
    middle, spread = values[: known + 1].mean(0), values[: known + 1].std(0)
    typical = np.sqrt((changes[:known] ** 2).mean(0))
    return Scaled((values[:-1] - middle) / spread, changes / typical, middle, spread, typical)


def to_learn(steps: int, size: int) -> np.ndarray:
    """(size, N): the steps of stretches that overlap by half, up to `steps`."""
    starts = np.unique([*range(0, steps - size, max(1, size // 2)), steps - size])
    return starts + np.arange(size)[:, None]


def to_check(first: int, last: int, size: int) -> tuple[np.ndarray, np.ndarray]:
    """(size, N) steps of stretches, and whether they are scored: each step from `first` on once, in a second half.

    In its first half a network comes to know where it is.
    """
    half = size // 2
    steps = np.arange(first - half, last - half, size - half) + np.arange(size)[:, None]
    scored = (np.arange(size)[:, None] >= half) & (steps < last)
    return np.minimum(steps, last - 1), scored


def baselines(found: Scaled) -> dict[str, np.ndarray]:
    """The changes (T - told, D) that those expect who do not learn: none, the last again, the mean, a straight line."""
    changes, (_, told) = found.changes, ends(len(found.changes))
    known = ends(len(changes))[0]
    past = np.concatenate([changes[LAGS - 1 - k : len(changes) - 1 - k] for k in range(LAGS)], 1)
    past = np.concatenate([past, found.inputs[LAGS:], np.ones((len(past), 1))], 1)  # of the steps from LAGS on
    line = np.linalg.lstsq(past[: known - LAGS], changes[LAGS:known], rcond=None)[0]
    return {
        "no change": np.zeros_like(changes[told:]),
        "the same change again": changes[told - 1 : -1],
        "the mean change": np.broadcast_to(changes[:known].mean(0), changes[told:].shape),
        "a straight line through the last rows": past[told - LAGS :] @ line,
    }
