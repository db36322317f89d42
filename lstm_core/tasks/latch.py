"""Latch: one sign, then noise, then the question which sign it was (after Bengio, Simard & Frasconi 1994)."""

import numpy as np

from lstm_core.tasks import Batch, Raceable, Task, asked_at_the_end, drawn, held_out

NOISE = 0.2  # standard deviation of every number after the first


def draw(rng: np.random.Generator, batch_size: int, lag: int | tuple[int, int] = 200) -> Batch:
    """-1 or +1, then `lag` steps of noise N(0, 0.2²); at the last of them the sign is asked."""
    lengths = drawn(rng, batch_size, lag) + 1
    x = rng.normal(0, NOISE, (lengths.max(), batch_size, 1))
    positive = rng.integers(0, 2, batch_size)
    x[0, :, 0] = 2 * positive - 1
    x[np.arange(len(x))[:, None] >= lengths] = 0
    return asked_at_the_end(x, positive, lengths)


def solved(outputs: np.ndarray, batch: Batch) -> np.ndarray:
    """Whether the likelier sign at the end is the right one, (B,) bool."""
    return batch.last(outputs).argmax(axis=-1) == batch.last(batch.targets)


TASK = Task(
    title="Latch",
    claim="One sign has to be held against noise until it is asked for",
    draw=draw,
    solved=solved,
    chance=1 / 2,
    inputs="numbers",
    input_size=1,
    outputs=("minus", "plus"),
    levels={"lag": (1, 200, 200)},
    tests=held_out(draw, "lag", 100, 200, 400),
    length=lambda lag: lag + 1,
    published="after Bengio, Simard & Frasconi 1994, who report no number for this version",
    race=Raceable(baseline=lambda lag: float(np.log(2)), recipe={"sequences": 20_000}),
)
