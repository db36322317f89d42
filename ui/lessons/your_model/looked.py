"""A network of an opened file while it reads something: the run of it, and the film of a stretch of that."""

from collections.abc import Callable
from dataclasses import replace
from typing import NamedTuple

from lstm_core.film import Film
from lstm_core.long_runs.blocks import LongRun, long_run
from lstm_core.long_runs.seen import Seen
from lstm_core.long_runs.stretch import stretch_film
from lstm_core.models.opened import OpenedNetwork
from lstm_core.networks.network import Network
from ui.components.film.live import SIGNS
from ui.lessons.your_model.choose import Chosen
from ui.lessons.your_model.dropped import session
from ui.lessons.your_model.dropped.inputs import Input
from ui.lessons.your_model.networks import Place


class Looked(NamedTuple):
    """What was chosen, and the run of it."""

    chosen: Chosen
    run: LongRun

    @property
    def network(self) -> Network:
        return self.chosen.network

    @property
    def one(self) -> OpenedNetwork:
        """As it stood in the file."""
        return self.chosen.opened.networks[self.chosen.number]

    @property
    def read(self) -> Input:
        return self.chosen.read

    @property
    def place(self) -> Place:
        return self.chosen.place

    @property
    def seen(self) -> Seen:
        """What was seen of the chosen layer."""
        return self.run.seen[self.place]

    @property
    def key(self) -> tuple:
        """What tells the run from every other in this session."""
        return (*self.chosen.model, self.read.digest)


def look(chosen: Chosen, told: Callable[[float], None] | None = None) -> Looked:
    """The run of a network over its input; ValueError, in a sentence, where it cannot be."""
    return Looked(chosen, reading(chosen, chosen.read, told))


def reading(chosen: Chosen, read: Input, told: Callable[[float], None] | None = None) -> LongRun:
    """The run of the chosen network over any input of its kind."""
    network, one = chosen.network, chosen.opened.networks[chosen.number]
    values = one.as_read(read.values if network.vocabulary else read.values.astype(network.dtype))
    key = ("run", *chosen.model, read.digest)
    return session.kept(key, lambda: long_run(network, values, one.state, one.reverse_state, told))


def film_of(found: Looked, start: int) -> tuple[Film, tuple[int, ...]]:
    """The film of a stretch from a step on, and the units it shows where it does not show all."""

    def make() -> tuple[Film, tuple[int, ...]]:
        made, units = stretch_film(found.run, start, *found.place)
        return (_with_signs(made) if made.noun == "letter" else made), units

    return session.kept(("film", *found.key, start, found.place), make)


def _with_signs(made: Film) -> Film:
    """With a sign for every space and line break, which could not be seen."""
    best = tuple(tuple((SIGNS.get(word, word), p) for word, p in row) for row in made.top_words)
    return replace(made, words=tuple(SIGNS.get(word, word) for word in made.words), top_words=best)
