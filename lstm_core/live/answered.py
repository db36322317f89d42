"""When an answer counts as right, said so that a page can judge it: which steps are asked, and how near is near."""

from collections.abc import Callable
from typing import NamedTuple

import numpy as np

from lstm_core.tasks import Batch, adding, adding97, copy, copy_short, france, reber, temporal_order


class Rule(NamedTuple):
    """A sequence is solved if all its asked answers are right: the likeliest (`within` None), or off by less.

    Where several answers are right, each sequence says which (`allowed`), and all of them are likelier than the others.
    """

    within: float | None = None
    asked: str = "scored"  # every step with a weight, or the "end" of each sequence, or its last "answer"
    last: int = 1  # how many steps are its end
    allowed: Callable[[Batch], np.ndarray] | None = None  # (T, B, answers) bool


RULES = {
    "adding": Rule(adding.NEAR),
    "adding97": Rule(adding97.NEAR),
    "anbn": Rule(),
    "brackets": Rule(),
    "copy": Rule(asked="end", last=copy.SYMBOLS),
    "copy_short": Rule(asked="end", last=copy_short.SYMBOLS),
    "echo": Rule(),
    "france": Rule(asked="answer"),
    "homeland": Rule(asked="end"),
    "homograph": Rule(),
    "latch": Rule(),
    "reber": Rule(allowed=reber.allowed),
    "temporal_order": Rule(temporal_order.TOLERANCE),
    "temporal_order_6b": Rule(temporal_order.TOLERANCE),
}


def rule_of(task: str) -> Rule:
    """The rule of a task, by its key; ValueError for one that the page cannot judge."""
    if task not in RULES:
        raise ValueError(f"the page cannot judge the answers of {task}; it can those of {', '.join(RULES)}")
    return RULES[task]


def asked(rule: Rule, batch: Batch) -> np.ndarray:
    """At which steps (T, B) an answer decides whether its sequence is solved."""
    steps = np.arange(len(batch.weights))[:, None]
    if rule.asked == "end":
        return (steps < batch.lengths) & (steps >= batch.lengths - rule.last)
    if rule.asked == "answer":
        found = france.IS_ANSWER[batch.targets] & (batch.weights > 0)
        return found & (steps == len(found) - 1 - np.argmax(found[::-1], axis=0))
    return batch.weights > 0
