"""What makes the films of the shipped networks answer in the page."""

from ui.components.film import closer
from ui.components.film.live import Alive
from ui.shipped import evidence, networks, together, training


def alive(cell: str, seed: int, holds: str | None = None) -> Alive:
    """A shipped network, with the units that were measured to carry the country; `holds` as in `Alive`."""
    return Alive(networks.network(cell, seed), carriers=evidence.carriers(cell, seed), holds=holds)


def alive_with_more(cell: str, seed: int) -> Alive:
    """The same, with what its reader may ask for: its training, where that ships, the three cells side by side, and a
    closer look at its states.
    """
    learnt, more = training.offer(cell, seed), together.offers(cell, seed) | closer.offers(networks.network(cell, seed))
    return alive(cell, seed)._replace(offers=({"training": learnt} if learnt else {}) | more)
