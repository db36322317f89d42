"""A larger trained network in the film: its words or letters, and the units that matter where there are many."""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import streamlit as st

from lstm_core.film import Film, of_units
from lstm_core.networks.network import Network
from lstm_core.sentence_film import film_data
from lstm_core.tasks import france
from ui import controls, lesson
from ui.components.film.component import film
from ui.components.film.live import SIGNS, Alive
from ui.lessons.big_demos import cells, runs
from ui.lessons.big_demos.reading import MOST_UNITS, ids_of, reads_letters
from ui.lessons.big_demos.run_files import Told


def look_inside(run: Told, network: Network, words: tuple[str, ...]) -> None:
    """The film of these words."""
    layer = 0
    if len(network.layers) > 1:
        layer = controls.choice("Layer", range(len(network.layers)), f"big_layer_{run.demo}", 0, lambda k: str(k + 1))
    made, units = filmed(run, words, layer)
    alive = None if units else Alive(network, layer)  # a film of some units cannot be computed without the others
    film(made, key=f"big_film_{run.path.name}", alternatives="each other country", alive=alive)
    every = "letter" if reads_letters(network) else "word"
    many = f" The {len(units)} units that carry most are shown, the first as unit 0: {named(units)}." if units else ""
    top = "those that carry most are on top and taller"
    if found := cells.named(run, layer):
        top = f"on top is {cells.told(run, found)}, below it those that carry most"
    lesson.how_to_read(
        f"One column is one {every}, one row a unit; {top}. Where a row would be thinner than a dot, neighbours are "
        f"averaged.{many}"
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
    made = named_first(made, [cell["unit"] for cell in cells.named(_run, layer).values()])
    if made.hidden_size <= MOST_UNITS:
        return made, ()
    units = next(iter(made.orders.values()))[:MOST_UNITS]
    return of_units(made, units), tuple(int(unit) for unit in units)


def named_first(made: Film, units: Sequence[int]) -> Film:
    """The film with one order more, if units have names: these, then what carries."""
    if not units:
        return made
    order = dict.fromkeys([*units, *made.orders["carries"].tolist()])
    return replace(made, orders={"named": np.array(list(order)), **made.orders})


def with_signs(made: Film) -> Film:
    """The film with a sign for every space and line break, which could not be seen."""
    best = tuple(tuple((SIGNS.get(word, word), p) for word, p in row) for row in made.top_words)
    return replace(made, noun="letter", words=tuple(SIGNS.get(word, word) for word in made.words), top_words=best)
