"""One lane of a race: a network that learns in turns, until it meets the rule of Hochreiter & Schmidhuber (1997)."""

import time
from collections.abc import Callable
from dataclasses import replace
from itertools import islice
from pathlib import Path

import numpy as np

from lstm_core.cell import Cell
from lstm_core.learning.config import Config
from lstm_core.learning.resumable import state_arrays
from lstm_core.learning.run_writer import RESUME, RunWriter
from lstm_core.learning.sources import Source
from lstm_core.learning.train import Progress, TrainingState, fit, longest, new_network
from lstm_core.races.plan import lane_title, levels_to_test, raceable
from lstm_core.races.results import Lane, folder
from lstm_core.tasks import Task

IN_A_ROW = 2000  # sequences that have to be right, one after the other, before a network is examined
FRESH = 2560  # fresh sequences it is examined on; the task says how many of them may be wrong
PER_LEVEL = 512  # fresh sequences at each level, once a lane has ended
ROUNDS = 100  # parts of a race; every lane learns from as many sequences in each, and then the next has its turn
AT_ONCE = 25_000  # steps times sequences that are run through a network at a time


class Racer:
    """One lane under way: its network, its training and its run directory."""

    def __init__(self, path: Path, task: Task, config: Config, cell: Cell):
        self.task, self.config = task, config
        title = lane_title(cell, config.carry_bias)
        self.lane = Lane(config.cell, config.carry_bias, config.seed, title, config.hidden_size)
        self.network = new_network(cell, task, config)
        self.training = TrainingState.new(self.network, task, config)
        self.progress = fit(self.network, task, config, self.training)
        self.writer = RunWriter(path / folder(config.task, self.lane), config)
        self.in_a_row, self.accuracy, self.examined = 0, 0.0, 0

    @property
    def going(self) -> bool:
        return self.lane.state in ("waiting", "running")

    @property
    def seen(self) -> int:
        """The sequences it has learned from."""
        return self.training.step * self.config.batch_size

    def turn(self, stop_asked: Callable[[], bool]) -> None:
        """Learn from the next part of the sequences, and end where the rule is met or no sequence is left."""
        losses: list[float] = []
        accuracies: list[float] = []
        progress: Progress | None = None
        try:
            with np.errstate(over="ignore", invalid="ignore"):  # a number too large is told once, by the loss
                for progress in islice(self.progress, max(1, self.config.steps // ROUNDS)):
                    losses.append(progress.loss)
                    accuracies.append(progress.accuracy)
                    self.in_a_row = self.in_a_row + self.config.batch_size if progress.accuracy == 1 else 0
                    if self.in_a_row >= IN_A_ROW and self.passes():
                        self.lane = replace(self.lane, reached=self.seen)
                    if self.lane.reached or stop_asked():
                        break
        except FloatingPointError as error:
            self.lane = replace(self.lane, message=str(error))
        if progress is not None:
            self.accuracy = float(np.mean(accuracies))
            self.writer.add(progress._replace(loss=float(np.mean(losses)), accuracy=self.accuracy))
        self.lane = replace(self.lane, state="running", seen=self.seen)
        if self.lane.message:
            self.finish("failed")
        elif self.lane.reached or self.training.step == self.config.steps:
            self.finish("solved" if self.lane.reached else "unsolved")
            self.measure()

    def passes(self) -> bool:
        """Whether at most as many of 2,560 fresh sequences are wrong as the task allows; if not, it counts anew."""
        self.in_a_row, self.examined = 0, self.examined + 1
        wrong = round(FRESH * (1 - self.share(self.config.level, FRESH, self.examined)))
        self.lane = replace(self.lane, wrong=wrong)
        return wrong <= raceable(self.task).wrong

    def measure(self, until: float = np.inf) -> None:
        """The share of fresh sequences that it solves at every level around the trained ones."""
        found = {}
        for level in levels_to_test(self.task, self.config.level):
            if time.monotonic() < until:
                found[level] = self.share(level, PER_LEVEL, 0)
        self.lane = replace(self.lane, by_level=found)
        if not self.lane.reached and time.monotonic() < until:
            self.passes()

    def share(self, level: int, count: int, number: int) -> float:
        """The share of `count` fresh sequences of a level that the network solves; training draws none of them."""
        batches = fresh(self.task, self.config, level, count, number).batches(self.task)
        right = (self.task.solved(self.network.run(batch.inputs).logits, batch) for batch in batches)
        return sum(int(np.sum(solved)) for solved in right) / count

    def finish(self, state: str) -> None:
        """Keep the weights; `state` is how the lane ended."""
        self.progress.close()
        self.writer.save(self.network, self.training.step, *state_arrays(self.training))
        if state in ("solved", "unsolved"):
            (self.writer.path / RESUME).unlink()
        outcome = {"solved": "finished", "unsolved": "finished"}.get(state, state)
        self.writer.status(outcome, self.training.step, message=self.lane.message)
        self.lane = replace(self.lane, state=state, seen=self.seen)


def fresh(task: Task, config: Config, level: int, count: int, number: int) -> Source:
    """The sequences of a level that a racer is examined on; training draws none of them."""
    size = max(1, AT_ONCE // longest(task, replace(config, level=level)))
    return Source((config.seed, level, FRESH, number), {next(iter(task.levels)): level}, size, count)
