"""The picture of each road: its task as it plays, what the page gets once; before the guess only what asks."""

from typing import Any

import numpy as np
import streamlit as st

from figures.cell_styles import OTHERS
from lstm_core.browser.blob import blob
from ui.components.played import played
from ui.in_the_page import Lever, position
from ui.lessons.roads import scenes, votes
from ui.lessons.roads.hero_words import WORDS
from ui.lessons.roads.numbers import needed, shipped

KEY = "roads_hero"
SHOWN_BEFORE = 4  # steps of an echo that are shown before the guess: it is far from faded
RADIUS = Lever("radius", "roads_radius", "Spectral radius", scenes.RADII[0], scenes.RADII[-1], 0.1, votes.RADIUS)
STAGE = Lever("stage", "roads_stage", "Network", 0, scenes.STAGES - 1, 1, scenes.STAGES - 1, "the trained one")
COUNTRIES = Lever(
    "countries", "roads_lands", "Countries", scenes.COUNTRIES[0], scenes.COUNTRIES[-1], 1, votes.ASKED_COUNTRIES
)
LEVERS = {"reservoir": [RADIUS], "evolution": [STAGE], "reward": [STAGE], "states": [COUNTRIES]}


def draw(road: str, level: int, guess: str | None) -> dict[str, Any]:
    """The picture; returns where its lever stands."""
    stands = position(f"{KEY}_{road}", LEVERS[road])
    played("roads", message(road, level, guess), f"{KEY}_{road}")
    return stands


@st.cache_resource(max_entries=32, show_spinner=False)
def message(road: str, level: int, guess: str | None) -> bytes:
    """All that the page gets once."""
    told, arrays = DRAWN[road](level, guess)
    common = {"kind": road, "guessed": bool(guess), "words": WORDS[road], "color": OTHERS[0].color}
    levers = [lever._asdict() for lever in LEVERS[road]] if guess or road == "reservoir" else []
    return blob({"format": 1, **common, "levers": levers, **told}, arrays, "the picture of a road")


def _reservoir(_level: int, guess: str | None) -> tuple[dict[str, Any], dict[str, np.ndarray]]:
    steps = scenes.STEPS if guess else SHOWN_BEFORE
    marks = {"guess": _number(guess), "truth": votes.faded(), "at": votes.RADIUS, "tenth": votes.TENTH} if guess else {}
    shown = {"radii": scenes.RADII, "steps": steps, "axis": scenes.STEPS, "marks": marks}
    return shown, {"shade": scenes.echo_shades()[:, :steps], "size": scenes.echo_sizes()[:, :steps]}


def _evolution(lag: int, guess: str | None) -> tuple[dict[str, Any], dict[str, np.ndarray]]:
    signals = scenes.held(lag)
    if not guess:
        return {"signals": [{"signal": each["signal"]} for each in signals], "stages": [], "needed": []}, {}
    found = shipped("evolution")[str(lag)]
    names = {"evolution": "evolution", "gradient": "backpropagation"}
    ways = [{"name": name, "seen": needed(found[way])} for way, name in names.items()]
    base = float(np.median(ways[1]["seen"]))
    factor = 1 if guess == votes.SAME else _number(guess)
    marks = {"needed": ways, "guess": base * factor if factor else None}
    return {"signals": signals, "stages": scenes.stages()[f"latch-{lag}"]} | marks, {}


def _reward(corridor: int, guess: str | None) -> tuple[dict[str, Any], dict[str, np.ndarray]]:
    shown = range(scenes.STAGES if guess else 1)
    told = {"corridor": corridor, "walks": scenes.walks(corridor)[: len(shown)]}
    if not guess:
        return told | {"stages": [], "shares": []}, {}
    shares = [scenes.shares(corridor, stage) for stage in shown]
    rows = {votes.WALKS: 0, votes.TURNS: 1}
    right = votes.vote("reward", corridor).right
    said = f"{WORDS['reward']['said']}: {guess}" if guess == votes.NOTHING else ""
    said += f" ✓ {right}" if right == votes.NOTHING else ""
    marks = {"guess": rows.get(guess), "truth": rows.get(right), "said": said.strip()}
    return told | {"stages": scenes.stages()[f"maze-{corridor}"], "shares": shares, **marks}, {}


def _states(_level: int, guess: str | None) -> tuple[dict[str, Any], dict[str, np.ndarray]]:
    if not guess:
        first = scenes.spoken(votes.ASKED_COUNTRIES)
        return {"models": [{"countries": 0, "sentences": [{"words": one["words"]} for one in first["sentences"]]}]}, {}
    models = [scenes.spoken(countries) for countries in scenes.COUNTRIES]
    return {"models": models, "guess": _number(guess), "asked": votes.ASKED_COUNTRIES}, {}


def _number(guess: str | None) -> int | None:
    """The number in a guess, None where it has none."""
    digits = "".join(mark for mark in guess or "" if mark.isdigit())
    return int(digits) if digits else None


DRAWN = {"reservoir": _reservoir, "evolution": _evolution, "reward": _reward, "states": _states}
