"""A race that is run in the reader's own page: what the page gets once, and what it says."""

from collections.abc import Sequence
from typing import Any

import streamlit as st

from figures.cell_styles import look_of_lane
from lstm_core import CELLS, TASKS, Cell
from lstm_core.learning.config import Config
from lstm_core.learning.first_network import new_network
from lstm_core.live.packed import packed
from lstm_core.races import in_the_page
from lstm_core.races.lane import ROUNDS
from lstm_core.races.plan import lane_title
from lstm_core.races.results import Race, reached
from lstm_core.said import percent
from ui import lesson
from ui.components.bundle import bundle
from ui.components.played import played
from ui.lessons.race.numbers import GAPPED, gaps, level_name, shipped

PLACES = ("on the server", "here, in your page")
KEY = "race_here"
WORDS = {
    "start": "Start the race here",
    "stop": "Stop the race",
    "again": "Run it again",
    "here": "Each racer learns in your browser, at most one for each processor at once. Closing the tab ends the "
    "race. Start, seed and sequences are those of the server's race. Only the last digits differ from browser to "
    "browser, so another browser may count a few sequences more or less.",
    "racer": "racer",
    "now": "now",
    "met": "met the rule after",
    "wrong": "wrong of 2,560",
    "shipped": "race that comes with the app",
    "never": "not within {most}",
    "round": "Its sequences came round again.",
    "ended": "The race has ended.",
    "chart": "Share solved of the sequences that each racer learns from, against the sequences seen.",
    "x": "sequences seen",
    "y": "solved",
    "states": {
        "waiting": "waits",
        "begins": "begins …",
        "running": "{seen} of {most}",
        "hidden": "{seen} of {most}, waits while the tab is hidden",
        "solved": "has learned the task",
        "unsolved": "has not learned the task",
        "failed": "failed",
        "stopped": "stopped after {seen}",
    },
}
READING = (
    "Coloured lines are the racers in your page, each point the mean over a hundredth of the sequences. Thin lines are "
    "the race that comes with the app (seed 0), where it has the same length. A dashed upright line is what a paper "
    "reports. The rule of 1997 is that of the server's race: 2,000 right in a row, then almost all of 2,560 fresh ones."
)


def _known_by(cell: Cell) -> tuple[str, ...]:
    return cell.title, cell.text, str(cell.start), str(cell.constants)


def draw(configs: Sequence[Config], cells: dict[str, Cell] | None = None, key: str = KEY) -> None:
    """The race of these configs, in the page; `cells` are those that do not come with the app."""
    played("racing", message(tuple(configs), cells or {}), key)
    lesson.how_to_read(READING)


@st.cache_resource(max_entries=4, show_spinner="Drawing the sequences …", hash_funcs={Config: repr, Cell: _known_by})
def message(configs: tuple[Config, ...], cells: dict[str, Cell]) -> bytes:
    """Start weights of every racer, sequences for all of them, and the results that stand beside them."""
    configs = in_the_page.in_the_page(configs)
    first, task = configs[0], TASKS[configs[0].task]
    known = {**CELLS, **cells}
    networks = [new_network(known[config.cell], task, config) for config in configs]
    titles = [lane_title(known[config.cell], config.carry_bias) for config in configs]
    far, name = 2 * task.race.trained(first.level)[1], level_name(first.task)
    header = {
        "racers": [_racer(first, title, number) for number, title in enumerate(titles)],
        "limits": in_the_page.limits(task, first),
        "batch": first.batch_size,
        "rounds": ROUNDS,
        "chance": task.chance,
        "far": far,
        "published": [
            {"who": who, "count": count} for (level, who), count in task.race.reported.items() if level == first.level
        ],
        "words": WORDS | {"far": f"solved at {name} {far}", "chance": f"blind guess {percent(task.chance)}"},
    }
    parts = {title: packed(network) for title, network in zip(titles, networks, strict=True)}
    return bundle(header, parts | {"pool": in_the_page.sequences(networks[0], task, first)})


def _racer(config: Config, title: str, number: int) -> dict[str, Any]:
    races = [shipped(config.task), *(gaps() if config.task == GAPPED else [])]
    race = next((race for race in races if race is not None and race.level == config.level), None)
    beside = race and _shipped(race, title)
    return {"title": title, **look_of_lane(title, number)._asdict(), "shipped": beside}


def _shipped(race: Race, title: str) -> dict[str, Any] | None:
    """When the lanes of that title met the rule in the race that ships, and the curve of the first of them."""
    lanes = race.groups().get(title)
    if not lanes:
        return None
    met, middle = sum(lane.reached is not None for lane in lanes), reached(lanes)
    after = f"{met} of {len(lanes)} seeds" + (f", median {middle:,.0f}" if middle else "")
    curve = [[seen, share] for seen, share in zip(lanes[0].sequences, lanes[0].accuracy, strict=True)]
    return {"after": after, "curve": curve}
