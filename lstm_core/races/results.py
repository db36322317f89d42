"""How a race went, lane by lane, read from the directory it writes or from one JSON file."""

import json
import os
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path

import numpy as np

from lstm_core.learning.config import Config
from lstm_core.learning.run_reader import MAX_JSON_BYTES, load_metrics
from lstm_core.races.plan import variant

FORMAT = 1
RACE = "race.json"
LANE_STATES = ("waiting", "running", "solved", "unsolved", "stopped", "failed")


@dataclass(frozen=True)
class Lane:
    """One racer: a cell with a start of its carry ("" = its own) and a seed, its title, its units, and how it went.

    The curve: mean `loss` and `accuracy` of the batches, each drawn anew, up to each number of `sequences`. `reached`
    is the number at which the rule was met, `wrong` how many of 2,560 fresh sequences were wrong then or at the end;
    `by_level` {level: share solved}, of fresh sequences again. `message` says why it failed.
    """

    cell: str
    carry_bias: str
    seed: int
    title: str
    units: int
    state: str = "waiting"
    message: str = ""
    seen: int = 0
    reached: int | None = None
    wrong: int | None = None
    by_level: Mapping[int, float] = field(default_factory=dict)
    sequences: Sequence[int] = ()
    loss: Sequence[float] = ()
    accuracy: Sequence[float] = ()

    def __post_init__(self) -> None:
        if self.state not in LANE_STATES or not len(self.sequences) == len(self.loss) == len(self.accuracy):
            raise ValueError(f"the lane {self.cell} of a race is in no known state, or its curve is damaged")
        levels = {int(level): float(share) for level, share in (self.by_level or {}).items()}
        object.__setattr__(self, "by_level", levels)


@dataclass(frozen=True)
class Race:
    """A task at a level, what every lane trained with, and the lanes; `state` as in a run's status."""

    task: str
    level: int
    sequences: int
    recipe: Mapping[str, float]
    lanes: tuple[Lane, ...]
    state: str = "running"

    def to_json(self) -> dict:
        """The race as a dict that JSON can write, curves with four digits."""
        lanes = []
        for lane in self.lanes:
            curve = {"loss": _short(lane.loss), "accuracy": _short(lane.accuracy), "sequences": list(lane.sequences)}
            lanes.append(asdict(replace(lane, by_level=dict(lane.by_level))) | curve)
        return (
            {"format": FORMAT} | {k: getattr(self, k) for k in _OF_RACE} | {"recipe": dict(self.recipe), "lanes": lanes}
        )

    @classmethod
    def from_json(cls, content: object, who: str = "a race") -> "Race":
        """The race that such a dict describes; ValueError, in a sentence, where it does not."""
        if not isinstance(content, dict) or content.get("format") != FORMAT:
            raise ValueError(f"{who} is not a race that this program reads (format {FORMAT})")
        try:
            lanes = tuple(Lane(**lane) for lane in content["lanes"])
            return cls(**{key: content[key] for key in _OF_RACE}, recipe=dict(content["recipe"]), lanes=lanes)
        except (KeyError, TypeError, AttributeError, ValueError) as error:
            raise ValueError(f"{who} is damaged: {error}") from None

    def groups(self) -> dict[str, list[Lane]]:
        """{title: its lanes, one for each seed}, in the order of the race."""
        found: dict[str, list[Lane]] = {}
        for lane in self.lanes:
            found.setdefault(lane.title, []).append(lane)
        return found


_OF_RACE = ("task", "level", "sequences", "state")


def load_race(path: str | os.PathLike) -> Race:
    """A race from its directory, finished or not, or from one file; FileNotFoundError or ValueError, in a sentence."""
    path = Path(path)
    file = path / RACE if path.is_dir() else path
    if not file.is_file():
        raise FileNotFoundError(f"there is no race in {path.name!r}")
    try:
        content = json.loads(file.read_bytes()) if file.stat().st_size <= MAX_JSON_BYTES else None
    except (ValueError, RecursionError):
        raise ValueError(f"{file.name} of {path.name} is damaged") from None
    race = Race.from_json(content, f"{file.name} of {path.name}")
    return race if file == path else replace(race, lanes=tuple(_with_curve(lane, path, race) for lane in race.lanes))


def folder(task: str, lane: Lane) -> str:
    """The name of a lane's run directory."""
    return Config(cell=lane.cell, task=task, seed=lane.seed, variant=variant(lane.carry_bias)).name


def _with_curve(lane: Lane, path: Path, race: Race) -> Lane:
    rows, batch_size = load_metrics(path / folder(race.task, lane)), int(race.recipe["batch_size"])
    rows = [row for row in rows if {"step", "loss", "accuracy"} <= set(row)]
    sequences = [row["step"] * batch_size for row in rows]
    loss, accuracy = ([row[name] for row in rows] for name in ("loss", "accuracy"))
    seen = max([lane.seen, *sequences])
    return replace(lane, sequences=sequences, loss=loss, accuracy=accuracy, seen=seen)


def _short(numbers: Sequence[float]) -> list[float]:
    return [float(np.format_float_positional(x, 4, fractional=False)) for x in numbers]


def reached(lanes: Sequence[Lane]) -> float | None:
    """The median over seeds of the sequences until the rule was met; None where fewer than half met it."""
    counts = [np.inf if lane.reached is None else lane.reached for lane in lanes]
    middle = float(np.median(counts))
    return middle if np.isfinite(middle) else None


def mean_at(lanes: Sequence[Lane], level: int) -> float | None:
    """The mean over seeds of the share solved at a level, None where none was measured."""
    shares = [lane.by_level[level] for lane in lanes if level in lane.by_level]
    return float(np.mean(shares)) if shares else None
