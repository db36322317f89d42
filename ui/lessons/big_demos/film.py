"""A larger trained network in the film: its words or letters, and the units that matter where there are many."""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import streamlit as st

from lstm_core.film import Film
from lstm_core.networks.network import Network
from lstm_core.sentence_film import film_data
from lstm_core.tasks import france
from ui import controls, lesson
from ui.components.film.component import film
from ui.components.film.live import SIGNS, Alive
from ui.lessons.big_demos import runs
from ui.lessons.big_demos.run_files import Told
from ui.shipped import stories

MOST_UNITS = 256  # more, and a film is several megabytes: then the units that carry are shown
LETTERS = 80  # characters in a film: with 160 units 1.5 MB
LONGEST_GAP = 200


def reads_letters(network: Network) -> bool:
    """Whether its words are single characters."""
    return bool(network.vocabulary) and all(len(word) == 1 for word in network.vocabulary)


def choose_text(run: Told, network: Network) -> tuple[str, ...]:
    """The words or letters to read, chosen by controls; ValueError, in a sentence, for what it cannot read."""
    if reads_letters(network):
        example = shown(opening(run, network))
        typed = controls.sentence("A text of your own (⏎ is a new line)", f"big_text_{run.demo}", example)
        return letters(typed, network) if typed else tuple(opening(run, network))
    where, how_far = lesson.beside(2)
    with where:
        country = controls.pick("Country", stories.COUNTRIES, "big_country", "france", str.capitalize)
    with how_far:
        gap = controls.number("Gap: words up to “fluent”", 8, LONGEST_GAP, "big_gap", 100)
    return story(country, gap)


def story(country: str, gap: int) -> tuple[str, ...]:
    """The words up to "fluent"; clauses that training never showed, the same for every country."""
    words = france.sentence(np.random.default_rng(gap), country, gap=gap, unseen=True)
    return tuple(words[: france.asked_position(words) + 1])


def opening(run: Told, network: Network) -> str:
    """A stretch of what the network wrote last, where there is one; with a quotation, if it wrote any."""
    text = run.samples[-1]["text"] if run.samples else "".join(network.vocabulary[:LETTERS])
    known = "".join(letter for letter in text if letter in network.vocabulary) or network.vocabulary[0]
    starts = [0, *(k + 1 for k, letter in enumerate(known) if letter == "\n")]
    quoting = [k for k in starts if known[k : k + LETTERS].count('"') >= 2]
    first = (quoting or starts[1:] or starts)[0]
    stretch = known[first : first + LETTERS]
    end = stretch.rfind(". ") + 2  # what the network writes from here begins with a sentence
    return stretch[:end] if end > 2 else stretch or known[:LETTERS]


def letters(typed: str, network: Network) -> tuple[str, ...]:
    """The letters of a typed text; ValueError names those that the network does not know."""
    text = typed.replace(SIGNS["\n"], "\n").replace(SIGNS[" "], " ")
    if len(text) > LETTERS:
        raise ValueError(f"the text has {len(text)} characters; the film shows at most {LETTERS}")
    unknown = [letter for letter in dict.fromkeys(text) if letter not in network.vocabulary]
    if unknown:
        known = "".join(sorted(letter for letter in network.vocabulary if letter.strip()))
        raise ValueError(f"the network never saw {', '.join(map(repr, unknown[:5]))}; it knows {known} and the space")
    return tuple(text)


def shown(words: Sequence[str]) -> str:
    """A text on one line, with signs for what cannot be seen at its ends."""
    return "".join(words).replace("\n", SIGNS["\n"])


def ids_of(network: Network, words: Sequence[str]) -> np.ndarray:
    """Words that the network knows as ids (T, 1), however many."""
    index = {word: k for k, word in enumerate(network.vocabulary)}
    return np.array([[index[word]] for word in words])


def look_inside(run: Told, network: Network, words: tuple[str, ...]) -> None:
    """The film of these words."""
    layer = 0
    if len(network.layers) > 1:
        layer = controls.choice("Layer", range(len(network.layers)), f"big_layer_{run.demo}", 0, lambda k: str(k + 1))
    made, units = filmed(run, words, layer)
    alive = None if units else Alive(network, layer)  # a film of some units cannot be computed without the others
    film(made, key="big_film", alternatives="each other country", alive=alive)
    every = "letter" if reads_letters(network) else "word"
    many = f" The {len(units)} units that carry most are shown, the first as unit 0: {named(units)}." if units else ""
    lesson.how_to_read(
        f"One column is one {every}, one row a unit; those that carry most are on top and taller, the others are "
        f"averaged where a row is thinner than a dot.{many}"
    )


def named(units: Sequence[int]) -> str:
    """The first of them, as the network numbers them."""
    return ", ".join(map(str, units[:8])) + (", …" if len(units) > 8 else "")


def filmed(run: Told, words: tuple[str, ...], layer: int) -> tuple[Film, tuple[int, ...]]:
    """The film, and the units it shows where it does not show all."""
    return _filmed(run.path, run.status.get("step"), words, layer, run)


@st.cache_resource(max_entries=16, show_spinner=False)
def _filmed(path, step, words: tuple[str, ...], layer: int, _run: Told) -> tuple[Film, tuple[int, ...]]:
    network = runs.network(_run)
    ids = ids_of(network, words)
    if reads_letters(network):
        made = with_signs(film_data(network, ids, layer=layer))
    else:
        others = [ids_of(network, other) for other in france.alternatives(words)]
        span = (france.country_position(words), france.asked_position(words) + 1)
        named_ = [step for step, word in enumerate(words) if word in france.COUNTRIES]
        made = film_data(network, ids, others, layer=layer, span=span, cues=named_)
    if made.hidden_size <= MOST_UNITS:
        return made, ()
    units = made.orders["carries"][:MOST_UNITS]
    return of_units(made, units), tuple(int(unit) for unit in units)


def with_signs(made: Film) -> Film:
    """The film with a sign for every space and line break, which could not be seen."""
    best = tuple(tuple((SIGNS.get(word, word), p) for word, p in row) for row in made.top_words)
    return replace(made, words=tuple(SIGNS.get(word, word) for word in made.words), top_words=best)


def of_units(made: Film, units: Sequence[int]) -> Film:
    """The film of some of its units, numbered anew from 0."""
    chosen, H = np.asarray(units), made.hidden_size

    def cut(arrays: dict) -> dict:
        return {k: array[..., chosen] if array.shape[-1] == H else array for k, array in arrays.items()}

    place = {int(unit): k for k, unit in enumerate(chosen)}
    orders = {
        by: np.array([place[unit] for unit in order.tolist() if unit in place]) for by, order in made.orders.items()
    }
    parts = {name: cut(getattr(made, name)) for name in ("node_arrays", "because", "carry", "kept", "added")}
    return replace(made, hidden_size=len(chosen), orders=orders | {"index": np.arange(len(chosen))}, **parts)
