"""What a cell does before any training: its error signal beside the LSTM's, and a sentence through it."""

import numpy as np
import streamlit as st

from figures.decades import size
from lstm_core import CELLS, run
from lstm_core.cell_page import page_of_cell
from lstm_core.experiments.measures import memory_half_life
from lstm_core.film import Film
from lstm_core.networks.network import Network
from lstm_core.sentence_film import film_data
from lstm_core.signals.lengths import factor_per_step, log_signals, random_loss
from lstm_core.tasks import france
from ui.lessons.invent.state import TITLE, cell_of
from ui.shipped import stories

SEEDS, STEPS, INPUTS, UNITS = range(5), 100, 16, 32
BACK = 50
FILM_UNITS = 16  # a small network draws a small film


@st.cache_data(max_entries=64, show_spinner=False)
def signals(text: str) -> np.ndarray:
    """ln ‖∂L/∂h_t‖ of fresh networks of a page's cell that read noise, lag 0 first: (S, T)."""
    cell, rows = cell_of(text), []
    with np.errstate(all="ignore"):
        for seed in SEEDS:
            rng = np.random.default_rng(seed)
            weights = cell.new_weights(INPUTS, UNITS, rng)
            trace = run(cell, weights, rng.normal(size=(STEPS, 1, INPUTS)))
            if not np.isfinite(trace["h"]).all():
                raise ValueError(
                    f"the values overflow within {STEPS} steps: they grow from step to step; squash them, or add less"
                )
            loss = random_loss(trace["h"].shape, np.random.default_rng(seed))
            rows.append(log_signals(trace, loss)["h"][::-1, 0])
    found = np.stack(rows)
    if np.isnan(found).any():
        raise ValueError(f"the error signal overflows within {STEPS} steps: it grows from step to step without a bound")
    return found


def beside_lstm(text: str) -> dict[str, np.ndarray]:
    """{title: ln (S, T)} of the learner's cell and the LSTM."""
    return {CELLS["lstm"].title: signals(page_of_cell(CELLS["lstm"])), TITLE: signals(text)}


def in_numbers(text: str) -> list[dict[str, str]]:
    """A row for each cell: factor per step, half-life, what is left."""
    return [_row(title, logs) for title, logs in beside_lstm(text).items()]


def spoken(text: str) -> str:
    """The same as a sentence."""
    return "; ".join(", ".join(f"{name} {said}" for name, said in row.items()) for row in in_numbers(text))


def remark(text: str) -> str:
    """What the picture means where two lines are one, or a line is exactly 0; "" where it speaks for itself."""
    lstm, own = beside_lstm(text).values()
    if np.allclose(lstm, own, equal_nan=True):
        return "Both lines are one: before any training your cell does exactly what the LSTM does."
    if (own[:, 1:] == -np.inf).all():
        return "Nothing comes back at all: no value of the step before reaches the output."
    return ""


def _row(title: str, logs: np.ndarray) -> dict[str, str]:
    middle = float(np.median(factor_per_step(logs[:, ::-1].T)))
    half = float(memory_half_life(np.array(middle)))
    back = np.median(logs[:, BACK])
    return {
        "cell": title,
        "factor per step": f"{middle:.3f}",
        "halves in": "never" if half == np.inf else f"{half:.3g} steps",
        f"left {BACK} steps back": size(float(back - np.median(logs[:, 0]))),
    }


@st.cache_resource(max_entries=8, show_spinner=False)
def untrained_film(text: str, seed: int = 0) -> tuple[Film, Network]:
    """France's sentence through a fresh, small network of a page's cell, beside the other countries'; the network."""
    cell = cell_of(text)
    network = Network.new(cell, france.TASK.vocabulary, FILM_UNITS, FILM_UNITS, np.random.default_rng(seed))
    return film_of(network, tuple(stories.story("france", 1))), network


def film_of(network: Network, words: tuple[str, ...]) -> Film:
    """The film of a story; the same story of every other country is what it is compared with."""
    others = [network.encode(other) for other in france.alternatives(words)]
    span = france.country_position(words), france.asked_position(words) + 1
    with np.errstate(all="ignore"):
        return film_data(network, network.encode(words), others, span=span)
