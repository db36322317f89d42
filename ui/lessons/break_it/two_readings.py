"""A sentence read twice, as it is and with edits on the way, and what the edits changed in it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import streamlit as st

from lstm_core.film import Film
from lstm_core.networks.network_trace import NetworkTrace
from lstm_core.sentence_film import film_data
from lstm_core.tasks import france
from ui import edits
from ui.shipped import networks


@dataclass(frozen=True)
class Broken:
    """The run before and after; the film shows the run after, its colour is what the edits changed."""

    before: NetworkTrace
    after: NetworkTrace
    film: Film


@st.cache_resource(max_entries=64, show_spinner=False)
def broken(cell: str, seed: int, words: tuple[str, ...], changes: tuple[edits.Change, ...]) -> Broken:
    """Both runs of one sentence."""
    network = networks.network(cell, seed)
    ids = network.encode(words)
    before = networks.trace_of(cell, seed, words)
    made = _made(cell, seed, words, changes)
    after = network.run(ids, made) if made else before
    film = film_data(network, ids, edits=made)
    names = dict.fromkeys((*network.cell.states, "h"))
    changed = {name: after.layers[0][name][:, 0] - before.layers[0][name][:, 0] for name in names}
    untouched = networks.film_of(cell, seed, words)  # its rows: who carries stays on top, whatever is held
    return Broken(before, after, replace(film, because=changed, orders=untouched.orders))


@st.cache_data(max_entries=64, show_spinner=False)
def after_each(
    cell: str, seed: int, words: tuple[str, ...], changes: tuple[edits.Change, ...]
) -> list[tuple[str, float]]:
    """What the network answers, and how sure it is, after the first edit, the first two, and so on."""
    network = networks.network(cell, seed)
    parts = [_made(cell, seed, words, changes[: k + 1]) for k in range(len(changes))]
    return [likeliest(network.run(network.encode(words), made)) for made in parts]


def _made(cell: str, seed: int, words: tuple[str, ...], changes: tuple[edits.Change, ...]) -> list:
    """The core's edits, one for each change."""
    return edits.made(changes, {c.country: sources(cell, seed, words)[c.country] for c in changes if c.country})


@st.cache_resource(max_entries=8, show_spinner=False)
def sources(cell: str, seed: int, words: tuple[str, ...]) -> Mapping[str, NetworkTrace]:
    """{country: the run of the same sentence about that country}."""
    position = france.country_position(words)
    others = {country: (*words[:position], country, *words[position + 1 :]) for country in france.COUNTRIES}
    return {country: networks.trace_of(cell, seed, other) for country, other in others.items()}


def options(found: Broken, right: str, count: int = 5) -> list[str]:
    """The words to compare: the right one, and the likeliest before and after."""
    vocabulary = found.before.network.vocabulary
    best = [vocabulary[k] for run in (found.after, found.before) for k in (-run.probs[-1, 0]).argsort()[:count]]
    return list(dict.fromkeys([right, *best]))[: count + 1]


def compared(found: Broken, options: Sequence[str]) -> dict[str, list[float]]:
    """{"before", "after": the probability of each option after the last word}."""
    columns = [found.before.network.vocabulary.index(option) for option in options]
    return {
        name: [float(run.probs[-1, 0, column]) for column in columns]
        for name, run in (("before", found.before), ("after", found.after))
    }


def likeliest(run: NetworkTrace) -> tuple[str, float]:
    """The word it says at the end, and its probability."""
    column = int(run.probs[-1, 0].argmax())
    return run.network.vocabulary[column], float(run.probs[-1, 0, column])
