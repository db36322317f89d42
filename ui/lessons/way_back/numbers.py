"""What the lesson on the way back computes: how strongly the answer pulls at every word, in trained networks."""

from typing import NamedTuple

import numpy as np
import streamlit as st

from lstm_core import Network, Trace, backward, load_run
from lstm_core.signals.lengths import angle, truncated_backward
from lstm_core.tasks import france
from ui.shipped import networks, stories

CELL, SEED = "lstm", 0  # the run that ships with its checkpoints
BY = {"word": "word vector x", "memory": "memory", "output": "output h"}
MOST_WINDOWS = 24
LONGEST = len(stories.story("france", stories.MOST_FILLERS))  # words: a window that cuts nothing


class Pull(NamedTuple):
    """A run over a sentence and d, ∂(score)/∂h (T, 1, H): the loss speaks at the last word alone."""

    trace: Trace
    d: np.ndarray
    probability: float


def pull(network: Network, words: tuple[str, ...], language: str) -> Pull:
    """The score of the right language is its logit less the mean of the other languages' logits."""
    found = network.run(network.encode(words))
    right = network.vocabulary.index(language)
    others = [network.vocabulary.index(other) for other in france.COUNTRIES.values() if other != language]
    (trace,) = found.layers
    d = np.zeros_like(trace["h"])
    d[-1] = network.readout_W[right] - network.readout_W[others].mean(axis=0)
    return Pull(trace, d, float(found.probs[-1, 0, right]))


def lengths(pulled: Pull, by: str) -> np.ndarray:
    """ln ‖∂(score)/∂(word vector, memory or output)‖ at every word, (T,)."""
    gradients = backward(pulled.trace, {"h": pulled.d}, values=True)
    memory = next(iter(pulled.trace.cell.carry), "h")
    rows = gradients.x if by == "word" else gradients.values[memory if by == "memory" else "h"]
    with np.errstate(divide="ignore"):
        return np.log(np.linalg.norm(rows[:, 0], axis=1))


@st.cache_data(max_entries=64, show_spinner=False)
def trained(words: tuple[str, ...], language: str, by: str) -> dict[str, np.ndarray]:
    """{title: ln (S, T)} for all seeds of the trained networks."""
    return {
        networks.title(cell): np.stack(
            [lengths(pull(networks.network(cell, seed), words, language), by) for seed in networks.seeds(cell)]
        )
        for cell in networks.COMPARED
    }


@st.cache_resource(max_entries=1, show_spinner=False)
def moments() -> dict[int, Network]:
    """{step of its training: the network}, for one run that ships with its checkpoints."""
    run = load_run(networks.RUNS / f"france-{CELL}-{SEED}")
    return {step: run.at(step).network for step in run.checkpoints}


@st.cache_data(max_entries=64, show_spinner=False)
def over_training(words: tuple[str, ...], language: str, by: str) -> tuple[np.ndarray, list[int], list[float]]:
    """(ln (checkpoints, T), their steps, the probability of the right language at each)."""
    pulls = {step: pull(network, words, language) for step, network in moments().items()}
    logs = np.stack([lengths(pulled, by) for pulled in pulls.values()])
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
