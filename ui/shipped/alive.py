"""What makes the films of the shipped networks answer in the page."""

from ui.components.film.live import Alive
from ui.shipped import evidence, networks


def alive(cell: str, seed: int, holds: str | None = None) -> Alive:
    """A shipped network, with the units that were measured to carry the country; `holds` as in `Alive`."""
    return Alive(networks.network(cell, seed), carriers=evidence.carriers(cell, seed), holds=holds)
