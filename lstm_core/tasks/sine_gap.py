"""A sine with a gap: a wave is seen through noise, then hidden for some steps; its phase has to be kept."""

import numpy as np

from lstm_core.tasks import Batch, Task, drawn

PERIOD, SEEN, AFTER = 12, 24, 6  # steps of one wave; steps seen before the gap, and after it
SETTLES = 6  # steps that are read before an answer is scored
HEIGHTS, NOISE = (0.5, 1.5), 0.2  # of the wave; standard deviation of what is seen
NEAR = 0.2  # the mean error below which a gap counts as bridged


def draw(rng: np.random.Generator, batch_size: int, gap: int | tuple[int, int] = 24) -> Batch:
    """Pairs (the value with its noise, whether it is seen), both 0 inside the gap; asked for: the wave's next value."""
    gaps = drawn(rng, batch_size, gap)
    lengths = SEEN + gaps + AFTER
    steps = np.arange(lengths.max() + 1)[:, None]
    height, phase = rng.uniform(*HEIGHTS, batch_size), rng.uniform(0, 2 * np.pi, batch_size)
    wave = height * np.sin(2 * np.pi * steps / PERIOD + phase)  # (T + 1, B)
    seen = (steps[:-1] < SEEN) | (steps[:-1] >= SEEN + gaps)
    noisy = wave[:-1] + rng.normal(0, NOISE, wave[:-1].shape)
    inputs = np.stack([noisy * seen, seen], axis=2).astype(np.float64)
    inside = steps[:-1] < lengths
    weights = (inside & (steps[:-1] >= SETTLES)).astype(np.float32)
    return Batch(inputs * inside[..., None], wave[1:, :, None], weights, lengths)


def hidden(batch: Batch) -> np.ndarray:
    """(T, B) bool: the steps inside the gap, where nothing is seen."""
    inside = np.arange(len(batch.inputs))[:, None] < batch.lengths
    return inside & (batch.inputs[:, :, 1] == 0)


def solved(outputs: np.ndarray, batch: Batch) -> np.ndarray:
    """Whether the answers inside the gap are off by less than 0.2 in the mean, (B,) bool."""
    gap = hidden(batch)
    off = (np.abs(outputs - batch.targets)[..., 0] * gap).sum(axis=0)
    return off / np.maximum(gap.sum(axis=0), 1) < NEAR


def unseen(gap: int = 24, count: int = 200) -> Batch:
    """Waves that training never showed."""
    return draw(np.random.default_rng([gap, 256]), count, gap=gap)


TASK = Task(
    title="Sine with a gap",
    claim="A wave is hidden for a while, and the network has to keep its phase",
    draw=draw,
    solved=solved,
    chance=0.0,
    inputs="numbers",
    input_size=2,
    output="number",
    outputs=("next value",),
    levels={"gap": (6, 48, 24)},
    tests={"gap 24": unseen},
    length=lambda gap: SEEN + gap + AFTER,
    published="a wave made for this project",
)
