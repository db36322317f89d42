"""Temporal order 6a of Hochreiter & Schmidhuber (1997): which of X and Y came first, and which second?"""

from collections.abc import Mapping
from functools import partial

import numpy as np

from lstm_core.tasks import Batch, Raceable, Task, asked_at_the_end, drawn, held_out

VOCABULARY = (*"abcd", "X", "Y", "E", "B")
X, Y, START, TRIGGER = 4, 5, 6, 7
WINDOWS = ((10, 20), (50, 60))  # where the letters stand, in percent of T
TOLERANCE = 0.3  # every output is off by less than this


def draw(
    windows: tuple[tuple[int, int], ...],
    rng: np.random.Generator,
    batch_size: int,
    length: int | tuple[int, int] = 100,
) -> Batch:
    """E, then letters a-d with an X or a Y in each window, then B; asked for at B: which they were, in order.

    Class k spells them as binary digits, X 0 and Y 1. T grows by up to a tenth from each `length`.
    """
    shortest, columns = drawn(rng, batch_size, length), np.arange(batch_size)
    lengths = rng.integers(shortest, shortest + shortest // 10 + 1)
    ids = rng.integers(0, 4, (lengths.max(), batch_size))
    ids[0] = START
    answers = np.zeros(batch_size, dtype=int)
    for low, high in windows:
        places = rng.integers(-(-low * shortest // 100), high * shortest // 100 + 1)
        came = rng.integers(0, 2, batch_size)
        ids[places, columns] = X + came
        answers = 2 * answers + came
    ids[np.arange(len(ids))[:, None] >= lengths - 1] = TRIGGER
    return asked_at_the_end(ids, answers, lengths)


def solved(outputs: np.ndarray, batch: Batch) -> np.ndarray:
    """Whether the probability of every class at the end is less than 0.3 from what it should be, (B,) bool."""
    e = np.exp(batch.last(outputs) - batch.last(outputs).max(axis=-1, keepdims=True))
    off = np.abs(e / e.sum(axis=-1, keepdims=True) - np.eye(e.shape[1])[batch.last(batch.targets)])
    return (off < TOLERANCE).all(axis=-1)


def temporal_order(
    title: str,
    windows: tuple[tuple[int, int], ...],
    classes: str,
    shortest: int,
    published: str,
    reported: Mapping[tuple[int, str], int],
    wrong: int,
    sequences: int,
) -> Task:
    """The task with one X or Y in each window and a class for every order of them; what papers report."""
    drawing = partial(draw, windows)
    return Task(
        title=title,
        claim="What came first and what second has to be known long after both",
        draw=drawing,
        solved=solved,
        chance=1 / len(classes),
        vocabulary=VOCABULARY,
        outputs=tuple(classes),
        levels={"length": (shortest, 100, 100)},
        tests=held_out(drawing, "length", 50, 100, 200),
        length=lambda length: length + length // 10,
        published=published,
        race=Raceable(
            baseline=lambda length: float(np.log(len(classes))),
            reported=reported,
            wrong=wrong,
            recipe={"sequences": sequences},
        ),
    )


TASK = temporal_order(
    "Temporal order",
    WINDOWS,
    "QRSU",
    10,
    published="Hochreiter & Schmidhuber 1997, 6a: 1 of 2,560 wrong after 31,390 sequences (LSTM, 20 trials)",
    reported={(100, "LSTM 1997"): 31_390},
    wrong=1,
    sequences=60_000,
)
