"""What the family was measured at: every cell on three tasks, as assets/family.json tells it."""

import numpy as np

from lstm_core import CELLS, TASKS
from ui.places import ASSETS
from ui.shipped import networks
from ui.shipped.measured import measured

MEASURED = ASSETS / "family.json"


def trainings() -> dict:
    """What ships: every training of the family, {"recipes", "runs"}; OSError where it is missing."""
    return measured(MEASURED)


def tasks() -> list[str]:
    """The tasks that the family was measured on."""
    trained = {run["task"] for run in trainings()["runs"].values()}
    return [task for task in trainings()["recipes"] if task in trained]


def shares(task: str) -> dict[str, np.ndarray]:
    """{cell: the share that each seed solved, (S,)}, best mean first."""
    found: dict[str, list[float]] = {}
    for run in trainings()["runs"].values():
        if run["task"] == task and run["cell"] in CELLS:
            found.setdefault(run["cell"], []).append(next(iter(run["accuracy"].values())))
    return {key: np.array(found[key]) for key in sorted(found, key=lambda key: -np.mean(found[key]))}


def by_title(task: str) -> dict[str, np.ndarray]:
    """The same under the cells' titles."""
    return {networks.title(key): values for key, values in shares(task).items()}


def titles(keys: tuple[str, ...]) -> list[str]:
    """What cells are called, each once."""
    return [networks.title(key) for key in dict.fromkeys(keys)]


def seeds(task: str) -> int:
    """How many trainings every cell had."""
    return min(map(len, shares(task).values()))


def asked_at(task: str) -> str:
    """How hard the task is where it is measured: "gap 18"."""
    return next(name for run in trainings()["runs"].values() if run["task"] == task for name in run["accuracy"])


def chance(task: str) -> float:
    """What a blind guess solves."""
    return TASKS[task].chance
