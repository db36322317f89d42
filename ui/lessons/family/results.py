"""What the family was measured at: every cell on three tasks, as assets/family.json tells it."""

import numpy as np

from lstm_core import CELLS, TASKS
from lstm_core.said import joined
from ui.lesson import Recall
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


def task_title(task: str) -> str:
    """A task and how hard it is where it is measured."""
    return f"{TASKS[task].title}, {asked_at(task)}"


def recipe(task: str) -> str:
    """How all cells were trained on it, in sentences."""
    told = trainings()["recipes"][task]
    how = (
        "the story grows by a clause whenever a batch is more than 90 % right"
        if told.get("curriculum") == "accuracy"
        else f"sequences of {told['level']} steps"
    )
    return (
        f"One recipe for all: {told['hidden_size']} units, {told['steps']} steps of {told['batch_size']} sequences; "
        f"{how}. Gates that keep start equally far open."
    )


def seeds(task: str) -> int:
    """How many trainings every cell had."""
    return min(map(len, shares(task).values()))


def asked_at(task: str) -> str:
    """How hard the task is where it is measured: "gap 18"."""
    return next(name for run in trainings()["runs"].values() if run["task"] == task for name in run["accuracy"])


def spoken(task: str, keys: tuple[str, ...]) -> str:
    """Mean and range of some cells, in words."""
    found = shares(task)
    parts = []
    for key in dict.fromkeys(keys):
        if key in found:
            low, mean, high = (f"{100 * share(found[key]):.0f}" for share in (np.min, np.mean, np.max))
            parts.append(f"{networks.title(key)} {mean} %" + (f" ({low} to {high})" if low != high else ""))
        else:
            parts.append(f"{networks.title(key)} reads images and was not trained here")
    return joined(parts)


def chance(task: str) -> float:
    """What a blind guess solves."""
    return TASKS[task].chance


def burst() -> str:
    """Whether any training's loss stopped being a number, in a sentence."""
    lost = [
        f"{networks.title(run['cell'])} on {run['task']}, seed {run['seed']}"
        for run in trainings()["runs"].values()
        if run["outcome"] != "finished"
    ]
    return f"The loss burst in {joined(lost)}." if lost else "No training's loss burst."


def which_is_missed() -> Recall:
    """Which removed part costs most on the France sentences? Question, what to say to each answer, the right one."""
    found = {networks.title(key): values for key, values in shares("france").items() if key.startswith("no_")}
    told = {
        title: f"Without it the seeds solve {100 * values.mean():.0f} %." for title, values in sorted(found.items())
    }
    worst = min(found, key=lambda title: found[title].mean())
    return "Which of these variants of the peephole LSTM loses most on the France sentences?", told, worst
