"""A sentence read twice: as it is, and with edits on the way; and what the edits changed."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import streamlit as st

from lstm_core.cell import Cell
from lstm_core.film import Film
from lstm_core.networks.network_trace import NetworkTrace
from lstm_core.said import percent
from lstm_core.sentence_film import film_data
from lstm_core.tasks import france
from ui import edits
from ui.lesson import Recall
from ui.shipped import networks, stories


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
    made = edits.made(changes, {c.country: sources(cell, seed, words)[c.country] for c in changes if c.country})
    after = network.run(ids, made) if made else before
    film = film_data(network, ids, edits=made)
    names = dict.fromkeys((*network.cell.states, "h"))
    changed = {name: after.layers[0][name][:, 0] - before.layers[0][name][:, 0] for name in names}
    return Broken(before, after, replace(film, because=changed, orders=_by_change(film, changed)))


@st.cache_resource(max_entries=8, show_spinner=False)
def sources(cell: str, seed: int, words: tuple[str, ...]) -> Mapping[str, NetworkTrace]:
    """{country: the run of the same sentence about that country}."""
    position = france.country_position(words)
    others = {country: (*words[:position], country, *words[position + 1 :]) for country in france.COUNTRIES}
    return {country: networks.trace_of(cell, seed, other) for country, other in others.items()}


def _by_change(film: Film, changed: Mapping) -> dict:
    """The film's orders, with the units that the edits changed most first."""
    state = next(iter(film.carry), "h")
    size = abs(changed[state]).mean(axis=0)
    return film.orders | ({"carries": (-size).argsort(kind="stable")} if size.any() else {})


def compared(found: Broken, options: Sequence[str]) -> dict[str, list[float]]:
    """{"before", "after": the probability of each option after the last word}."""
    columns = [found.before.network.vocabulary.index(option) for option in options]
    return {
        name: [float(run.probs[-1, 0, column]) for column in columns]
        for name, run in (("before", found.before), ("after", found.after))
    }


def options(found: Broken, right: str, count: int = 5) -> list[str]:
    """The words to compare: the right one, and the likeliest before and after."""
    vocabulary = found.before.network.vocabulary
    best = [vocabulary[k] for run in (found.after, found.before) for k in (-run.probs[-1, 0]).argsort()[:count]]
    return list(dict.fromkeys([right, *best]))[: count + 1]


def verdict(found: Broken, right: str) -> str:
    """What happened to the answer, in one line."""
    (before, sure), (after, now) = (_likeliest(run) for run in (found.before, found.after))
    first = f"Untouched, the network says **{before}** ({percent(sure)})."
    if found.after is found.before:
        return f"{first} Make an edit, and see what becomes of it."
    if after == before:
        return f"{first} With your edits it still says **{after}** ({percent(now)})."
    kept = compared(found, [right])["after"][0]
    return f"{first} With your edits it says **{after}** ({percent(now)}); {right} is left with {percent(kept)}."


def reading(found: Broken, cell: Cell) -> str:
    """How to read the film of an edited run."""
    letters = " and ".join(dict.fromkeys((*cell.states, "h")))
    if found.after is found.before:
        return (
            f"Nothing is changed yet, so {letters} are blank. Make an edit, and colour will show what it changed. Drag "
            "along a row of a gate to mark words of one unit: the controls above take them over."
        )
    return (
        f"In {letters}, colour is the run with your edits minus the run without; blank is unchanged. The gates are "
        "those of the edited run. Follow the colour from the word you changed to the answer. Drag along a row to "
        "mark words for the next edit."
    )


SWAPPED, FROM = ("c", "h"), "spain"


def what_flips() -> Recall:
    """Whose transplant turns the LSTM's answer in mid-story? Question, what to say to each answer, the right one."""
    words = tuple(stories.story("france", 3))
    middle = (france.country_position(words) + len(words)) // 2
    answers = {}
    for name in SWAPPED:
        change = edits.Change(name, middle, middle, country=FROM)
        answers[name] = _likeliest(broken("lstm", 0, words, (change,)).after)
    flips = {name: word == france.COUNTRIES[FROM] for name, (word, _) in answers.items()}
    heard = ", ".join(f"with Spain's {name} it says {word} ({percent(p)})" for name, (word, p) in answers.items())
    said = {
        "Only the memory c": f"After “{words[middle - 1]}”, {heard}. The country is kept in c.",
        "Only the output h": f"After “{words[middle - 1]}”, {heard}. There h does not hold what is asked later.",
        "Each of them alone": f"After “{words[middle - 1]}”, {heard}. They are not two copies of one thing.",
        "Neither": f"After “{words[middle - 1]}”, {heard}. What is carried decides the answer.",
    }
    memory, output, each, neither = said
    right = {(True, False): memory, (False, True): output, (True, True): each}.get(tuple(flips.values()), neither)
    return (
        "In the middle of the story, Spain's values replace France's in the LSTM. Which swap turns the answer?",
        said,
        right,
    )


def _likeliest(run: NetworkTrace) -> tuple[str, float]:
    column = int(run.probs[-1, 0].argmax())
    return run.network.vocabulary[column], float(run.probs[-1, 0, column])
