"""aⁿbⁿ: some a, then as many b; asked at every b is whether another b comes (Gers & Schmidhuber 2001)."""

import numpy as np

from lstm_core.tasks import Batch, Raceable, Task, drawn, held_out

VOCABULARY = ("a", "b")
OUTPUTS = ("another", "end")


def draw(rng: np.random.Generator, batch_size: int, n: int | tuple[int, int] = 10) -> Batch:
    """n times a, n times b; at every b the next is asked: another b, or after the last one the end."""
    counts = drawn(rng, batch_size, n)
    steps = np.arange(2 * counts.max())[:, None]
    inputs = ((steps >= counts) & (steps < 2 * counts)).astype(int)
    targets = (steps == 2 * counts - 1).astype(int)
    weights = ((steps >= counts) & (steps < 2 * counts)).astype(np.float32)
    return Batch(inputs, targets, weights, 2 * counts)


def solved(outputs: np.ndarray, batch: Batch) -> np.ndarray:
    """Whether the end is expected after the last b and after no other, (B,) bool."""
    return ((outputs.argmax(axis=2) == batch.targets) | (batch.weights == 0)).all(axis=0)


def baseline(n: int) -> float:
    """The loss of who knows how long such texts are in the mean, and does not count: one b in so many is the last."""
    share = 1 / np.mean(np.arange(1, n + 1))
    return float(-share * np.log(share) - (1 - share) * np.log(1 - share)) if share < 1 else 0.0


TASK = Task(
    title="aⁿbⁿ",
    claim="As many b have to come as there were a: the network has to count",
    draw=draw,
    solved=solved,
    chance=0.0,
    vocabulary=VOCABULARY,
    outputs=OUTPUTS,
    levels={"n": (1, 40, 8)},
    tests=held_out(draw, "n", 5, 8, 12),
    length=lambda n: 2 * n,
    published="Gers & Schmidhuber 2001, LSTM recurrent networks learn simple context-free languages",
    race=Raceable(baseline=baseline, trained=lambda n: (1, n), recipe={"sequences": 24_000}),
)
