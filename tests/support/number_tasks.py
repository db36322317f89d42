"""Three tiny tasks for tests: a sum of numbers, whether it is positive, and the next frame of a moving dot."""

import numpy as np

from lstm_core.tasks import Batch, Task

SIDE, STEPS = 4, 5


def draw_sum(rng: np.random.Generator, batch_size: int, steps: int | tuple[int, int] = 4) -> Batch:
    """Numbers of which every second one counts (a 1 beside it); two answers: their sum and its double."""
    low, high = steps if isinstance(steps, tuple) else (steps, steps)
    lengths = rng.integers(low, high + 1, batch_size)
    here = np.arange(lengths.max())[:, None] < lengths  # (T, B)
    marks = (np.arange(lengths.max())[:, None] % 2 == 0) & here
    inputs = np.stack([rng.uniform(-0.5, 0.5, here.shape) * here, marks], axis=-1)
    total = (inputs[..., 0] * marks).sum(axis=0)
    targets = np.broadcast_to(total[:, None] * [1, 2], (*here.shape, 2))
    last = np.arange(lengths.max())[:, None] == lengths - 1
    return Batch(inputs, targets, last.astype(np.float32), lengths)


def near(outputs: np.ndarray, batch: Batch) -> np.ndarray:
    """Whether both answers at the end are at most 0.2 off."""
    return (np.abs(batch.last(outputs) - batch.last(batch.targets)) < 0.2).all(axis=-1)


def draw_sign(rng: np.random.Generator, batch_size: int) -> Batch:
    """The same sum; the answer is whether it is positive."""
    batch = draw_sum(rng, batch_size)
    return Batch(batch.inputs, (batch.targets[..., 0] > 0).astype(int), batch.weights, batch.lengths)


def chosen(outputs: np.ndarray, batch: Batch) -> np.ndarray:
    """Whether the likeliest answer at the end is right."""
    return batch.last(outputs).argmax(axis=-1) == batch.last(batch.targets)


def draw_dots(rng: np.random.Generator, batch_size: int) -> Batch:
    """A lit pixel that moves one column a step, around the border; the target is the next frame."""
    row, column = rng.integers(SIDE, size=(2, batch_size))
    frames = np.zeros((STEPS + 1, batch_size, 1, SIDE, SIDE))
    for t in range(STEPS + 1):
        frames[t, np.arange(batch_size), 0, row, (column + t) % SIDE] = 1
    return Batch(frames[:-1], frames[1:], np.ones((STEPS, batch_size)), np.full(batch_size, STEPS))


def predicted(outputs: np.ndarray, batch: Batch) -> np.ndarray:
    """Whether the brightest pixel of the last frame is the right one."""
    last, target = batch.last(outputs), batch.last(batch.targets)
    return last.reshape(len(last), -1).argmax(axis=1) == target.reshape(len(target), -1).argmax(axis=1)


NUMBERS = {"inputs": "numbers", "claim": "Numbers can be read", "chance": 0.5}
SUM = Task(
    title="Sum",
    draw=draw_sum,
    solved=near,
    input_size=2,
    output="number",
    outputs=("sum", "double"),
    levels={"steps": (2, 6, 4)},
    length=lambda steps: steps,
    **NUMBERS,
)
SIGN = Task(title="Sign", draw=draw_sign, solved=chosen, input_size=2, outputs=("negative", "positive"), **NUMBERS)
DOTS = Task(
    title="Dots", draw=draw_dots, solved=predicted, input_size=1, output="number", outputs=("light",), **NUMBERS
)
