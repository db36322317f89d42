"""Independent oracles for the core: random cases of cells, and central differences."""

from collections.abc import Callable

import numpy as np

from lstm_core import CELLS, Cell
from lstm_core.plain.finite import divisors
from tests.support import by_hand

# Cells that a person might type, chosen for what the shipped ones do not have.
TYPED = {
    "full gate recurrence": """
        i = sigmoid(W_xi @ x + W_hi @ h_prev + W_ii @ i_prev + b_i)
        g = relu(W_xg @ x + b_g) - 0.3 * g_prev
        h = (1 - i) * h_prev + i * g
    """,
    "two weights on one input, an alias, a value that nobody reads": """
        a = tanh(W_x1 @ x + W_x2 @ x - b_a)
        b = a
        unread = sigmoid(W_ha @ a)
        h = b * (W_h1 @ (a * h_prev)) + -a * 0.5 + b * b
    """,
    "numbers": """
        f = 1
        k = 0.25 * 2 + b_k
        h = f * tanh(W_xh @ x) - (1 - 0.3) * h_prev * k
    """,
    "exponentials, quotients, the larger of two": """
        a = exp(W_xa @ x - max(h_prev, b_a)) / (1 + exp(-h_prev))
        c = max(a, W_hc @ h_prev + w_c * c_prev) / 2 - 1 / (2 + abs(c_prev))
        h = min(c / (1 + a), 0.4) + softsign(W_xh @ x) * max(b_h, w_h) - softplus(h_prev) * log(1 + abs(c))
    """,
    "no past": """
        h = tanh(W_xh @ x + b_h)
    """,
}


def cells() -> dict[str, Cell]:
    """Every registered cell that has one value per unit, and the typed ones."""
    flat = {key: cell for key, cell in CELLS.items() if not cell.spatial}
    return flat | {name: Cell(name, text) for name, text in TYPED.items()}


class Case:
    """One cell with random weights, inputs, initial state and a random weighting of its outputs as the loss."""

    def __init__(self, cell: Cell, seed: int = 0, T: int = 5, B: int = 2, D: int = 3, H: int = 4, maps: tuple = ()):
        rng = np.random.default_rng(seed)
        self.cell = cell
        self.weights = {name: rng.normal(size=shape) * 0.5 for name, shape in cell.shapes(D, H).items()}
        self.x = rng.normal(size=(T, B, D, *maps))
        self.state = {name: rng.normal(size=(B, H, *maps)) for name in cell.states}
        for name in divisors(cell.graph) & self.state.keys():  # near 0 no difference is exact
            self.state[name] = 0.5 + np.abs(self.state[name])
        self.d = {name: rng.normal(size=(T, B, H, *maps)) for name in cell.names}


def central_difference(loss: Callable[[], float], array: np.ndarray, step: float = 1e-5) -> np.ndarray:
    """d loss / d array, entry by entry, by nudging the array in place."""
    out = np.empty_like(array)
    for index in np.ndindex(array.shape):
        kept = array[index]
        array[index] = kept + step
        above = loss()
        array[index] = kept - step
        below = loss()
        array[index] = kept
        out[index] = (above - below) / (2 * step)
    return out


def relative_error(a: np.ndarray, b: np.ndarray) -> float:
    """‖a - b‖ / max(‖a‖, ‖b‖); 0 where both vanish (at most 1e-10)."""
    size = max(np.linalg.norm(a), np.linalg.norm(b))
    return 0.0 if size <= 1e-10 else float(np.linalg.norm(a - b) / size)


def run_by_hand(key: str, case: Case) -> dict[str, np.ndarray]:
    """{name: (T, B, H)} of every name of a shipped cell, from its formula in `by_hand.py`."""
    prev, steps = dict(case.state), []
    for x_t in case.x:
        values = by_hand.STEPS[key](case.weights, x_t, **prev)
        prev = {name: values[name] for name in prev}
        steps.append({name: values[name] for name in case.cell.names})
    return {name: np.stack([step[name] for step in steps]) for name in steps[0]}
