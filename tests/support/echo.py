"""A tiny task for tests: say at the end the word that stood at the beginning."""

import numpy as np

from lstm_core.tasks import Batch, Task

VOCABULARY = ("a", "b", "c", "wait", "say")


def draw(rng: np.random.Generator, batch_size: int, gap: int | tuple[int, int] = 0) -> Batch:
    """Sequences 'b wait wait say' of different lengths; the target of the last word is the first."""
    low, high = gap if isinstance(gap, tuple) else (gap, gap)
    lengths = rng.integers(low, high + 1, batch_size) + 2
    steps = np.arange(lengths.max())[:, None]
    inputs = np.full((lengths.max(), batch_size), VOCABULARY.index("wait"))
    inputs[0] = rng.integers(3, size=batch_size)
    inputs[steps >= lengths - 1] = VOCABULARY.index("say")
    targets = np.where(steps == lengths - 1, inputs[0], VOCABULARY.index("wait"))
    weights = (2.0 * (steps == lengths - 1) + 1.0 * (steps < lengths - 1)).astype(np.float32)
    return Batch(inputs, targets, weights, lengths)


def solved(outputs: np.ndarray, batch: Batch) -> np.ndarray:
    """Whether the last word's likeliest successor is the first word."""
    last, columns = batch.lengths - 1, np.arange(len(batch.lengths))
    return outputs[last, columns].argmax(axis=-1) == batch.targets[last, columns]


ECHO = Task(
    title="Echo",
    claim="A word can be kept",
    draw=draw,
    solved=solved,
    chance=1 / 3,
    vocabulary=VOCABULARY,
    levels={"gap": (0, 3, 3)},
)
