"""What the lesson on the race shows: the races that ship, and one that is held here."""

import json
from pathlib import Path
from typing import NamedTuple

import streamlit as st

from figures.charts import race as figures
from lstm_core import CELLS, TASKS
from lstm_core.races.plan import lane_title, plan, steerable
from lstm_core.races.results import Lane, Race, load_race
from ui import controls, lesson
from ui.lessons.race import words
from ui.lessons.race.words import Groups, level_name
from ui.places import ASSETS
from ui.shipped import networks

RACES = ASSETS / "races"
GAPS, PARAMETERS = "temporal_order_gaps", "_parameters"
STARTS = {"own": "its own (LSTM 1, GRU 0)", "3": "3", "chrono": "chrono"}
SIZES = ("same units", "same parameters")
SEQUENCES = (5_000, 10_000, 20_000, 40_000)
WORK = 60_000_000  # steps of sequences that a race held here may take at most
LONGEST, SECONDS, MEGABYTES = 400, 240, 10


class Choice(NamedTuple):
    """What the controls of the page say."""

    task: str
    cells: tuple[str, ...]
    start: str

    @property
    def carry_bias(self) -> str:
        """As a config says it."""
        return "" if self.start == "own" else self.start


def tasks() -> list[str]:
    """The tasks that can be raced, those with a race that ships first."""
    raced = [key for key, task in TASKS.items() if task.race]
    return sorted(raced, key=lambda key: (shipped(key) is None, key != "temporal_order", raced.index(key)))


def task_title(task: str) -> str:
    """What a task is called on screen."""
    return TASKS[task].title


def first() -> list[str]:
    """The racers of the races that ship."""
    return list(reversed(networks.COMPARED))


def others() -> list[str]:
    """The other cells that can race, none that reads images."""
    return [key for key in CELLS if key not in networks.COMPARED and not CELLS[key].spatial]


def cell_title(cell: str) -> str:
    """What a cell is called, "none" for none."""
    return CELLS[cell].title if cell else "none"


@st.cache_resource(max_entries=16, show_spinner=False)
def shipped(name: str) -> Race | None:
    """The race that ships under a name, a task's own, None where none does."""
    file = RACES / f"{name}.json"
    return load_race(file) if file.is_file() else None


@st.cache_resource(max_entries=1, show_spinner=False)
def gaps() -> list[Race]:
    """The races on temporal order, at one length after the other."""
    return [Race.from_json(each, f"{GAPS}.json") for each in json.loads((RACES / f"{GAPS}.json").read_bytes())["races"]]


def chosen(race: Race, choice: Choice) -> Groups:
    """The lanes to draw: the cells that were chosen, as they were chosen to start."""
    return {name: lanes for name, lanes in race.groups().items() if _is_chosen(lanes[0], choice)}


def _is_chosen(lane: Lane, choice: Choice) -> bool:
    wanted = choice.carry_bias if lane.cell in CELLS and steerable(CELLS[lane.cell]) else ""
    return lane.cell in choice.cells and lane.carry_bias == wanted


def draw_shipped(choice: Choice, key: str) -> None:
    """Curves and table of the race that ships for a task."""
    race = shipped(choice.task)
    if race is None:
        lesson.waiting("No race on this task comes with the app. Below you can hold one.")
        return
    groups = chosen(race, choice)
    _curves(race, groups, key)
    lesson.how_to_read(words.reading_of_curves(race))
    lesson.table(words.table(race, race.groups()))
    if same := shipped(choice.task + PARAMETERS):
        lesson.say(words.same_parameters(same))


def draw_shipped_levels(choice: Choice, key: str) -> None:
    """Accuracy against the level in the race that ships for a task."""
    race = shipped(choice.task)
    if race is None:
        lesson.waiting("This picture comes with a race.")
        return
    _levels(race, chosen(race, choice), key)


def draw_gaps(choice: Choice, key: str) -> None:
    """Sequences until the rule is met against the length of temporal order."""
    found: dict[str, dict[int, list[int | None]]] = {}
    for race in gaps():
        for name, lanes in chosen(race, choice).items():
            found.setdefault(name, {})[race.level] = [lane.reached for lane in lanes]
    figure = figures.by_gap(found, gaps()[0].sequences, level_name(gaps()[0].task), lesson.dark())
    lesson.chart(figure, words.spoken_gaps(gaps()), key)


def draw_live(path: Path) -> None:
    """A race held here, while it grows and when it has ended."""
    race = load_race(path)
    for lane in race.lanes:
        if lane.message:
            lesson.say(f"**{lesson.plain(lane.title)}** was stopped: {lesson.plain(lane.message)}.")
    if not any(len(lane.sequences) for lane in race.lanes):
        lesson.waiting("The curves come with the first sequences.")
        return
    _curves(race, race.groups(), "race_live")
    if any(lane.by_level for lane in race.lanes):
        _levels(race, race.groups(), "race_live")
    lesson.table(words.table(race, race.groups()))


def _curves(race: Race, groups: Groups, key: str) -> None:
    about, lines, dark = TASKS[race.task], words.published(race), lesson.dark()
    spoken, (left, right) = words.spoken(race, groups), lesson.beside(2)
    with left:
        lesson.chart(figures.accuracy(groups, about.chance, lines, dark), f"Accuracy. {spoken}", f"{key}_accuracy")
    with right:
        lesson.chart(
            figures.loss(groups, about.race.baseline(race.level), lines, dark), f"Loss. {spoken}", f"{key}_loss"
        )


def _levels(race: Race, groups: Groups, key: str) -> None:
    about, dark = TASKS[race.task], lesson.dark()
    figure = figures.by_level(groups, about.race.trained(race.level), level_name(race.task), about.chance, dark)
    lesson.chart(figure, words.spoken_levels(race, groups), f"{key}_levels")


def level(task: str) -> int:
    """The lag or length of a race held here, a slider."""
    easiest, _, usual = next(iter(TASKS[task].levels.values()))
    name = level_name(task)
    says = f"Races held here go up to {name} {LONGEST}; the command line goes further."
    return controls.number(f"{name.capitalize()}, up to {LONGEST}", easiest, LONGEST, f"race_{name}", usual, says)


def arguments(
    choice: Choice, added: str, level: int, seed: int, sequences: int, sizes: str = SIZES[0]
) -> tuple[list[str] | None, str]:
    """(what to run, what to say before): None where nobody races, or where it would take too long."""
    raced = {key: CELLS[key] for key in (*choice.cells, *([added] if added else []))}
    if not raced:
        return None, "Choose at least one racer; then a race can be held."
    about = TASKS[choice.task]
    configs = plan(
        choice.task, about, raced, (choice.carry_bias,), (seed,), level, sizes == SIZES[1], sequences=sequences
    )
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


def which_start() -> lesson.Recall:
    """The question about the race on temporal order."""
    return words.which_start(shipped("temporal_order"))
