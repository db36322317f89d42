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
from lstm_core.tasks.bouncing import READ, SETTLED, STEPS
from ui.places import ASSETS
from ui.shipped.measured import measured

RESULTS, RUN = ASSETS / "moving.json", ASSETS / "runs" / "bouncing-conv_lstm-0"
FILMS, USUAL = 50, 15  # to choose from; the one that is shown first gains about as much as the films do in the middle
ALONE = STEPS + 1 - READ  # pictures of a film that a network on its own has to predict
SCORED = SETTLED + 2  # the first picture whose prediction is scored
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


def came(film: int, squares: int) -> np.ndarray:
    """The pictures of a film, (T, Y, X)."""
    return seen(film, squares).inputs[:, 0, 0]


def predicted(film: int, squares: int) -> np.ndarray:
    """What the network expected before each picture but the first came, (T - 1, Y, X)."""
    return seen(film, squares).logits[:-1, 0, 0]


def on_its_own(film: int, squares: int) -> np.ndarray:
    """What it took for the pictures after READ of them, each predicted from those before it, (ALONE, Y, X)."""
    return alone(network(), seen(film, squares).inputs[:READ], ALONE)[:, 0, 0]


def wrong(pictures: np.ndarray, truth: np.ndarray) -> list[float]:
    """The squared error of each picture, the mean over its pixels."""
    return [float(error) for error in ((pictures - truth) ** 2).mean(axis=(1, 2))]


def share(film: int, squares: int) -> float:
    """The network's squared error over that of the last picture again, over the scored pictures of one film."""
    truth = came(film, squares)
    ours, copied = wrong(predicted(film, squares), truth[1:]), wrong(truth[:-1], truth[1:])
    return float(np.mean(ours[SETTLED:]) / np.mean(copied[SETTLED:]))


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
    """The same, on its own."""
    return shipped(squares)["alone"]


def alone_compared(squares: int) -> dict[str, Sequence[float]]:
    """What the network on its own is compared with, by picture."""
    found = shipped(squares)
    return {"the last one it saw, again": found["copy_alone"], EMPTY: found["empty"][found["read"] - 1 :]}
