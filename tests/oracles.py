"""Independent oracles for the core: cells written out by hand, and central differences."""

from collections.abc import Callable

import numpy as np

from lstm_core import CELLS, Cell

# Cells that a person might type, chosen for what the shipped ones do not have.
TYPED = {
    "peephole": """
        i = sigmoid(W_xi @ x + W_hi @ h_prev + w_ci * c_prev + b_i)
        f = sigmoid(W_xf @ x + W_hf @ h_prev + w_cf * c_prev + b_f)
        g = tanh(W_xg @ x + W_hg @ h_prev + b_g)
        c = f * c_prev + i * g
        o = sigmoid(W_xo @ x + W_ho @ h_prev + w_co * c + b_o)
        h = o * tanh(c)
    """,
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
    "no past": """
        h = tanh(W_xh @ x + b_h)
    """,
}


def cells() -> dict[str, Cell]:
    """Every registered cell, and the typed ones."""
    return {**CELLS, **{name: Cell(name, text) for name, text in TYPED.items()}}


class Case:
    """One cell with random weights, inputs, initial state and a random weighting of its outputs as the loss."""

    def __init__(self, cell: Cell, seed: int = 0, T: int = 5, B: int = 2, D: int = 3, H: int = 4, maps: tuple = ()):
        rng = np.random.default_rng(seed)
        self.cell = cell
        self.weights = {name: rng.normal(size=shape) * 0.5 for name, shape in cell.shapes(D, H).items()}
        self.x = rng.normal(size=(T, B, D, *maps))
        self.state = {name: rng.normal(size=(B, H, *maps)) for name in cell.states}
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


def logistic(z: np.ndarray) -> np.ndarray:
    return 1 / (1 + np.exp(-z))


def by_hand_rnn(w: dict, x: np.ndarray, h: np.ndarray) -> dict:
    return {"h": np.tanh(x @ w["W_xh"].T + h @ w["W_hh"].T + w["b_h"])}


def by_hand_lstm(w: dict, x: np.ndarray, h: np.ndarray, c: np.ndarray) -> dict:
    i = logistic(x @ w["W_xi"].T + h @ w["W_hi"].T + w["b_i"])
    f = logistic(x @ w["W_xf"].T + h @ w["W_hf"].T + w["b_f"])
    g = np.tanh(x @ w["W_xg"].T + h @ w["W_hg"].T + w["b_g"])
    o = logistic(x @ w["W_xo"].T + h @ w["W_ho"].T + w["b_o"])
    c = f * c + i * g
    return {"i": i, "f": f, "g": g, "o": o, "c": c, "h": o * np.tanh(c)}


def by_hand_gru(w: dict, x: np.ndarray, h: np.ndarray) -> dict:
    r = logistic(x @ w["W_xr"].T + h @ w["W_hr"].T + w["b_r"])
    z = logistic(x @ w["W_xz"].T + h @ w["W_hz"].T + w["b_z"])
    n = np.tanh(x @ w["W_xn"].T + w["b_n"] + r * (h @ w["W_hn"].T + w["b_hn"]))
    return {"r": r, "z": z, "n": n, "h": (1 - z) * n + z * h}


BY_HAND = {"rnn": by_hand_rnn, "lstm": by_hand_lstm, "gru": by_hand_gru}


def run_by_hand(key: str, case: Case) -> dict[str, np.ndarray]:
    """{name: (T, B, H)} of a shipped cell, from formulas written in this file."""
    prev, steps = dict(case.state), []
    for x_t in case.x:
        values = BY_HAND[key](case.weights, x_t, **prev)
        prev = {name: values[name] for name in prev}
        steps.append(values)
    return {name: np.stack([step[name] for step in steps]) for name in steps[0]}
