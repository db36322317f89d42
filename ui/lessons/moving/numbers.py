"""What the lesson on moving pictures computes: films, predictions, one pixel's values, errors by picture."""

from collections.abc import Sequence

import numpy as np
import streamlit as st

from lstm_core import TASKS, load_run
from lstm_core.film import Film
from lstm_core.networks.network import Network
from lstm_core.networks.network_trace import NetworkTrace
from lstm_core.networks.writing import alone
from lstm_core.pixel_film import pixel_film
from lstm_core.tasks.bouncing import READ, SIDE, STEPS
from ui.places import ASSETS
from ui.shipped.measured import measured

RESULTS, RUN = ASSETS / "moving.json", ASSETS / "runs" / "bouncing-conv_lstm-0"
FILMS = 50
SHOWN = STEPS + 1 - READ  # pictures of a strip: all that follow those a network on its own has read
SIDES = 1, SIDE
COPY, EMPTY = "the last picture again", "an empty picture"


def shipped(squares: int) -> dict:
    """What `python -m benchmarks.moving` found; OSError or ValueError where the file is missing or torn."""
    found = measured(RESULTS)
    if str(squares) not in found:
        raise ValueError(f"{RESULTS.name} says nothing of {squares} squares; python -m benchmarks.moving writes it")
    return found[str(squares)]


@st.cache_resource(max_entries=1, show_spinner=False)
def network() -> Network:
    """The trained network of seed 0."""
    return load_run(RUN, dtype=np.float32).network


@st.cache_resource(max_entries=32, show_spinner=False)
def seen(film: int, squares: int) -> NetworkTrace:
    """The run over one film that training never drew."""
    batch = TASKS["bouncing"].sample(np.random.default_rng([2**21, film]), 1, squares=squares)
    return network().run(np.concatenate([batch.inputs, batch.targets[-1:]]))


@st.cache_data(max_entries=32, show_spinner=False)
def strips(film: int, squares: int) -> dict[str, np.ndarray]:
    """{what it is: pictures (T, Y, X)} of the last pictures of a film, and what was predicted for them."""
    trace = seen(film, squares)
    came = trace.inputs[:, 0, 0]
    return {
        "What came": came[-SHOWN:],
        "What the network predicted, one picture ahead": trace.logits[-SHOWN - 1 : -1, 0, 0],
        "The last picture again": came[-SHOWN - 1 : -1],
    }


@st.cache_data(max_entries=32, show_spinner=False)
def alone_strips(film: int, squares: int) -> dict[str, np.ndarray]:
    """{what it is: pictures (T, Y, X)}: what came, and what the network saw before its eyes after it was left alone."""
    inputs = seen(film, squares).inputs
    went = alone(network(), inputs[:READ], SHOWN)
    return {"What came": inputs[-SHOWN:, 0, 0], "The network on its own": went[:, 0, 0]}


def first_shown() -> int:
    """The number of the first picture of a strip."""
    return READ + 1


@st.cache_resource(max_entries=64, show_spinner=False)
def pixel(film: int, squares: int, row: int, column: int) -> Film:
    """Everything the network computes at one pixel, row and column from 1; pictures with a square there are marked."""
    inputs = seen(film, squares).inputs
    lit = np.nonzero(inputs[:, 0, 0, row - 1, column - 1] > 0)[0].tolist()
    return pixel_film(network(), inputs, row - 1, column - 1, cues=lit)


def errors(squares: int) -> list[list[float]]:
    """The error of each seed by picture, from the second picture on."""
    return shipped(squares)["seeds"]


def compared(squares: int) -> dict[str, Sequence[float]]:
    """What the error is compared with, by picture."""
    return {COPY: shipped(squares)["copy"], EMPTY: shipped(squares)["empty"]}


def alone_errors(squares: int) -> list[list[float]]:
    """The same, left alone."""
    return shipped(squares)["alone"]


def alone_compared(squares: int) -> dict[str, Sequence[float]]:
    """What the network on its own is compared with, by picture."""
    found = shipped(squares)
    return {"the last one it saw, again": found["copy_alone"], EMPTY: found["empty"][found["read"] - 1 :]}
