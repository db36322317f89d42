"""What the lesson on learning asks, first and last; the run in the page answers the first, small trainings the last."""

from typing import NamedTuple

import numpy as np
import streamlit as st

from lstm_core import CELLS, TASKS
from lstm_core.learning.config import Config
from lstm_core.learning.train import fit, new_network
from ui import guesses
from ui.lesson import Recall

QUESTION = (
    "it trains until it is right on 95 of 100 sequences that it has never seen. **After half of these updates**, on "
    "how many is it right?"
)
RANGES = {"almost none": (0.0, 0.25), "about half": (0.25, 0.75), "nearly all": (0.75, 1.0)}
OPTIONS = tuple(RANGES)
BIASES, SHORT, UPDATES, LAST = (-2, 0, 2), 20, 200, 50


class Guess(NamedTuple):
    """What was said, and from where to where it reaches; None for whoever wants to be shown."""

    said: str
    low: float | None
    high: float | None


def guess_of(said: str | None) -> Guess | None:
    """The guess as the picture needs it; None before there is one."""
    if said is None:
        return None
    return Guess(said, *RANGES.get(said, (None, None))) if said != guesses.SHOW else Guess(said, None, None)


def which_bias() -> Recall:
    """From which forget bias does an LSTM learn soonest? Question, what to say to each answer, the right one."""
    found = {bias: loss_after(bias) for bias in BIASES}
    said = {
        f"{bias:+d}" if bias else "0": f"From a bias of {bias} the loss is {loss:.2f} after {UPDATES} updates; whoever "
        f"guesses blindly has {np.log(4):.2f}."
        for bias, loss in found.items()
    }
    right = dict(zip(found, said, strict=True))[min(found, key=found.get)]
    return (
        f"Three LSTMs learn the order of two letters in sequences of {SHORT}, from the same seed. Only their forget "
        "biases start at different values. From which one is the loss lowest after a while?",
        said,
        right,
    )


def loss_after(bias: int) -> float:
    """The mean loss of the last updates of that training."""
    return float(np.mean(losses(bias)[-LAST:]))


@st.cache_resource(max_entries=8, show_spinner=False)
def losses(bias: int) -> list[float]:
    """The loss at every update of a short training of seed 0 that starts from a forget bias."""
    task, steps = TASKS["temporal_order"], UPDATES
    config = Config(
        "lstm",
        "temporal_order",
        hidden_size=8,
        embedding_size=0,
        steps=steps,
        batch_size=8,
        rate=0.01,
        level=SHORT,
        carry_bias=str(bias),
        schedule="constant",
    )
    network = new_network(CELLS["lstm"], task, config)
    return [progress.loss for progress in fit(network, task, config)]
