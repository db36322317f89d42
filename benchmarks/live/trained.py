"""A page in whose worker networks train, asked what lstm_core's `fit` is asked."""

import base64
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from benchmarks.live.training import moments
from lstm_core import Cell, Config, Network
from lstm_core.learning.first_network import new_network
from lstm_core.learning.train import TrainingState
from lstm_core.live.packed import packed
from lstm_core.live.pool import pool
from lstm_core.tasks import Task

ANSWERS = Path(__file__).with_suffix(".js")


@dataclass(frozen=True)
class Heard:
    """All that a trainer said, and its weights in the end."""

    said: list[dict[str, Any]]
    answers: list[Any]
    weights: dict[str, np.ndarray]
    update: int

    def every(self, name: str) -> np.ndarray:
        """One number of each update: `losses`, `norms` or `accuracies`."""
        return np.array([x for m in self.said if m["kind"] == "progress" for x in m[name]])

    def last(self, name: str) -> Any:
        """What stood last in the messages that hold it."""
        return next(message[name] for message in reversed(self.said) if name in message)

    def of_kind(self, kind: str) -> list[dict[str, Any]]:
        return [message for message in self.said if message["kind"] == kind]


@dataclass(frozen=True)
class Training:
    """A task, a cell and a config that both train by."""

    cell: Cell
    task: Task
    config: Config

    def begun(self) -> tuple[Network, TrainingState]:
        network = new_network(self.cell, self.task, self.config)
        return network, TrainingState.new(network, self.task, self.config)

    def pool(self, **options: Any) -> bytes:
        return pool(self.begun()[0], self.task, self.config, **options)


def follow(
    page: Any,
    sequences: bytes,
    network: Network,
    *hands: tuple,
    state: TrainingState | None = None,
    **setup: Any,
) -> Heard:
    """What a trainer says while hands act on it: ("step", 25), ("set", "rate", 0.1), …"""
    page.route("**/trained.js", lambda route: route.fulfill(path=ANSWERS, content_type="text/javascript"))
    asked = setup | {"hands": hands, "moments": None if state is None else moments(state)}
    asked |= {"network": base64.b64encode(packed(network)).decode(), "pool": base64.b64encode(sequences).decode()}
    if asked["moments"] is None:
        del asked["moments"]
    found = page.evaluate("async (asked) => (await import('/trained.js')).follow(asked)", asked)
    weights = {name: np.array(array) for name, array in found["weights"].items()}
    return Heard(found["said"], found["answers"], weights, found["update"])
