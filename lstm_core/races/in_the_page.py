"""A race that runs in a page: what its lanes learn from, and the fresh sequences that decide, drawn as for any race."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from lstm_core.learning.config import Config
from lstm_core.live.pool import pool
from lstm_core.networks.network import Network
from lstm_core.races.lane import FRESH, IN_A_ROW, PER_LEVEL, fresh
from lstm_core.races.plan import levels_to_test, raceable
from lstm_core.tasks import Task

EXAMS = 3  # sets of fresh sequences; a racer that is examined more often meets the first of them again
MOST_BYTES = 16 * 2**20


def in_the_page(configs: Sequence[Config]) -> list[Config]:
    """The configs of a race as the page trains them: it computes in doubles."""
    return [replace(config, dtype="float64") for config in configs]


def sequences(network: Network, task: Task, config: Config) -> bytes:
    """What all lanes of a race in the page learn from and are examined on: the pool of one of them."""
    exams = {k: fresh(task, config, config.level, FRESH, k) for k in range(1, EXAMS + 1)}
    levels = {level: fresh(task, config, level, PER_LEVEL, 0) for level in levels_to_test(task, config.level)}
    return pool(network, task, config, most=MOST_BYTES, more={"exam": exams, "level": levels})


def limits(task: Task, config: Config) -> dict[str, Any]:
    """When a lane ends, as static/trainer takes it."""
    rule = {"row": IN_A_ROW, "wrong": raceable(task).wrong}
    return {"sequences": config.steps * config.batch_size, "rule": rule, "looks": False}
