"""A sensor: several smooth signals come in; asked for is the product of two of them, some steps ago."""

import numpy as np

from lstm_core.tasks import Batch, Task

STEPS, DELAY = 60, 4
SIGNALS = ("pressure", "flow", "temperature")
PERIODS = (8.0, 30.0)  # steps of the slow waves that a signal is made of
WAVES = 3
NEAR = 0.15  # the mean error below which a sequence counts as followed


def signals(rng: np.random.Generator, steps: int, batch_size: int) -> np.ndarray:
    """Smooth signals (steps, B, 3) with mean square about 1: sums of waves of random periods and phases."""
    shape = (1, batch_size, len(SIGNALS), WAVES)
    period, phase = rng.uniform(*PERIODS, shape), rng.uniform(0, 2 * np.pi, shape)
    height = rng.normal(0, 1, shape) * np.sqrt(2 / WAVES)
    time = np.arange(steps)[:, None, None, None]
    return (height * np.sin(2 * np.pi * time / period + phase)).sum(axis=-1)


def draw(rng: np.random.Generator, batch_size: int) -> Batch:
    """Three signals; from the first step at which it is known, their delayed product is asked."""
    x = signals(rng, STEPS, batch_size)
    targets = np.zeros((STEPS, batch_size, 1))
    targets[DELAY:, :, 0] = x[:-DELAY, :, 0] * x[:-DELAY, :, 1]
    weights = np.ones((STEPS, batch_size), np.float32)
    weights[:DELAY] = 0
    return Batch(x, targets, weights, np.full(batch_size, STEPS))


def solved(outputs: np.ndarray, batch: Batch) -> np.ndarray:
    """Whether the answers are off by less than 0.15 in the mean, (B,) bool."""
    off = np.abs(outputs - batch.targets)[..., 0] * batch.weights
    return off.sum(axis=0) / batch.weights.sum(axis=0) < NEAR


def unseen(count: int = 200) -> Batch:
    """Signals that training never showed."""
    return draw(np.random.default_rng([4, 256]), count)


TASK = Task(
    title="Sensor",
    claim="Two signals are multiplied, and the product is asked for only some steps later",
    draw=draw,
    solved=solved,
    chance=0.0,
    inputs="numbers",
    input_size=len(SIGNALS),
    output="number",
    outputs=("product",),
    tests={"new signals": unseen},
    published="a sensor made for this project",
)
