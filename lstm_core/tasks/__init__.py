"""One file = one task, found by looking; this file says what a task is and what a batch of it looks like."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import partial

import numpy as np


@dataclass(frozen=True)
class Batch:
    """Sequences side by side, padded at the end: inputs (T, B) ids, (T, B, D) numbers or
    (T, B, D, height, width) images, weights (T, B).

    Targets are ids (T, B) for a choice, numbers (T, B, K) otherwise. A target of weight 0 is not scored; padding never
    is. `lengths` (B,) counts the steps before the padding.
    """

    inputs: np.ndarray
    targets: np.ndarray
    weights: np.ndarray
    lengths: np.ndarray

    def last(self, array: np.ndarray) -> np.ndarray:
        """What an array (T, B, …) holds at the last step of each sequence, (B, …)."""
        return array[self.lengths - 1, np.arange(len(self.lengths))]


@dataclass(frozen=True)
class Raceable:
    """What a race has to know of a task: the mark to beat, what papers needed, and what to train with.

    `baseline(level)` is the expected loss of the best answer that ignores the inputs: the line that a racer has to get
    below. `trained(level)` is the lowest and the highest level that training at this one meets. `reported` is
    {(level, who): sequences that a paper says its network needed}; `wrong` is how many of 2,560 fresh sequences the
    paper's criterion lets pass. `recipe` is what every lane trains with: fields of Config, and `sequences`.
    """

    baseline: Callable[[int], float]
    trained: Callable[[int], tuple[int, int]] = lambda level: (level, level)
    reported: Mapping[tuple[int, str], int] = field(default_factory=dict)
    wrong: int = 0
    recipe: Mapping[str, float] = field(default_factory=dict)


@dataclass(frozen=True)
class Task:
    """A question that a recurrent network can learn to answer, with its levels of difficulty.

    `draw(rng, B, **levels) -> Batch`; `solved(outputs, batch) -> (B,) bool`, where outputs are logits (T, B, K) for a
    choice and numbers (T, B, K) for a number, named by `outputs` (empty: by the vocabulary); `levels` gives
    {name: (easiest, hardest, default)}; `tests` are batches that training never shows; `chance` is the share that a
    blind guess solves. `length` gives the steps of the longest sequence at a level (None: a batch is drawn to see).
    `published` says what papers report; `race` what a race needs to know (None: the task is not raced).
    """

    title: str
    claim: str
    draw: Callable[..., Batch]
    solved: Callable[[np.ndarray, Batch], np.ndarray]
    chance: float
    inputs: str = "words"  # or "numbers", "images"
    vocabulary: tuple[str, ...] = ()
    input_size: int | None = None
    output: str = "choice"
    outputs: tuple[str, ...] = ()
    levels: Mapping[str, tuple[int, int, int]] = field(default_factory=dict)
    tests: Mapping[str, Callable[[], Batch]] = field(default_factory=dict)
    length: Callable[[int], int] | None = None
    published: str = ""
    race: Raceable | None = None

    def __post_init__(self) -> None:
        if self.race and not (self.levels and self.length):
            raise ValueError(f"{self.title} is raced at a level, up to a length: it needs `levels` and `length`")

    def sample(self, rng: np.random.Generator, batch_size: int, **levels: int | tuple[int, int]) -> Batch:
        """A batch of B = `batch_size` sequences; a level is one value or a range (low, high) drawn per sequence."""
        if batch_size < 1:
            raise ValueError(f"{self.title} needs at least one sequence, got a batch of {batch_size}")
        for name, level in levels.items():
            if name not in self.levels:
                raise ValueError(f"{self.title} has no level {name!r}, only {', '.join(self.levels) or 'none'}")
            low, high = level if isinstance(level, tuple) else (level, level)
            if not self.levels[name][0] <= low <= high:
                raise ValueError(f"{self.title}: {name} runs upward from {self.levels[name][0]}, got {level}")
        return self.draw(rng, batch_size, **levels)


def drawn(rng: np.random.Generator, batch_size: int, level: int | tuple[int, int]) -> np.ndarray:
    """The level of each sequence, (B,): one value, or one from a range, both ends included."""
    low, high = level if isinstance(level, tuple) else (level, level)
    return rng.integers(low, high + 1, batch_size)


def asked_at_the_end(inputs: np.ndarray, answers: np.ndarray, lengths: np.ndarray) -> Batch:
    """A batch whose sequences are asked once, at their last step: answers (B,) ids or (B, K) numbers."""
    columns, shape = np.arange(len(lengths)), inputs.shape[:2]
    targets = np.zeros((*shape, *answers.shape[1:]), answers.dtype)
    weights = np.zeros(shape, np.float32)
    targets[lengths - 1, columns], weights[lengths - 1, columns] = answers, 1
    return Batch(inputs, targets, weights, lengths)


def held_out(draw: Callable[..., Batch], name: str, *levels: int) -> dict[str, Callable[[], Batch]]:
    """{"lag 20": a function that draws the same 256 sequences of that level every time}, for `Task.tests`."""
    return {f"{name} {level}": partial(_held_out, draw, name, level) for level in levels}


def _held_out(draw: Callable[..., Batch], name: str, level: int) -> Batch:
    return draw(np.random.default_rng([level, 256]), 256, **{name: level})
