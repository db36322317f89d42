"""Brackets: two kinds are opened and closed; asked at the end is which bracket has to close next."""

import numpy as np

from lstm_core.tasks import Batch, Raceable, Task, asked_at_the_end, drawn, held_out

OPENS, CLOSES = "([", ")]"
VOCABULARY = (*OPENS, *CLOSES)


def text(rng: np.random.Generator, length: int) -> list[int]:
    """`length` brackets, each closed by its own kind; at the end at least one is open."""
    found: list[int] = []
    open_: list[int] = []
    coins, kinds = rng.random(length) < 0.5, rng.integers(0, 2, length)
    for place in range(length):
        last = place == length - 1
        if len(open_) <= last or coins[place]:  # the last one never closes the only one that is open
            open_.append(int(kinds[place]))
            found.append(open_[-1])
        else:
            found.append(len(OPENS) + open_.pop())
    return found


def last_open(ids: list[int]) -> int:
    """The kind of the bracket that has to close next."""
    open_: list[int] = []
    for one in ids:
        if one < len(OPENS):
            open_.append(one)
        else:
            open_.pop()
    return open_[-1]


def draw(rng: np.random.Generator, batch_size: int, length: int | tuple[int, int] = 16) -> Batch:
    """Texts of so many brackets; at the last one it is asked which has to close next."""
    lengths = drawn(rng, batch_size, length)
    inputs = np.zeros((lengths.max(), batch_size), int)
    answers = np.zeros(batch_size, int)
    for column, count in enumerate(lengths):
        ids = text(rng, int(count))
        inputs[:count, column], answers[column] = ids, last_open(ids)
    return asked_at_the_end(inputs, answers, lengths)


def solved(outputs: np.ndarray, batch: Batch) -> np.ndarray:
    """Whether the likelier bracket is the one that has to close, (B,) bool."""
    return batch.last(outputs).argmax(axis=-1) == batch.last(batch.targets)


TASK = Task(
    title="Brackets",
    claim="What was opened last has to be closed first, and there are two kinds",
    draw=draw,
    solved=solved,
    chance=1 / 2,
    vocabulary=VOCABULARY,
    outputs=tuple(CLOSES),
    levels={"length": (2, 60, 12)},
    tests=held_out(draw, "length", 8, 12, 24),
    length=lambda length: length,
    published="Dyck words of two kinds of brackets; no paper's number is compared here",
    race=Raceable(
        baseline=lambda length: float(np.log(2)),
        trained=lambda length: (2, length),
        recipe={"sequences": 24_000},
    ),
)
