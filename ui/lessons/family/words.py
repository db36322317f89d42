"""What the lesson on the family says of two cells: how they differ, what is left of a pulse, what they solve."""

import importlib
from collections.abc import Mapping

import numpy as np

from lstm_core import CELLS, TASKS
from lstm_core.experiments.two_cells import in_letters, parameters, rows
from lstm_core.said import joined
from ui.lesson import Recall
from ui.lessons.family.numbers import PULSES
from ui.lessons.family.results import asked_at, shares, trainings
from ui.shipped import networks

INTRODUCTION = "Each of these cells is a page of a few equations. Choose two, and let one turn into the other."
READING = (
    "Lines that differ stand out, and what differs in them is marked. A dash means that a cell has no such line. Press "
    "a name above the drawing to turn one cell into the other: what both have moves, what only one has appears or "
    "goes."
)
SIZES = (32, 64)  # D and H at which parameters are counted


def facts(guessed: bool) -> list[str]:
    """What to keep; what a guess was about comes after it."""
    return [
        "An LSTM **gate** can be removed, tied to another (1 − i) or allowed to read the memory (a peephole). "
        "Each change is one line.",
        *(
            [
                "**Coupled** cells must forget in order to write: their memory never exceeds 1, so they cannot count.",
                "Without a **forget gate**, as in 1997, what was written stays. In these measurements the France "
                "sentences do not miss it, the other two tasks do.",
            ]
            if guessed
            else []
        ),
        "What a part is worth depends on the task and on the training time. All cells had the same short training "
        "here, and slow learners got no more time. Greff et al. 2017 measured other tasks: they missed the forget gate "
        "and the output squash, the tanh of c, most.",
    ]


def told(key: str) -> tuple[str, str]:
    """(what a cell changes, its source) as the first sentence of its file says them."""
    line = (importlib.import_module(f"lstm_core.cells.{key}").__doc__ or "").strip().splitlines()[0]
    before, _, rest = line.partition(" (")
    source, _, after = rest.partition(")")
    return after.strip(":;,. ") or before.rstrip("."), source


def sizes(keys: tuple[str, ...]) -> list[dict[str, str]]:
    """A row of a table for each cell: parameters in letters and in numbers, source."""
    D, H = SIZES
    return [
        {
            "cell": networks.title(key),
            "parameters": in_letters(CELLS[key]),
            f"D = {D}, H = {H}": f"{parameters(CELLS[key], D, H):,}",
            "source": told(key)[1],
        }
        for key in dict.fromkeys(keys)
    ]


def difference(first: str, second: str) -> str:
    """The verdict on two cells in a sentence."""
    if first == second:
        return "Both are the same cell: choose another one, here or in the gallery."
    changed = [row.name for row in rows(CELLS[first], CELLS[second]) if row.differs]
    more = parameters(CELLS[second], *SIZES) - parameters(CELLS[first], *SIZES)
    count = f"{abs(more):,} {'more' if more > 0 else 'fewer'} parameters" if more else "as many parameters"
    lines = f"{len(changed)} line{'s' * (len(changed) != 1)}, {joined([f'*{name}*' for name in changed])}"
    return (
        f"From the **{networks.title(first)}** to the **{networks.title(second)}**: {lines}; with {SIZES[0]} inputs "
        f"and {SIZES[1]} units it has {count}."
    )


def left(found: Mapping[str, Mapping[str, np.ndarray]]) -> str:
    """What is left of the first pulse just before the second, in words."""
    last, before = max(PULSES), sorted(PULSES)[-2]
    shares = [
        f"{abs(v['state'][last - 1] / v['state'][before]):.2g} ({title})"
        for title, v in found.items()
        if v["state"][before]
    ]
    steps = last - 1 - before
    return f"{steps} steps after the first pulses the memory holds {joined(shares)} times what it held after them."


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


def spoken(task: str, keys: tuple[str, ...]) -> str:
    """Mean and range of some cells, in words."""
    found = shares(task)
    parts = []
    for key in dict.fromkeys(keys):
        if key in found:
            low, mean, high = (f"{100 * share(found[key]):.0f}" for share in (np.min, np.mean, np.max))
            parts.append(f"{networks.title(key)} {mean} %" + (f" ({low} to {high})" if low != high else ""))
        else:
            why = "reads images and was" if CELLS[key].spatial else "is newer than these measurements and was"
            parts.append(f"{networks.title(key)} {why} not trained here")
    return joined(parts)


def burst() -> str:
    """Whether any training's loss stopped being a number, in a sentence."""
    lost = [
        f"{networks.title(run['cell'])} on {run['task']}, seed {run['seed']}"
        for run in trainings()["runs"].values()
        if run["outcome"] != "finished"
    ]
    return f"Training diverged in {joined(lost)}." if lost else "No training diverged."


def which_is_missed() -> Recall:
    """Which removed part costs most on the France sentences? Question, what to say to each answer, the right one."""
    found = {networks.title(key): values for key, values in shares("france").items() if key.startswith("no_")}
    told = {
        title: f"Without it the seeds solve {100 * values.mean():.0f} %." for title, values in sorted(found.items())
    }
    worst = min(found, key=lambda title: found[title].mean())
    return "Which of these variants of the peephole LSTM loses most on the France sentences?", told, worst
