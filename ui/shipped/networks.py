"""The trained networks that ship with the app, loaded once for everybody, and the films of what they read."""

from functools import cache
from pathlib import Path

import streamlit as st

from lstm_core import CELLS
from lstm_core.film import Film
from lstm_core.learning.run_reader import load_run
from lstm_core.networks.network import Network
from lstm_core.networks.network_trace import NetworkTrace
from lstm_core.sentence_film import film_data
from lstm_core.tasks import france
from ui.places import ASSETS

RUNS = ASSETS / "runs"
COMPARED = ("rnn", "gru", "lstm")
FAMILY = "family"  # the variant of the runs of all other cells, one seed each


def title(cell: str) -> str:
    """What a cell is called on screen."""
    return CELLS[cell].title


def title_or_none(cell: str) -> str:
    """The same where no cell may be chosen: "none" for none."""
    return title(cell) if cell else "none"


@cache
def seeds(cell: str) -> list[int]:
    """The seeds of which a trained network of that cell ships, found by looking; 0 where there is none."""
    found = [path.parent.name.removeprefix(f"france-{cell}-") for path in RUNS.glob(f"france-{cell}-*/config.json")]
    return sorted(int(seed) for seed in found if seed.isdigit()) or [0]


@cache
def filmed() -> list[str]:
    """The cells of which a trained network ships, found by looking: those that are compared first, then by title."""
    others = [key for key in CELLS if key not in COMPARED and any(RUNS.glob(f"france-{key}-{FAMILY}-*/config.json"))]
    return [*COMPARED[::-1], *sorted(others, key=title)]


@st.cache_resource(max_entries=32, show_spinner=False)
def network(cell: str, seed: int) -> Network:
    """A trained network; nobody may write to its arrays."""
    return load_run(run_folder(cell, seed)).network


def run_folder(cell: str, seed: int) -> Path:
    """Where the run of a trained network lies."""
    variant = "" if cell in COMPARED else f"{FAMILY}-"
    return RUNS / f"france-{cell}-{variant}{seed}"


@st.cache_resource(max_entries=64, show_spinner=False)
def trace_of(cell: str, seed: int, words: tuple[str, ...]) -> NetworkTrace:
    """The run of a network over one sentence."""
    chosen = network(cell, seed)
    return chosen.run(chosen.encode(words))


@st.cache_resource(max_entries=32, show_spinner=False)
def film_of(cell: str, seed: int, words: tuple[str, ...]) -> Film:
    """Everything the film of one sentence draws; the other countries are its alternatives where it names one."""
    chosen = network(cell, seed)
    try:
        position = france.country_position(words)
    except ValueError:
        return film_data(chosen, chosen.encode(words))
    others = [chosen.encode(other) for other in france.alternatives(words)]
    span = (position, france.asked_position(words) + 1) if "fluent" in words[position:] else None
    named = [step for step, word in enumerate(words) if word in france.COUNTRIES]
    return film_data(chosen, chosen.encode(words), others, span=span, cues=named)
