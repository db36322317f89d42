"""A race that is held here: who may run, how far and how long, and what is run."""

from lstm_core import CELLS, TASKS
from lstm_core.learning.config import Config
from lstm_core.races.plan import lane_title, plan
from ui import controls
from ui.lessons.race.numbers import Choice, level_name
from ui.shipped import networks

SIZES = ("same units", "same parameters")
SEQUENCES = (5_000, 10_000, 20_000, 40_000)
WORK = 60_000_000  # steps of sequences that a race held here may take at most
LONGEST, SECONDS, MEGABYTES = 400, 240, 10


def others() -> list[str]:
    """The other cells that can race, none that reads images."""
    return [key for key in CELLS if key not in networks.COMPARED and not CELLS[key].spatial]


def level(task: str) -> int:
    """The lag or length of a race held here, a slider."""
    easiest, _, usual = next(iter(TASKS[task].levels.values()))
    name = level_name(task)
    says = f"Races held here go up to {name} {LONGEST}; the command line goes further."
    return controls.number(f"{name.capitalize()}, up to {LONGEST}", easiest, LONGEST, f"race_{name}", usual, says)


def plan_of(choice: Choice, added: str, level: int, seed: int, sequences: int, sizes: str = SIZES[0]) -> list[Config]:
    """Of each racer how it trains; none where nobody races."""
    raced = {key: CELLS[key] for key in (*choice.cells, *([added] if added else []))}
    same = sizes == SIZES[1]
    about, starts = TASKS[choice.task], (choice.carry_bias,)
    return plan(choice.task, about, raced, starts, (seed,), level, same, sequences=sequences) if raced else []


def arguments(
    choice: Choice, added: str, level: int, seed: int, sequences: int, sizes: str = SIZES[0]
) -> tuple[list[str] | None, str]:
    """(what to run, what to say before): None where nobody races, or where it would take too long."""
    raced = {key: CELLS[key] for key in (*choice.cells, *([added] if added else []))}
    if not raced:
        return None, "Choose at least one racer; then a race can be held."
    about = TASKS[choice.task]
    configs = plan_of(choice, added, level, seed, sequences, sizes)
    work = sum(config.steps * config.batch_size for config in configs) * about.length(level)
    if work > WORK:
        return None, (
            f"{len(configs)} racers with {sequences:,} sequences of up to {about.length(level)} steps are "
            f"{work / 1e6:.0f} million steps; a race here may take {WORK / 1e6:.0f} million. Choose fewer of something."
        )
    names = ", ".join(lane_title(raced[config.cell], config.carry_bias) for config in configs)
    options = ["--level", level, "--seeds", seed, "--sequences", sequences, "--carry-bias", choice.start]
    options += ["--same-parameters"] if sizes == SIZES[1] else []
    told = ["lstm_core", "race", choice.task, "--cells", *raced, *map(str, options)]
    at = f"{about.title} at {level_name(choice.task)} {level}, seed {seed}"
    return told, f"{at}, {sizes}: {names}; at most {sequences:,} sequences each."
