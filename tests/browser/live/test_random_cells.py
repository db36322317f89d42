"""Cells that nobody wrote run in the page as in the core: random ones, and odd ones that the random ones never are."""

import warnings

import numpy as np
import pytest

from benchmarks.live.comparison import Case
from benchmarks.live.edits import some_edits
from benchmarks.live.twin import Twin
from lstm_core import Cell
from lstm_core.networks.network import Network
from lstm_core.plain.finite import NotFinite
from tests.core.test_fuzz import experiment
from tests.support.typed_cells import SPATIAL, cells

CELLS_TRIED = range(300, 450)  # the first three hundred go forward and back in test_gradients.py
ODD = {
    "a kept name added to a product": "a = tanh(W_h1 @ h_prev)\nh = a + W_h2 @ c_prev\nc = 0.5 * h + W_x1 @ x",
    "a name passed on and multiplied": "y = tanh(W_h1 @ h_prev + b_1)\ns = y + W_x2 @ x\nh = tanh(s + W_h3 @ y)",
    "a state read twice": "c = 0.5 * c_prev + W_h1 @ h_prev\nh = tanh(W_h2 @ c + W_x1 @ x) + W_h2 @ c_prev",
    "inputs multiplied": "h = W_h1 @ (W_h1 @ h_prev) + h_prev + W_x1 @ (x * (x - 0.5)) + 0.1 * (2 * 0.3)",
    "never a step": "h = b_1 + W_h1 @ (b_1 * b_2)",
    "a state by another name": "q = h_prev\nh = q + W_h1 @ q",
    "a constant that may be edited": "a = b_1 * w_2\nk = 0.4\nh = tanh(W_x1 @ x + a * k + h_prev)",
    "read after the loop": "c = 0.5 * c_prev + W_x1 @ x\nh = tanh(c)\nlast = relu(h - c)",
}


def network_of(cell: Cell, weights: dict[str, np.ndarray], inputs: int) -> Network:
    """The cell between numbers and three answers."""
    rng = np.random.default_rng(1)
    units = cell.sizes(weights)[1]
    readout = rng.normal(size=(3, units)), rng.normal(size=3)
    return Network(((cell, weights),), None, *readout, (), inputs, ("a", "b", "c"))


def drawn(cell: Cell, inputs: int, units: int, seed: int) -> dict[str, np.ndarray]:
    rng = np.random.default_rng(seed)
    return {name: 0.5 * rng.normal(size=shape) for name, shape in cell.shapes(inputs, units).items()}


def cases_of(twin: Twin, name: str, network: Network, x: np.ndarray, state: dict, seed: int) -> list[Case]:
    """Without edits, with some, and with others on a run that has been read before."""
    twin.add(name, network)
    rng = np.random.default_rng(seed)
    shape, other = x.shape[:2], network.run(x[:, 1:])
    dragged = [some_edits(rng, network, other, shape, first=2) for _ in range(2)]
    edits = some_edits(rng, network, other, shape)
    found = [
        Case(name, x, state=[state]),
        Case(name, x, edits, [state]),
        Case(name, x, dragged[0], [state], before=dragged[1], start=2),
    ]
    return [case for case in found if has_values(network, case)]


def has_values(network: Network, case: Case) -> bool:
    """Whether no exponential of a reading is too large, so that it is not refused."""
    try:
        for edits in (case.edits, case.before):
            network.run(case.inputs, edits=edits, state=case.state)
    except NotFinite:
        return False
    return True


@pytest.mark.parametrize("first", CELLS_TRIED[::50])
def test_random_cells_read_as_in_the_core(twin, first):
    cases = []
    with warnings.catch_warnings(), np.errstate(all="ignore"):
        warnings.simplefilter("ignore", RuntimeWarning)
        for seed in range(first, first + 50):
            cell, weights, x, state, _, _ = experiment(seed)
            cases += cases_of(twin, f"random-{seed}", network_of(cell, weights, 3), x, state, seed)
        compared = twin.compared(cases)
    compared.check_relative()


@pytest.mark.parametrize(("inputs", "units"), [(3, 4), (6, 5)])
def test_odd_and_typed_cells_read_as_in_the_core(twin, inputs, units):
    cases = []
    for number, (title, cell) in enumerate({**{k: Cell(k, text) for k, text in ODD.items()}, **cells()}.items()):
        rng = np.random.default_rng(number)
        state = {name: 0.5 * rng.normal(size=(2, units)) for name in cell.states}
        network = network_of(cell, drawn(cell, inputs, units, number), inputs)
        x = rng.normal(size=(6, 2, inputs))
        cases += cases_of(twin, f"{title.replace(' ', '-')}-{units}", network, x, state, number)
    twin.compared(cases).check_relative()


def test_cells_of_maps_read_as_in_the_core(twin):
    cases = []
    for number, (title, cell) in enumerate(SPATIAL.items()):
        rng = np.random.default_rng(number)
        state = {name: 0.5 * rng.normal(size=(2, 4, 5, 3)) for name in cell.states}
        network = network_of(cell, drawn(cell, 2, 4, number), 2)
        x = rng.normal(size=(4, 2, 2, 5, 3))
        cases += cases_of(twin, title.replace(" ", "-"), network, x, state, number)
    twin.compared(cases).check_relative()
