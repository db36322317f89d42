"""A closer look at a film's states, once its reader asks: planes in which they stand, and sentences to search."""

from typing import Any

import numpy as np
import streamlit as st

from lstm_core.experiments.corpus import corpus, moments, task_of
from lstm_core.experiments.plane import Plane, country_differences, plane
from lstm_core.networks.network import Network
from lstm_core.tasks import france
from ui.components.film.offers import Offer, framed
from ui.components.network import name

KIND = "closer"
ALL, COUNTRY = "what varies most", "what the country changes"
MOST_WEIGHTS = 100_000  # with more the page would read the sentences for longer than anyone waits
OF = {ALL: "of all that varies", COUNTRY: "of all that the country changes"}


def offers(network: Network, layer: int = 0, own: str | None = None) -> dict[str, Offer]:
    """The offer, under its kind; none where the network learned no task of words that is known here, or is large.

    `own` is the name of a network that is one reader's own, which nobody else is to keep.
    """
    of, task, states = own or name(network), task_of(network), list(network.layers[layer].cell.states)
    size = sum(weight.size for one in network.layers for weight in one.weights.values())
    if of is None or task is None or not states or network.reverse or size > MOST_WEIGHTS:
        return {}
    says = {"states": states, "axes": 2 if task is france.TASK else 1}
    return {KIND: Offer(f"closer look at layer {layer} of {of}", lambda: message(of, layer, network), says)}


@st.cache_resource(max_entries=32, show_spinner=False)
def message(of: str, layer: int, _network: Network) -> bytes:
    """What is said, the planes of each state, and the sentences: their lengths, and all words one after the other.

    It is kept under the network's name `of`, without the network.
    """
    task = task_of(_network)
    assert task is not None  # else it was not offered
    sentences = corpus(task, _network)
    found = moments(_network, layer, sentences)
    planes = {state: {ALL: plane(values)} for state, values in found.items()}
    if task is france.TASK:
        for state, differences in country_differences(_network, layer, sentences).items():
            planes[state] = {COUNTRY: plane(found[state], differences), **planes[state]}
    about = {
        "task": task.title,
        "planes": {state: [said(title, one) for title, one in each.items()] for state, each in planes.items()},
    }
    lengths, ids = [len(sentence) for sentence in sentences], [k for sentence in sentences for k in sentence]
    return framed(about, *(np.array(numbers, "<u2").tobytes() for numbers in (lengths, ids)))


def said(title: str, found: Plane) -> dict[str, Any]:
    """A plane as the page reads it."""
    return {"title": title, "of": OF[title], **{key: value.tolist() for key, value in found._asdict().items()}}
