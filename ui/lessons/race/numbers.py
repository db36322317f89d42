"""What the lesson on the race reads: the races that ship, and the lanes of them that were chosen."""

import json
from typing import NamedTuple

import streamlit as st

from lstm_core import CELLS, TASKS
from lstm_core.races.plan import lane_title, steerable
from lstm_core.races.results import Lane, Race, load_race
from ui.places import ASSETS
from ui.shipped import networks

Groups = dict[str, list[Lane]]
RACES = ASSETS / "races"
GAPPED = "temporal_order"  # the task that is raced at one length after the other
GAPS, PARAMETERS = f"{GAPPED}_gaps", "_parameters"
STARTS = {"own": "its own (LSTM 1, GRU 0)", "3": "3", "chrono": "chrono"}


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
    wanted = titles(choice)
    return {name: lanes for name, lanes in race.groups().items() if name in wanted}


def titles(choice: Choice) -> list[str]:
    """What the lanes are called that were chosen."""
    cells = {key: CELLS[key] for key in choice.cells}
    return [lane_title(cell, choice.carry_bias if steerable(cell) else "") for cell in cells.values()]


def level_name(task: str) -> str:
    """What the level of a task is called: lag or length."""
    return next(iter(TASKS[task].levels))


def published(race: Race) -> dict[str, int]:
    """{who: sequences until the rule was met} of the papers, for this level."""
    return {who: count for (level, who), count in TASKS[race.task].race.reported.items() if level == race.level}
