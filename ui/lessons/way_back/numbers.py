"""What the lesson on the way back computes: how strongly the answer pulls at every word, in trained networks."""

from typing import NamedTuple

import numpy as np
import streamlit as st

from lstm_core import Network, Trace, backward, load_run
from lstm_core.signals.lengths import angle, truncated_backward
from lstm_core.tasks import france
from ui.shipped import networks

CELL, SEED = "lstm", 0  # the run that ships with its checkpoints
MEMORY = "memory"
BY = {MEMORY: "memory", "word": "word vector x", "output": "output h"}
MOST_WINDOWS = 24


class Pull(NamedTuple):
    """A run over a sentence and d, ∂(score)/∂h (T, 1, H): the loss speaks at the last word alone."""

    trace: Trace
    d: np.ndarray
    probability: float


def pull(network: Network, words: tuple[str, ...], language: str) -> Pull:
    """The score of the right language, sent back from the last word."""
    found = network.run(network.encode(words))
    (trace,) = found.layers
    d = np.zeros_like(trace["h"])
    d[-1] = score(network, language)
    return Pull(trace, d, float(found.probs[-1, 0, network.vocabulary.index(language)]))


def score(network: Network, language: str) -> np.ndarray:
    """∂(score)/∂h (H,): the score is the right language's logit less the mean of the other languages' logits."""
    right = network.vocabulary.index(language)
    others = [network.vocabulary.index(other) for other in france.COUNTRIES.values() if other != language]
    return network.readout_W[right] - network.readout_W[others].mean(axis=0)


def lengths(pulled: Pull) -> dict[str, np.ndarray]:
    """{a key of BY: ln ‖∂(score)/∂(memory, word vector, output)‖ at every word, (T,)}."""
    gradients = backward(pulled.trace, {"h": pulled.d}, values=True)
    memory = next(iter(pulled.trace.cell.carry), "h")
    rows = {MEMORY: gradients.values[memory], "word": gradients.x, "output": gradients.values["h"]}
    with np.errstate(divide="ignore"):
        return {by: np.log(np.linalg.norm(rows[by][:, 0], axis=1)) for by in BY}


def trained(words: tuple[str, ...], language: str, by: str) -> dict[str, np.ndarray]:
    """{title: ln (S, T)} for all seeds of the trained networks."""
    return {title: np.stack([found[by] for found in seeds]) for title, seeds in _trained(words, language).items()}


@st.cache_data(max_entries=64, show_spinner=False)
def _trained(words: tuple[str, ...], language: str) -> dict[str, list[dict[str, np.ndarray]]]:
    return {
        networks.title(cell): [
            lengths(pull(networks.network(cell, seed), words, language)) for seed in networks.seeds(cell)
        ]
        for cell in networks.COMPARED
    }


@st.cache_data(max_entries=64, show_spinner=False)
def answered(cell: str, words: tuple[str, ...], language: str) -> float:
    """The probability of the language at the end, the median of the seeds."""
    found = [pull(networks.network(cell, seed), words, language).probability for seed in networks.seeds(cell)]
    return float(np.median(found))


@st.cache_resource(max_entries=1, show_spinner=False)
def moments() -> dict[int, Network]:
    """{step of its training: the network}, for one run that ships with its checkpoints."""
    run = load_run(networks.RUNS / f"france-{CELL}-{SEED}")
    return {step: run.at(step).network for step in run.checkpoints}


def of_the_window() -> Network:
    """The network whose gradient a truncation window turns, in the page."""
    return networks.network(CELL, SEED)


@st.cache_data(max_entries=64, show_spinner=False)
def over_training(words: tuple[str, ...], language: str, by: str) -> tuple[np.ndarray, list[int], list[float]]:
    """(ln (checkpoints, T), their steps, the probability of the right language at each)."""
    pulls = {step: pull(network, words, language) for step, network in moments().items()}
    logs = np.stack([lengths(pulled)[by] for pulled in pulls.values()])
    return logs, list(pulls), [pulled.probability for pulled in pulls.values()]


@st.cache_data(max_entries=64, show_spinner=False)
def by_window(words: tuple[str, ...], language: str) -> tuple[list[int], dict[str, list[float]]]:
    """(windows, {"at the start", "trained": degrees between the gradient that a window sees and the full one})."""
    steps, T = list(moments()), len(words)
    windows = sorted({round(k) for k in np.linspace(1, T, min(T, MOST_WINDOWS))})
    found = {}
    for name, step in {"at the start": steps[0], "trained": steps[-1]}.items():
        pulled = pull(moments()[step], words, language)
        whole = backward(pulled.trace, {"h": pulled.d}).weights
        found[name] = [angle(whole, truncated_backward(pulled.trace, pulled.d, k).weights) for k in windows]
    return windows, found
