"""Who races on what: the configs of a race, its limits, and the levels its lanes are tested at."""

from collections.abc import Mapping, Sequence
from typing import Any

from lstm_core.cell import Cell
from lstm_core.learning.config import Config
from lstm_core.learning.levers import units_with
from lstm_core.tasks import Raceable, Task

MOST = {"sequences": 1_000_000, "level": 1000, "lanes": 64}
SMALL = {"hidden_size": 16, "batch_size": 8, "rate": 0.01, "clip": 1.0, "sequences": 60_000}


def plan(
    task: str,
    about: Task,
    cells: Mapping[str, Cell],
    carry_biases: Sequence[str] = ("",),
    seeds: Sequence[int] = (0,),
    level: int = 0,
    same_parameters: bool = False,
    **chosen: float,
) -> list[Config]:
    """The configs of a race: every cell with every start of its carry (a cell without one, once) and every seed.

    `level` 0 is the task's own; what is not `chosen` (fields of Config, and `sequences`) is the task's recipe. With the
    `same_parameters` every cell has about as many as an LSTM with the recipe's units, instead of as many units.
    """
    raced = raceable(about)
    for cell in cells.values():
        if cell.spatial:
            raise ValueError(f"{cell.title} reads images; {about.title} gives it {about.inputs}")
    recipe = {**SMALL, **raced.recipe, **{name: value for name, value in chosen.items() if value is not None}}
    easiest, _, usual = next(iter(about.levels.values()))
    level = level or usual
    sequences, batch_size = int(recipe.pop("sequences")), int(recipe["batch_size"])
    for name, value, low in (("level", level, easiest), ("sequences", sequences, batch_size)):
        if not low <= value <= MOST[name]:
            raise ValueError(f"a race of {about.title} has {name} {low} to {MOST[name]:,}, got {value:,}")
    starts = [(key, bias) for key, cell in cells.items() for bias in (carry_biases if steerable(cell) else ("",))]
    racers = [(key, bias, seed) for key, bias in dict.fromkeys(starts) for seed in dict.fromkeys(seeds)]
    if not 1 <= len(racers) <= MOST["lanes"]:
        raise ValueError(f"a race has 1 to {MOST['lanes']} lanes, got {len(racers)}")
    common: dict[str, Any] = {
        "task": task,
        "level": level,
        "steps": sequences // batch_size,
        "embedding_size": 0,
        **recipe,
    }
    common |= {"schedule": "constant"}
    units = dict.fromkeys(cells, int(recipe["hidden_size"]))
    if same_parameters:
        units = {key: as_large_as_an_lstm(cell, about, units[key]) for key, cell in cells.items()}
    return [
        Config(**common | {"hidden_size": units[key]}, cell=key, carry_bias=bias, seed=seed, variant=variant(bias))
        for key, bias, seed in racers
    ]


def raceable(task: Task) -> Raceable:
    """What a race has to know of a task; ValueError where the task does not say it."""
    if task.race is None:
        raise ValueError(f"{task.title} cannot be raced: it does not say against what")
    return task.race


def as_large_as_an_lstm(cell: Cell, about: Task, units: int) -> int:
    """The number of units with which a cell has about as many parameters as an LSTM with so many."""
    reads = about.input_size or len(about.vocabulary)
    return units_with(cell, reads, 4 * units * (reads + units + 1))


def steerable(cell: Cell) -> bool:
    """Whether a bias opens or closes what carries the cell's state."""
    return any(carry.bias for carry in cell.carry.values())


def variant(carry_bias: str) -> str:
    """A start of the carry as a word for a run's name: "-1.5" is "bias_m1_5"."""
    if carry_bias in ("", "chrono"):
        return carry_bias
    return "bias_" + carry_bias.replace("-", "m").replace("+", "").replace(".", "_")


def lane_title(cell: Cell, carry_bias: str) -> str:
    """ "LSTM, bias 1", "GRU, chrono", "RNN": the bias as it starts, where the cell has one."""
    biases = [carry.bias[0] for carry in cell.carry.values() if carry.bias]
    if not biases:
        return cell.title
    own = cell.start.get(biases[0], 0.0)
    if carry_bias == "chrono" or isinstance(own, str):
        return f"{cell.title}, {carry_bias or own}"
    return f"{cell.title}, bias {float(carry_bias or own):g}".replace("-", "−")


def levels_to_test(task: Task, level: int) -> list[int]:
    """Levels from a quarter of the trained ones to four times as much, the easiest where that is harder."""
    easiest, hardest = next(iter(task.levels.values()))[0], raceable(task).trained(level)[1]
    return sorted({max(easiest, round(hardest * k)) for k in (0.25, 0.5, 0.75, 1, 1.25, 1.5, 2, 3, 4)})
