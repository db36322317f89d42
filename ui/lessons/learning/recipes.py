"""What can be learned in the page: each task with the lengths that are drawn, and where the levers start."""

from typing import NamedTuple

from lstm_core import TASKS
from lstm_core.tasks import Batch, copy, temporal_order
from lstm_core.tasks.france_clauses import COUNTRIES


class Recipe(NamedTuple):
    """Three lengths with the same distance from each to the next, the one it starts with, the batch, the updates.

    Of a task that the page does not draw itself as many updates are sent as fit into `most` bytes at each length; then
    its sequences come round again.
    """

    levels: tuple[int, int, int]
    level: int
    units: int = 16
    batch: int = 8
    updates: int = 1500
    rate: float = 0.01
    most: int = 4 * 2**20


RECIPES = {
    "temporal_order": Recipe((20, 50, 80), 50),
    "adding": Recipe((10, 30, 50), 30, updates=3000),
    "latch": Recipe((20, 50, 80), 50, updates=600),
    "reber": Recipe((6, 20, 34), 6, updates=5000),
    "copy_short": Recipe((1, 3, 5), 3, units=32, batch=16, updates=3000),
    "france": Recipe((1, 3, 5), 1, units=32, batch=16, updates=5000, rate=0.02),
}


def short(task: str) -> str:
    """What a task is called on a button."""
    return {"temporal_order": "Order", "reber": "Reber", "copy_short": "Copy", "france": "Small France"}.get(
        task, TASKS[task].title
    )


def title(task: str) -> str:
    """What a task is called."""
    return TASKS[task].title


def level_name(task: str) -> str:
    """What its level is called: length, lag, fillers."""
    return next(iter(TASKS[task].levels))


def labels(task: str, batch: Batch, b: int) -> tuple[list[str], list[bool]]:
    """What stands over each step of a sequence, and whether it matters for the answer."""
    own = batch.inputs[: batch.lengths[b], b]
    if task == "adding":
        return [f"{number:.2f}" if mark else "" for number, mark in own], [bool(mark) for _, mark in own]
    if task == "latch":
        return [f"{number[0]:+.0f}" if step == 0 else "" for step, number in enumerate(own)], [
            step == 0 for step in range(len(own))
        ]
    words = [TASKS[task].vocabulary[number] for number in own]
    if task == "reber":
        return words, [step in (1, len(words) - 1) for step in range(len(words))]
    return [_shown(task, word) for word in words], [_matters(task, word) for word in words]


def _shown(task: str, word: str) -> str:
    return {"blank": "·", "now": "?"}.get(word, word) if task == "copy_short" else word


def _matters(task: str, word: str) -> bool:
    if task == "temporal_order":
        return word in {temporal_order.VOCABULARY[k] for k in (temporal_order.X, temporal_order.Y)} | {"B"}
    if task == "copy_short":
        return word != copy.VOCABULARY[copy.BLANK]
    return word in COUNTRIES or word == "fluent"
