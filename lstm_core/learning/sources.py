"""Where the sequences of a training, or of an exam, come from: seeds, levels, and how many at a time."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import numpy as np

from lstm_core.learning.config import Config
from lstm_core.learning.curriculum import first_level, levels_at
from lstm_core.tasks import Batch, Task

Level = int | tuple[int, int]


@dataclass(frozen=True)
class Source:
    """`count` sequences in blocks: each drawn `anew`, by the seed with the block's number from 1 on, or all by one."""

    seed: tuple[int, ...]
    levels: Mapping[str, Level]
    block: int
    count: int
    anew: bool = False

    def batches(self, task: Task) -> Iterator[Batch]:
        """Block after block, the same whenever they are asked for."""
        rng = np.random.default_rng(list(self.seed))
        for number, first in enumerate(range(0, self.count, self.block), start=1):
            if self.anew:
                rng = np.random.default_rng([*self.seed, number])
            yield task.sample(rng, min(self.block, self.count - first), **self.levels)


def of_training(task: Task, config: Config) -> Source:
    """What `fit` draws, step by step, where no curriculum moves the level."""
    levels = levels_at(task, config, first_level(task, config))
    return Source((config.seed,), levels, config.batch_size, config.steps * config.batch_size, anew=True)
