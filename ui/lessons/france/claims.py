"""What the numbers of the film say of two claims on gates and units."""

import numpy as np

from lstm_core.board.meanings import meanings
from lstm_core.said import percent
from ui.shipped import networks

OPEN, SHUT = 0.9, 0.1


def binary(cell: str, seed: int, words: tuple[str, ...]) -> str:
    """How many gate values are in between, and whether any is exactly 0 or 1."""
    film = networks.film_of(cell, seed, words)
    gates = [name for name, meaning in meanings(film.cell).items() if meaning.kind == "gate"]
    if not gates:
        return f"The {film.cell.title} has no gate. Choose a network that has gates."
    values = np.concatenate([film.node_arrays[film.cell.graph.names[name]].ravel() for name in gates])
    between, exact = np.mean((values > SHUT) & (values < OPEN)), int(np.sum((values == 0) | (values == 1)))
    none = "None is" if not exact else f"Only {exact:,} are"
    return (
        f"Your film has {values.size:,} gate values. {percent(float(between))} of them lie between {SHUT:g} and "
        f"{OPEN:g}. {none} exactly 0 or 1. A gate is a valve, and no switch."
    )


def units_are_steps(cell: str, seed: int, words: tuple[str, ...]) -> str:
    """How many steps, how many units."""
    film = networks.film_of(cell, seed, words)
    return (
        f"Your sentence has {len(film.words)} words, and the network has {film.hidden_size} units. Each word is one "
        "step, and at each step all units work. A longer sentence has more steps; the units stay the same."
    )


VERDICTS = {"binary": binary, "units_are_steps": units_are_steps}
