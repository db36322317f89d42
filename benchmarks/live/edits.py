"""Edits drawn at random, of every kind: what a person might change of any cell, and more."""

import numpy as np

from lstm_core import Edit, Network
from lstm_core.networks.network_trace import NetworkTrace


def some_edits(
    rng: np.random.Generator, network: Network, other: NetworkTrace, shape: tuple[int, int], first: int = 0
) -> list[Edit]:
    """One to three edits of one layer, from the step `first` on, of a run of the shape (T, B); `other` is a donor."""
    layer = int(rng.integers(len(network.layers)))
    cell, weights = network.layers[layer]
    units = cell.sizes(weights)[1]
    names = [*cell.names, *(f"{state}_prev" for state in cell.states)]
    name = str(rng.choice(names))  # most often several edits of one name, which compose in their order
    return [
        one_edit(rng, name if rng.random() < 0.6 else str(rng.choice(names)), other, (*shape, units), layer, first)
        for _ in range(int(rng.integers(1, 4)))
    ]


def one_edit(
    rng: np.random.Generator, name: str, other: NetworkTrace, shape: tuple[int, ...], layer: int, first: int
) -> Edit:
    steps, sequences, units = (some_of(rng, size) for size in shape)
    if first:
        steps = [step for step in range(first, shape[0]) if steps is None or step % len(steps) == 0]
    kind = rng.choice(["value", "scale", "source"])
    where = {"steps": steps, "sequences": sequences, "units": units, "layer": layer}
    if kind == "source":
        count = shape[0] if steps is None else len(steps)
        again = [int(rng.integers(shape[0])) for _ in range(count)] if rng.random() < 0.5 else None
        return Edit(name, source=other, source_steps=again, **where)
    maps = other.layers[layer]["h"].ndim > 3  # there one number serves all
    count = shape[2] if units is None else len(units)
    amount = float(rng.normal()) if maps or rng.random() < 0.5 else rng.normal(size=count)
    return Edit(name, **{str(kind): amount}, **where)


def some_of(rng: np.random.Generator, size: int) -> list[int] | None:
    """All, one, or several of them, now and then counted from the end."""
    if rng.random() < 0.4:
        return None
    count = 1 if rng.random() < 0.4 else int(rng.integers(1, size + 1))
    return [int(k) - size * int(rng.random() < 0.2) for k in rng.choice(size, count, replace=False)]
