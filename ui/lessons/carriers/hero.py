"""The picture of the carriers: all that the page gets once to draw it, and to carry memories over in it."""

from typing import Any

import numpy as np
import streamlit as st

from lstm_core.browser.blob import blob
from lstm_core.browser.names import names
from lstm_core.experiments.evidence import memory_of
from lstm_core.tasks import france
from ui.components.network import name
from ui.lessons.carriers import words
from ui.lessons.carriers.component import show
from ui.lessons.carriers.numbers import counts, orders
from ui.lessons.carriers.place import asked, place
from ui.room import questions
from ui.shipped import evidence, networks, ranking, start


def draw(cell: str, seed: int) -> dict[str, Any]:
    """The picture, in place; returns where the hand stands in it."""
    network, sentence = networks.network(cell, seed), start.words()
    stands = place(f"{cell}-{seed}", asked(network.hidden_size, orders(cell, seed), _sources(sentence)))
    show(message(cell, seed), network)
    units, guess = [f"unit {unit}" for unit in range(network.hidden_size)], stands["guess"]
    said = None if guess is None else units[guess]
    waits = questions.ask("carriers_guess", words.question(cell, sentence), units, said, pictured=True)
    return {**stands, "guess": None} if waits else stands


@st.cache_resource(max_entries=32, show_spinner=False)
def message(cell: str, seed: int) -> bytes:
    """Sentence, map, rankings and experiments of one network, the same wherever the hand stands."""
    network, sentence = networks.network(cell, seed), start.words()
    found, film = evidence.of_run(cell, seed), networks.film_of(cell, seed, sentence)
    memory = memory_of(network.cell)
    position, last = france.country_position(sentence), france.asked_position(sentence)
    because = film.because[memory]
    held = networks.trace_of(cell, seed, sentence).layers[0][memory][:, 0]
    random = np.array([*found["random"], [found["evidence"]["swap_memory"]] * len(found["random"][0])])
    color = next(one["color"] for one in names(network.cell) if one["name"] == memory)
    sources = _sources(sentence)
    answers = {word: network.answers.index(france.COUNTRIES[word]) for word in (sentence[position], *sources)}
    header = {
        "format": 1,
        "of": f"{cell}-{seed}",
        "network": name(network),
        "words": sentence,
        "ids": network.encode(sentence)[:, 0].tolist(),
        "position": position,
        "middle": (position + last) // 2,
        "marked": [step for step, word in enumerate(sentence) if word in france.COUNTRIES or step == last],
        "units": network.hidden_size,
        "memory": memory,
        "color": color,
        "limit": float(np.quantile(np.abs(because), 0.97)) or 1.0,
        "answer": answers[sentence[position]],
        "answers": network.answers,
        "sources": {word: {"id": int(network.encode([word])[0, 0]), "answer": answers[word]} for word in sources},
        "carriers": found["evidence"]["carriers"],
        "orders": _orders(cell, seed),
        "counts": [*counts(), network.hidden_size],
        "random": [[float(row.min()), float(row.max())] for row in random],
        "verdicts": [words.of_guess(cell, seed, unit) for unit in range(network.hidden_size)],
        "says": words.of_hero(cell, seed, sentence, memory),
    }
    return blob(header, {"because": because, "mean": held - because}, "the picture of the carriers")


def _orders(cell: str, seed: int) -> dict[str, dict[str, Any]]:
    """All that is known of a measure, with its curve of swaps."""
    found = evidence.of_run(cell, seed)
    measures = ranking.ranked(cell, seed).items()
    return {by: {**one, "shares": [*found["top"][by], found["evidence"]["swap_memory"]]} for by, one in measures}


def _sources(sentence: tuple[str, ...]) -> list[str]:
    """The countries whose memory can be carried into a sentence."""
    own = sentence[france.country_position(sentence)]
    return [country for country in france.COUNTRIES if country != own]
