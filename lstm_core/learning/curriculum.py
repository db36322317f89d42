"""What is drawn when: the batch of each step, from easy levels to hard ones."""

import numpy as np

from lstm_core.learning.config import Config
from lstm_core.tasks import Batch, Task

GOOD_ENOUGH = 0.9  # above this accuracy of a batch the curriculum "accuracy" goes up by one level
WARM_UP = 1 / 3  # after this share of the steps the curriculum "steps" is at its hardest level


def draw(task: Task, config: Config, step: int, level: int | None) -> Batch:
    """The batch of a step: levels up to `level`, or what the task draws where the config fixes it.

    It is the same for every cell that is trained with this seed.
    """
    return task.sample(np.random.default_rng([config.seed, step]), config.batch_size, **levels_at(task, config, level))


def levels_at(task: Task, config: Config, level: int | None) -> dict[str, int | tuple[int, int]]:
    """What is drawn at that level, as `Task.sample` takes it: {} what the task draws by itself."""
    if level is None:
        return {}
    if not task.levels:
        raise ValueError(f"{task.title} has no levels, so the config's level is 0, got {config.level}")
    name, (easiest, _, _) = next(iter(task.levels.items()))
    if config.level:
        return {name: task.race.trained(level) if task.race else level}
    return {name: (easiest, level)}


def first_level(task: Task, config: Config) -> int | None:
    """The level of the first step; None for a task without levels."""
    if config.level or not task.levels:
        return config.level or None
    easiest, _, hardest = next(iter(task.levels.values()))
    return hardest if config.curriculum == "none" else easiest


def next_level(task: Task, config: Config, level: int | None, step: int, accuracy: float) -> int | None:
    """The level after a step whose batch was solved with this accuracy."""
    if level is None or config.level or config.curriculum == "none":
        return level
    easiest, _, hardest = next(iter(task.levels.values()))
    if config.curriculum == "steps":
        return min(easiest + int((hardest - easiest) * step / (WARM_UP * config.steps)), hardest)
    return min(level + (accuracy > GOOD_ENOUGH), hardest)


def longest(task: Task, config: Config) -> int:
    """The steps of the longest sequence of a training; as its first batch tells them, where the task does not."""
    level = config.level or (next(iter(task.levels.values()))[2] if task.levels else None)
    if task.length is not None and level is not None:
        return task.length(level)
    return len(draw(task, config, 1, level).inputs)
