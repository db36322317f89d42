"""The levers of the lesson on vanishing gradients, and the untrained networks that they set."""

from typing import Any, NamedTuple

import numpy as np

from lstm_core import CELLS, Trace, run
from lstm_core.learning.levers import stretched, units_with, with_chrono, with_recurrence
from lstm_core.live.ziggurat import standing
from lstm_core.signals.lengths import LOSSES, random_loss
from ui.in_the_page import Lever
from ui.shipped import networks

SEEDS, UNITS, INPUTS = range(5), 32, 16
STARTS = {
    "uniform": "uniform, PyTorch's default",
    "orthogonal": "orthogonal",
    "identity": "identity",
    "radius": "normal, largest eigenvalue 1",
    "chrono": "uniform, each unit with a memory time of its own (chrono)",
}
SCALES = (0.5, 1.0, 1.5, 2.0, 3.0)
SIZES = ("same units", "same parameters")
LOSS = dict(zip(LOSSES, ("at the last step", "summed over all steps"), strict=True))


IN_THE_PAGE = (
    Lever("bias", "vanishing_bias", "Forget bias (GRU: bias of z)", -3, 5, 0.1, 0),
    Lever("scale", "vanishing_scale", "Recurrent weights, multiplied by", 0.5, 3, 0.05, 1),
    Lever("length", "vanishing_length", "Length in steps", 60, 400, 1, 100),
)
LONGEST = int(IN_THE_PAGE[-1].high)
TOUR = (0, 1, 4)  # forget biases that the page plays


class Levers(NamedTuple):
    """Where the levers of the page stand."""

    bias: float = 0.0
    start: str = "uniform"
    scale: float = 1.0
    length: int = 100
    loss: str = LOSSES[0]
    sizes: str = SIZES[0]


class Drawn(NamedTuple):
    """An untrained network before a lever is moved, what it reads, and the direction of its loss.

    Weights and x (400, D) are numbers that a float32 holds. The page draws x too, from where the generator `stands`
    and the weights that are `uniform`; it is sent the others.
    """

    weights: dict[str, np.ndarray]
    x: np.ndarray
    u: np.ndarray
    stands: list[list[int]]
    uniform: frozenset[str]


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


def units(cell: str, sizes: str) -> int:
    """How many units a cell has: as many as the others, or as many parameters as the LSTM."""
    if sizes == SIZES[0]:
        return UNITS
    wanted = sum(int(np.prod(shape)) for shape in CELLS["lstm"].shapes(INPUTS, UNITS).values())
    return units_with(CELLS[cell], INPUTS, wanted)


def drawn(cell: str, start: str, sizes: str, seed: int) -> Drawn:
    """The network of that seed; chrono biases as for a memory of 3 steps, which `moved` stretches."""
    rng, kind, size = np.random.default_rng(seed), CELLS[cell], units(cell, sizes)
    weights = kind.new_weights(INPUTS, size, rng, "torch")
    weights = with_recurrence(kind, weights, rng, "uniform" if start == "chrono" else start)
    if start == "chrono":
        weights = with_chrono(kind, weights, rng, 3)
    sent = [*moves(cell, start)["stretched"], *([] if again(cell, start) else recurrent(cell))]
    stands = standing(rng)
    x = rng.normal(size=(LONGEST, INPUTS))
    u = random_loss((1, 1, size), np.random.default_rng(seed))[0, 0]
    rounded = {name: _as_sent(array) for name, array in weights.items()}
    return Drawn(rounded, _as_sent(x), u, stands, frozenset(weights) - {*sent})


def recurrent(cell: str) -> list[str]:
    """The matrices from the cell to itself."""
    return [name for name, shape in CELLS[cell].parameters.items() if shape == ("H", "H")]


def again(cell: str, start: str) -> list[str]:
    """The weights that are drawn a second time, uniform as the first."""
    return recurrent(cell) if start in ("uniform", "chrono") else []


def moves(cell: str, start: str) -> dict[str, Any]:
    """Which weights the levers move: `scaled` by the scale, `opened` to the bias or its negative, `stretched`."""
    kind = CELLS[cell]
    weights = kind.new_weights(1, 1, np.random.default_rng(0))
    chrono = with_chrono(kind, weights, np.random.default_rng(0), 3) if start == "chrono" else weights
    return {
        "scaled": recurrent(cell),
        "opened": {} if start == "chrono" else dict(carry.bias for carry in kind.carry.values() if carry.bias),
        "stretched": [name for name in chrono if chrono[name] is not weights[name]],
    }


def moved(cell: str, weights: dict[str, np.ndarray], levers: Levers) -> dict[str, np.ndarray]:
    """The drawn weights where the levers stand."""
    which = moves(cell, levers.start)
    found = {name: weights[name] * levers.scale for name in which["scaled"]}
    found |= {name: np.full_like(weights[name], sign * levers.bias) for name, sign in which["opened"].items()}
    found |= {name: stretched(weights[name], levers.length) for name in which["stretched"]}
    return {**weights, **found}


def read_noise(cell: str, levers: Levers, seed: int) -> Trace:
    """An untrained network of that seed, reading noise. Not kept: a trace holds on to the buffers of the next run."""
    weights, x, *_ = drawn(cell, levers.start, levers.sizes, seed)
    return run(CELLS[cell], moved(cell, weights, levers), x[: levers.length, None])


def _as_sent(array: np.ndarray) -> np.ndarray:
    return array.astype(np.float32).astype(np.float64)
