"""Adding: the sum of two marked numbers among many (Arjovsky, Shah & Bengio 2016, arXiv 1511.06464)."""

import numpy as np

from lstm_core.tasks import Batch, Raceable, Task, asked_at_the_end, drawn, held_out

NEAR = 0.04  # the error below which Hochreiter & Schmidhuber (1997) call a sum right


def draw(rng: np.random.Generator, batch_size: int, length: int | tuple[int, int] = 100) -> Batch:
    """Pairs (a number from 0 to 1, a mark): one mark in the first half, one in the second; asked for: the sum."""
    lengths, columns = drawn(rng, batch_size, length), np.arange(batch_size)
    x = np.zeros((lengths.max(), batch_size, 2))
    x[:, :, 0] = rng.uniform(0, 1, x.shape[:2])
    x[np.arange(len(x))[:, None] >= lengths] = 0
    first, second = rng.integers(0, lengths // 2), rng.integers(lengths // 2, lengths)
    x[first, columns, 1] = x[second, columns, 1] = 1
    return asked_at_the_end(x, (x[:, :, 0] * x[:, :, 1]).sum(axis=0)[:, None], lengths)


def solved(outputs: np.ndarray, batch: Batch) -> np.ndarray:
    """Whether the sum at the end is off by less than 0.04, (B,) bool."""
    return np.abs(batch.last(outputs) - batch.last(batch.targets))[:, 0] < NEAR


TASK = Task(
    title="Adding",
    claim="Two numbers far apart have to be added, all others ignored",
    draw=draw,
    solved=solved,
    chance=1 - (1 - NEAR) ** 2,  # always saying 1
    inputs="numbers",
    input_size=2,
    output="number",
    outputs=("sum",),
    levels={"length": (2, 100, 100)},
    tests=held_out(draw, "length", 50, 100, 200),
    length=lambda length: length,
    published="Bai, Kolter & Koltun 2018, length 600: loss LSTM 0.164, GRU 0.000053, RNN 0.177; always saying 1 0.167",
    race=Raceable(baseline=lambda length: 1 / 6, recipe={"sequences": 80_000}),
)
