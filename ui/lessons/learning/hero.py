"""The training that runs in the page, and what is looked at beside it: what each part of it gets once."""

import hashlib
from typing import Any

import streamlit as st

from lstm_core import TASKS
from lstm_core.browser.names import names
from lstm_core.live.answered import rule_of
from ui.components.component import component
from ui.components.film.offers import framed
from ui.in_the_page import position
from ui.lessons.learning import part_words, words
from ui.lessons.learning.choice import Choice
from ui.lessons.learning.drawn import bodies, sequences, start_of_bias
from ui.lessons.learning.levers import levers
from ui.lessons.learning.recipes import RECIPES
from ui.lessons.learning.votes import guess_of

KEY = "learning_run"
SPEEDS = ((10, "10/s"), (50, "50/s"), (0, "full speed"))  # updates a second
LONGEST = 200  # steps of a sequence that a reader types


def draw(choice: Choice, said: str | None) -> None:
    """The training under its levers."""
    position(KEY, levers(choice))
    component("learning")(key=KEY, data=message(choice, said))


@st.cache_resource(max_entries=64, show_spinner=False)
def message(choice: Choice, said: str | None) -> bytes:
    """All that a training needs, at any position of its levers."""
    recipe, sent, guess = RECIPES[choice.task], bodies(choice), guess_of(said)
    header = about(choice) | {
        "part": "run",
        "key": hashlib.sha256(b"\0".join(sent)).hexdigest()[:16],
        "guess": guess and {"said": guess.said, "from": guess.low, "to": guess.high},
        "levers": [lever._asdict() for lever in levers(choice)],
        "levels": list(recipe.levels),
        "speeds": [{"value": value, "label": label} for value, label in SPEEDS],
        "updates": recipe.updates,
        "limits": {"sequences": recipe.updates * recipe.batch},
        "drawn": start_of_bias(choice),
        "words": words.of_hero(choice),
    }
    return framed(header, *sent)


def about(choice: Choice) -> dict[str, Any]:
    """What every part of the training knows: names, gates, sequences, answers."""
    cell, task = choice.kind(), TASKS[choice.task]
    gates = gates_of(choice)
    shown = [
        {
            "name": one["name"],
            "short": one["letter"],
            "label": one["label"],
            "gate": one["name"] in gates,
            "color": one["color"],
        }
        for one in names(cell)
    ]
    return {
        "format": 1,
        "names": shown,
        "gates": gates,
        "first": next((name for name in ("f", "z", *gates) if name in cell.names), cell.names[-1]),
        "sequences": sequences(choice.task, choice.seed),
        "answers": list(task.outputs or task.vocabulary) if task.output == "choice" else [],
        "within": rule_of(choice.task).within,
    }


def gates_of(choice: Choice) -> list[str]:
    """The names whose values go from 0 to 1, because a sigmoid computes them."""
    cell = choice.kind()
    return [name for name in cell.names if cell.graph.nodes[cell.graph.names[name]].op == "sigmoid"]


def part(choice: Choice, kind: str) -> None:
    """One of the parts that look at the training: "frozen", "moments", "files"."""
    component("learning")(key=f"learning_{kind}_part", data=of_part(choice, kind))


@st.cache_resource(max_entries=64, show_spinner=False)
def of_part(choice: Choice, kind: str) -> bytes:
    """What such a part gets."""
    said = {
        "frozen": lambda: part_words.of_frozen(choice, gates_of(choice)),
        "moments": lambda: {"moments": part_words.of_moments(), "film": words.of_film(choice)},
        "files": lambda: {
            "files": part_words.of_files(choice),
            "frozen": part_words.of_frozen(choice, gates_of(choice)),
        },
    }
    header = about(choice) | {
        "part": kind,
        "words": said[kind](),
        "vocabulary": list(TASKS[choice.task].vocabulary),
        "longest": LONGEST,
        "name": f"{choice.task}-{choice.cell}-{choice.seed}",
    }
    return framed(header)
