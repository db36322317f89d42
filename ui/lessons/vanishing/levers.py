"""The levers of the lesson on vanishing gradients, and the untrained networks that they set."""

from typing import NamedTuple

import numpy as np

from lstm_core import CELLS, Trace, run
from lstm_core.learning.levers import units_with, with_carry_bias, with_chrono, with_recurrence
from lstm_core.signals.lengths import LOSSES
from ui.shipped import networks

SEEDS, UNITS, INPUTS = range(5), 32, 16
STARTS = {
    "uniform": "torch's, uniform",
    "orthogonal": "orthogonal",
    "identity": "identity",
    "radius": "normal, spectral radius 1",
    "chrono": "torch's, with chrono biases",
}
SCALES = (0.5, 1.0, 1.5, 2.0, 3.0)
SIZES = ("same units", "same parameters")
LOSS = dict(zip(LOSSES, ("at the last step", "summed over all steps"), strict=True))


class Levers(NamedTuple):
    """Where the levers of the page stand."""

    bias: int = 0
    start: str = "uniform"
    scale: float = 1.0
    length: int = 100
    loss: str = LOSSES[0]
    sizes: str = SIZES[0]


def others() -> list[str]:
    """The registered cells that are not compared from the start, and have a Jacobian."""
    return [key for key in CELLS if key not in networks.COMPARED and CELLS[key].states and not CELLS[key].spatial]


def compared(added: str | None, revealed: bool) -> list[str]:
    """The cells in the picture; those that carry something wait for the learner's prediction."""
    cells = [*networks.COMPARED, *([added] if added else [])]
    return [key for key in cells if revealed or not CELLS[key].carry]


def carrying(cells: list[str]) -> list[str]:
    """Those that have a belt."""
    return [cell for cell in cells if CELLS[cell].carry]


def units(cell: str, levers: Levers) -> int:
    """How many units a cell has: as many as the others, or as many parameters as the LSTM."""
    if levers.sizes == SIZES[0]:
        return UNITS
    wanted = sum(int(np.prod(shape)) for shape in CELLS["lstm"].shapes(INPUTS, UNITS).values())
    return units_with(CELLS[cell], INPUTS, wanted)


def read_noise(cell: str, levers: Levers, seed: int) -> Trace:
    """An untrained network of that seed, reading noise. Not kept: a trace holds on to the buffers of the next run."""
    rng, kind = np.random.default_rng(seed), CELLS[cell]
    weights = kind.new_weights(INPUTS, units(cell, levers), rng, "torch")
    rule = "uniform" if levers.start == "chrono" else levers.start
    weights = with_recurrence(kind, weights, rng, rule, levers.scale)
    chrono = levers.start == "chrono"
    weights = with_chrono(kind, weights, rng, levers.length) if chrono else with_carry_bias(kind, weights, levers.bias)
    return run(kind, weights, rng.normal(size=(levers.length, 1, INPUTS)))
