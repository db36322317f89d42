"""An echo state network: a cell whose weights stay as they were drawn, and a readout that one linear equation trains.

After H. Jaeger, The "echo state" approach to analysing and training recurrent neural networks, GMD Report 148 (2001).
Works for any cell with a recurrence (H, H); N rows are steps and sequences together, K outputs.
"""

import numpy as np

from lstm_core.cell import Cell
from lstm_core.learning.levers import with_recurrence
from lstm_core.running.trace import run

Weights = dict[str, np.ndarray]
WASHOUT = 200  # steps after which the start is forgotten, where echoes die at all
PENALTY = 1e-8


def reservoir(cell: Cell, units: int, rng: np.random.Generator, radius: float, input_scale: float = 0.1) -> Weights:
    """Weights {parameter: array} for one input: the recurrence normal with this spectral radius, biases 0.

    The input's weights are uniform within ±`input_scale`. A cell that multiplies its recurrence by a constant `radius`
    gets what is left of it.
    """
    weights = cell.new_weights(1, units, rng)
    weights = with_recurrence(cell, weights, rng, "radius", radius / cell.constants.get("radius", 1.0))
    drawn = {k: rng.uniform(-input_scale, input_scale, weights[k].shape) for k in _from_input(cell)}
    return weights | drawn


def ridge(rows: np.ndarray, targets: np.ndarray, penalty: float = PENALTY) -> tuple[np.ndarray, np.ndarray]:
    """W (K, H), b (K,) of the least mean (rows @ W.T + b - targets)² + penalty · ‖W‖²; rows (N, H), targets (N, K)."""
    mean, middle = rows.mean(axis=0), targets.mean(axis=0)
    centred, size = rows - mean, len(rows)
    normal = centred.T @ centred / size + penalty * np.eye(rows.shape[1])  # (H, N) @ (N, H)
    W = np.linalg.solve(normal, centred.T @ (targets - middle) / size).T
    return W, middle - W @ mean


def distances(cell: Cell, weights: Weights, x: np.ndarray, rng: np.random.Generator) -> np.ndarray:
    """How far two runs over the same x (T, 1, D) are apart that began in different states, (T + 1,)."""
    states = [{name: rng.uniform(-1, 1, (1, cell.sizes(weights)[1])) for name in cell.states} for _ in range(2)]
    one, other = (run(cell, weights, x, state) for state in states)
    apart = [np.concatenate([one.before(name)[:1], one[name]]) for name in cell.states]
    apart = [a - np.concatenate([other.before(n)[:1], other[n]]) for a, n in zip(apart, cell.states, strict=True)]
    return np.sqrt(sum((each**2).sum(axis=(1, 2)) for each in apart))


def recall(
    cell: Cell, weights: Weights, rng: np.random.Generator, longest: int, steps: int = 3000, penalty: float = PENALTY
) -> np.ndarray:
    """corr² between u(t - k) and what a linear reader says of it, for k = 0 … `longest`; u uniform in [-1, 1].

    The readers are fitted on one stretch of noise and measured on another. Their sum is the memory capacity, at most H.
    """
    fitted, measured = (_echoes(cell, weights, rng, longest, steps) for _ in range(2))
    W, b = ridge(*fitted, penalty)
    rows, targets = measured
    said = rows @ W.T + b  # (N, H) @ (H, K)
    said, targets = said - said.mean(axis=0), targets - targets.mean(axis=0)
    with np.errstate(invalid="ignore"):
        share = (said * targets).sum(axis=0) ** 2 / ((said**2).sum(axis=0) * (targets**2).sum(axis=0))
    return np.nan_to_num(share)


def _echoes(
    cell: Cell, weights: Weights, rng: np.random.Generator, longest: int, steps: int
) -> tuple[np.ndarray, np.ndarray]:
    """(outputs h (N, H) after the washout, the inputs 0 … `longest` steps before (N, longest + 1))."""
    washout = max(WASHOUT, longest)
    u = rng.uniform(-1, 1, washout + steps)
    h = run(cell, weights, u[:, None, None])["h"][washout:, 0]
    return h, np.stack([u[washout - k : washout - k + steps] for k in range(longest + 1)], axis=1)


def _from_input(cell: Cell) -> list[str]:
    return [name for name, shape in cell.parameters.items() if shape == ("H", "D")]
