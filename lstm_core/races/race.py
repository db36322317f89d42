"""A race: several cells learn one task side by side, until each meets the rule of Hochreiter & Schmidhuber (1997)."""

import json
import os
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

from lstm_core.cell import Cell
from lstm_core.files import write_whole
from lstm_core.learning.config import Config
from lstm_core.learning.stopping import stop_signals
from lstm_core.races.lane import Racer
from lstm_core.races.results import RACE, Race
from lstm_core.tasks import Task

LAST_LOOK = 2.0  # seconds that a stopped race still takes to measure accuracies


class Turn(NamedTuple):
    """What a race says after each turn of a lane: whose turn, its accuracy, and the sequences of all lanes so far.

    A lane that has ended counts as all of its sequences.
    """

    title: str
    accuracy: float
    seen: int


def hold(path: str | os.PathLike, task: Task, configs: Sequence[Config], cells: Mapping[str, Cell]) -> Iterator[Turn]:
    """Train all lanes in turns, each into a run directory inside `path`, beside race.json and status.json.

    A lane ends when it meets the rule, when its sequences are used up, or when its loss is no longer finite, which its
    message says; the others go on. Ctrl-C, SIGTERM or the caller's stop keep everything. `path` must be new.
    """
    with stop_signals() as stop_asked:
        race = Running(path, task, configs, cells)
        outcome, message = "stopped", ""
        try:
            yield from race.turns(stop_asked)
            if not stop_asked():
                outcome = "finished"
                if all(runner.lane.state == "failed" for runner in race.runners):
                    outcome, message = "failed", race.runners[0].lane.message
        except Exception as error:
            outcome, message = "failed", f"{type(error).__name__}: {error}"
            raise
        finally:
            race.end(outcome, message)


class Running:
    """A race under way; its files are whole at every moment."""

    def __init__(self, path: str | os.PathLike, task: Task, configs: Sequence[Config], cells: Mapping[str, Cell]):
        self.path, config = Path(path), configs[0]
        if self.path.exists() and (not self.path.is_dir() or any(self.path.iterdir())):
            raise FileExistsError(f"{self.path.name} exists already; choose another directory")
        self.path.mkdir(parents=True, exist_ok=True)
        self.sequences = config.steps * config.batch_size
        recipe = {name: getattr(config, name) for name in ("batch_size", "rate", "clip", "dtype")}
        self.race = Race(config.task, config.level, self.sequences, recipe, ())
        self.runners = [Racer(self.path, task, each, cells[each.cell]) for each in configs]
        self.write("running")

    def turns(self, stop_asked: Callable[[], bool]) -> Iterator[Turn]:
        """All turns; one lane after the other, until all have ended."""
        while any(runner.going for runner in self.runners):
            for runner in self.runners:
                if stop_asked():
                    return
                if runner.going:
                    runner.turn(stop_asked)
                    self.write("running")
                    yield Turn(runner.lane.title, runner.accuracy, self.done)

    @property
    def done(self) -> int:
        """The sequences of all lanes; one that has met the rule, or failed, counts as all of its own."""
        ended = ("solved", "unsolved", "failed")
        return sum(self.sequences if each.lane.state in ended else each.seen for each in self.runners)

    def end(self, outcome: str, message: str) -> None:
        """Every lane that still goes is stopped and kept; then accuracies are measured for a moment, not longer."""
        for runner in self.runners:
            if runner.going:
                runner.finish("stopped")
        self.write(outcome, message)
        until = time.monotonic() + LAST_LOOK
        for runner in self.runners:
            if runner.lane.state == "stopped" and runner.seen and time.monotonic() < until:
                runner.measure(until)
        self.write(outcome, message)

    def write(self, state: str, message: str = "") -> None:
        """race.json, and status.json, where a lane that has ended counts as all its sequences."""
        lanes = tuple(runner.lane for runner in self.runners)
        content = replace(self.race, state=state, lanes=lanes).to_json()
        write_whole(self.path / RACE, json.dumps(content).encode(), durable=False)
        status = {"state": state, "step": self.done, "steps": self.sequences * len(self.runners), "message": message}
        status |= {"counts": "sequences"}
        write_whole(self.path / "status.json", json.dumps(status).encode(), durable=False)
