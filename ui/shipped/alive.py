"""What makes the films of the shipped networks answer in the page."""

from functools import lru_cache

from lstm_core.browser.film_message import pack
from ui.components.film import closer
from ui.components.film.live import Alive, about
from ui.shipped import evidence, networks, together, training


def alive(cell: str, seed: int, holds: str | None = None) -> Alive:
    """A shipped network, with the units that were measured to carry the country; `holds` as in `Alive`."""
    return Alive(networks.network(cell, seed), carriers=evidence.carriers(cell, seed), holds=holds)


@lru_cache(maxsize=32)
def alive_with_more(cell: str, seed: int) -> Alive:
    """The same, with what its reader may ask for: its training, where that ships, the three cells side by side, and a
    closer look at its states.
    """
    learnt, more = training.offer(cell, seed), together.offers(cell, seed) | closer.offers(networks.network(cell, seed))
    return alive(cell, seed)._replace(offers=({"training": learnt} if learnt else {}) | more)


@lru_cache(maxsize=32)
def packed_with_more(cell: str, seed: int, words: tuple[str, ...], alternatives: str) -> bytes:
    """The film of one sentence as the page gets it, kept for all readers."""
    return pack(
        networks.film_of(cell, seed, words), alternatives, live=about(alive_with_more(cell, seed), alternatives)
    )
