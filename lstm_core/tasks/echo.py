"""Echo: letters come one after the other; asked at the end is the one that came so many steps before."""

import numpy as np

from lstm_core.tasks import Batch, Raceable, Task, asked_at_the_end, drawn, held_out

LETTERS = ("a", "b", "c", "d")
BEFORE = 5  # letters that may come before the one that is asked


def draw(rng: np.random.Generator, batch_size: int, lag: int | tuple[int, int] = 3) -> Batch:
    """Random letters, up to five of them before the one that comes back; `lag` steps after it, it is asked."""
    lags = drawn(rng, batch_size, lag)
    lengths = rng.integers(0, BEFORE + 1, batch_size) + lags + 1
    inputs = rng.integers(0, len(LETTERS), (lengths.max(), batch_size))
    inputs[np.arange(len(inputs))[:, None] >= lengths] = 0
    return asked_at_the_end(inputs, inputs[lengths - 1 - lags, np.arange(batch_size)], lengths)


def solved(outputs: np.ndarray, batch: Batch) -> np.ndarray:
    """Whether the likeliest letter at the end is the one that came then, (B,) bool."""
    return batch.last(outputs).argmax(axis=-1) == batch.last(batch.targets)


TASK = Task(
    title="Echo",
    claim="What came some steps ago has to come back, whatever came since",
    draw=draw,
    solved=solved,
    chance=1 / len(LETTERS),
    vocabulary=LETTERS,
    levels={"lag": (1, 40, 3)},
    tests=held_out(draw, "lag", 2, 3, 6),
    length=lambda lag: lag + 1 + BEFORE,
    published="an old test of a memory; no paper's number is compared here",
    race=Raceable(baseline=lambda lag: float(np.log(len(LETTERS))), recipe={"sequences": 30_000}),
)
