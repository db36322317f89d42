"""The task of a race as the page plays it, and the racers' answers on their way: what the page gets once."""

import json
from typing import Any

import streamlit as st

from figures.cell_styles import look_of_lane
from lstm_core import TASKS
from lstm_core.browser.blob import blob
from lstm_core.races.moments import AFTER
from ui.components.played import played
from ui.in_the_page import Lever, position
from ui.lessons.race import votes
from ui.lessons.race.hero_words import of_hero
from ui.lessons.race.numbers import Choice, gaps, level_name, shipped, titles
from ui.lessons.race.strips import WORDINGS, answer, strips
from ui.places import ASSETS

KEY = "race_hero"
MOMENTS = ASSETS / "race_moments.json"
USUAL = 50


def draw(choice: Choice, guess: str | None) -> int | None:
    """The lever, the strip, the question, the racers' answers and their lines; returns the gap, None without one."""
    stands = position(KEY, levers(choice.task))
    played("race", message(choice, guess), KEY)
    return stands.get("gap")


def levels(task: str) -> list[int]:
    """The levels at which racers were asked on their way."""
    return [int(level) for level in _moments()[task]]


def levers(task: str) -> list[Lever]:
    """The gap, where the task was raced at more than one."""
    if len(found := levels(task)) == 1:
        return []
    name = f"{level_name(task).capitalize()} of the sequences"
    return [Lever("gap", "race_gap", name, found[0], found[-1], found[1] - found[0], USUAL)]


def columns(task: str) -> list[int]:
    """The sequences seen when the racers were asked: whole batches."""
    batch = int((shipped(task) or gaps()[0]).recipe["batch_size"])
    return [-(-after // batch) * batch for after in AFTER]


@st.cache_resource(max_entries=32, show_spinner=False)
def message(choice: Choice, guess: str | None) -> bytes:
    """Sequences for every level, and, once the learner has guessed, what the racers answered and how they learned."""
    task, about = choice.task, TASKS[choice.task]
    if task not in WORDINGS:
        raise ValueError(f"{about.title} has no words for what it asks")
    several = len(levels(task)) > 1
    header = {
        "task": task,
        "guessed": bool(guess),
        "levers": [lever._asdict() for lever in levers(task)],
        "levels": [_at(choice, level, bool(guess)) for level in levels(task)],
        "columns": columns(task),
        "chance": about.chance,
        "gaps": _by_gap(choice, guess) if several else None,
        "words": of_hero(task, several),
    }
    return blob({"format": 1, **header}, {}, "the race")


def _at(choice: Choice, level: int, revealed: bool) -> dict[str, Any]:
    """One level: its sequences, and the racers that were chosen."""
    shown = strips(choice.task, level, revealed)
    racers = []
    for number, (title, found) in enumerate(_moments()[choice.task][str(level)].items() if revealed else ()):
        if title in titles(choice):
            racers.append(_racer(choice.task, title, number, found, [one["truth"] for one in shown]))
    return {"level": level, "sequences": shown, "racers": racers}


def _racer(task: str, title: str, number: int, found: dict, truths: list[str]) -> dict[str, Any]:
    """Its look, its curve, when it met the rule, and what it answered to each sequence at each moment."""
    moments = [
        {
            "seen": moment["seen"],
            "answers": [
                answer(task, *each)
                for each in zip(moment["said"], moment["solved"], truths, strict=True)
            ],
        }
        for moment in found["moments"]
    ]  # fmt: skip
    curve = {name: found[name] for name in ("sequences", "accuracy", "reached")}
    return {"title": title, **look_of_lane(title, number)._asdict(), **curve, "moments": moments}


def _by_gap(choice: Choice, guess: str | None) -> dict[str, Any]:
    """How many sequences each seed needed at each level, the guess and the truth; without a guess only the axes."""
    found = {"levels": [race.level for race in gaps()], "most": gaps()[0].sequences, "racers": []}
    if not guess:
        return found
    for number, title in enumerate(gaps()[0].groups()):
        if title in titles(choice):
            seeds = [[lane.reached for lane in race.groups()[title]] for race in gaps()]
            middles = [votes.middle(counts) for counts in seeds]
            style = look_of_lane(title, number)._asdict()
            found["racers"].append({"title": title, **style, "seeds": seeds, "middle": middles})
    said = int(guess) if guess.isdigit() else None
    return found | {"guess": said, "truth": votes.furthest(), "guessed": votes.GUESSED}


@st.cache_resource(max_entries=1, show_spinner=False)
def _moments() -> dict[str, dict[str, dict[str, dict]]]:
    """{task: {level: {racer: moments and curve}}}, as `python -m benchmarks.race_moments --train` found them."""
    return json.loads(MOMENTS.read_bytes())
