"""Adding 1997, experiment 4 of Hochreiter & Schmidhuber: two marked numbers, sequences of T to 1.1 T steps."""

import numpy as np

from lstm_core.tasks import Batch, Raceable, Task, asked_at_the_end, drawn, held_out

NEAR = 0.04
EARLY = 10  # the first mark stands on one of the first ten pairs


def draw(rng: np.random.Generator, batch_size: int, length: int | tuple[int, int] = 100) -> Batch:
    """Pairs (a number from -1 to 1, a mark); asked for: 0.5 + (X1 + X2) / 4, the sum of the two marked 1, scaled.

    X1 is one of the first ten pairs, X2 another of the first T / 2. The first and the last pair are marked -1; "in the
    rare case where the first pair gets marked", its number is set to 0. T grows by up to a tenth from each `length`.
    """
    shortest, columns = drawn(rng, batch_size, length), np.arange(batch_size)
    lengths = rng.integers(shortest, shortest + shortest // 10 + 1)
    x = np.zeros((lengths.max(), batch_size, 2))
    x[:, :, 0] = rng.uniform(-1, 1, x.shape[:2])
    x[np.arange(len(x))[:, None] >= lengths] = 0
    first = rng.integers(0, EARLY, batch_size)
    second = rng.integers(0, shortest // 2 - 1)  # among the T / 2 - 1 pairs of the first half that are still unmarked
    second += second >= first
    x[first, columns, 1] = x[second, columns, 1] = 1
    x[0, (first == 0) | (second == 0), 0] = 0
    answers = 0.5 + (x[:, :, 0] * x[:, :, 1]).sum(axis=0) / 4
    x[0, :, 1] = x[lengths - 1, columns, 1] = -1
    return asked_at_the_end(x, answers[:, None], lengths)


def solved(outputs: np.ndarray, batch: Batch) -> np.ndarray:
    """Whether the answer at the end is off by less than 0.04, (B,) bool."""
    return np.abs(batch.last(outputs) - batch.last(batch.targets))[:, 0] < NEAR


def first_is_marked(length: int) -> float:
    """The probability that one of the two marks falls on the first pair, where it counts for nothing."""
    return 1 / EARLY + (1 - 1 / EARLY) / (length // 2 - 1)


def blind(length: int) -> float:
    """The share of sequences that always saying 0.5 gets right: |X1 + X2| < 0.16, or |X| < 0.16 where one is 0."""
    one, near = first_is_marked(length), 4 * NEAR
    return (1 - one) * (1 - (1 - near / 2) ** 2) + one * near


TASK = Task(
    title="Adding (1997)",
    claim="Two numbers have to be caught early, added, and held to the end",
    draw=draw,
    solved=solved,
    chance=blind(100),
    inputs="numbers",
    input_size=2,
    output="number",
    outputs=("scaled sum",),
    levels={"length": (2 * EARLY + 2, 100, 100)},
    tests=held_out(draw, "length", 50, 100, 200),
    length=lambda length: length + length // 10,
    published="Hochreiter & Schmidhuber 1997, T = 100: 1 of 2,560 wrong after 74,000 sequences (LSTM, 10 trials)",
    race=Raceable(
        # Two numbers of variance 1/3, divided by 4; only one where the first pair is marked.
        baseline=lambda length: (2 - first_is_marked(length)) / 48,
        reported={(100, "LSTM 1997"): 74_000},
        wrong=1,
        recipe={"sequences": 80_000},
    ),
)
