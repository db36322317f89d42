"""One-step Jacobians of the state, read from a cell's equations, and the products of many of them."""

import numpy as np

from lstm_core.nearest import nearest
from lstm_core.plain.evaluate import step_values
from lstm_core.running.trace import Trace
from lstm_core.signals.pixel_jacobians import pixel_jacobians
from lstm_core.signals.step_jacobians import Slope, slopes


def step_jacobians(trace: Trace, sequence: int = 0) -> np.ndarray:
    """J_t = ∂s_t / ∂s_{t-1} at every step, (T, S·H, S·H): s is all states of the cell, in the order of `cell.states`.

    An LSTM's s_t is (c_t, h_t), taken as independent variables: what c_t does to h_t in its own step is no part of
    ∂s_T/∂s_t. With a value per pixel, S·H·height·width takes the place of S·H, up to 256 for each state. Raises
    ValueError above, and after edits, whose Jacobian the equations do not say.
    """
    if trace.cell.spatial and trace.cell.states and not trace.edits:
        return pixel_jacobians(trace, sequence)
    return whole_matrix(jacobian_blocks(trace, sequence))


def whole_matrix(blocks: list[list[Slope]]) -> np.ndarray:
    """Blocks as one matrix at every step, (T, S·H, S·H)."""
    T, H = blocks[0][0].shape
    whole = np.empty((T, len(blocks) * H, len(blocks) * H))
    for i, row in enumerate(blocks):
        for k, block in enumerate(row):
            block.write(whole[:, i * H : (i + 1) * H, k * H : (k + 1) * H])
    return whole


def jacobian_blocks(trace: Trace, sequence: int = 0) -> list[list[Slope]]:
    """The same in blocks: [state][state before], each as its parts (see `Slope`)."""
    cell = trace.cell
    if cell.spatial or trace.edits:
        reason = "was run with edits" if trace.edits else "has a value per pixel, so its Jacobian is one whole matrix"
        raise ValueError(f"no Jacobian in blocks of {cell.title}: it {reason}")
    if not cell.states:
        raise ValueError(f"no Jacobian of {cell.title}: it reads nothing of the step before")
    before = {name: trace.before(name)[:, sequence] for name in cell.states}
    # With what each step read known, no step waits for another: time takes the place of the batch.
    values = step_values(cell.graph, trace.weights, trace.x[:, sequence], before)
    by_state = [slopes(trace, values, state) for state in cell.states]
    return [[found[cell.graph.names[state]] for found in by_state] for state in cell.states]


class Jacobians:
    """The one-step Jacobians of a run, and how large their products are.

    `one_step` (T, S·H, S·H) as of `step_jacobians`; `states` names the S states in their order; `products` has
    J_T … J_{t+1} for every t (see `Chain`). Raises ValueError where the equations do not say them.
    """

    def __init__(self, trace: Trace, sequence: int = 0):
        self.states = trace.cell.states
        self.one_step = step_jacobians(trace, sequence)
        self.products = Chain(self.one_step)

    def of(self, state: str) -> slice:
        """The rows, or columns, that belong to a state."""
        if state not in self.states:
            raise ValueError(f"there is no state {state!r}; {nearest(state, self.states)}")
        size = self.one_step.shape[1] // len(self.states)
        return slice(self.states.index(state) * size, (self.states.index(state) + 1) * size)

    def log_norms(self, order: str = "frobenius") -> np.ndarray:
        """ln ‖∂s_T/∂s_t‖ for t = 0 … T, (T+1,): what is left at the end of a nudge after step t; -inf is exactly 0."""
        return self.products.log_norms(order=order)


class Chain:
    """Products J_T … J_{t+1} for t = T … 0, kept as matrix times 2^exponent, so that 1e-3000 is as exact as 1.

    `matrices` (T+1, R, S·H) have their largest entry between 1e-20 and 1e20, `exponents` (T+1,) are whole: entry t is
    ∂(rows of s_T)/∂s_t. A cell whose products are infinite keeps them so.
    """

    def __init__(self, jacobians: np.ndarray, rows: slice = slice(None)):
        size = jacobians.shape[1]
        product, exponent = np.eye(size, dtype=jacobians.dtype)[rows], 0
        self.matrices = np.empty((len(jacobians) + 1, *product.shape), jacobians.dtype)
        self.exponents = np.zeros(len(jacobians) + 1, int)
        self.matrices[-1] = product
        for t in range(len(jacobians) - 1, -1, -1):
            product = np.dot(product, jacobians[t], out=self.matrices[t])  # (R, S·H) @ (S·H, S·H)
            largest = max(product.max(), -product.min())
            if not 1e-20 < largest < 1e20 and 0 < largest < np.inf:
                shift = int(np.frexp(largest)[1])
                product *= 0.5**shift  # a power of two, so no digit changes
                exponent += shift
            self.exponents[t] = exponent

    def log_norms(self, columns: slice = slice(None), order: str = "frobenius") -> np.ndarray:
        """ln of the norm of each product, (T+1,), "frobenius" or "spectral"; -inf where it is exactly 0."""
        part = self.matrices[:, :, columns]
        if order not in ("frobenius", "spectral"):
            raise ValueError(f'a norm is "frobenius" or "spectral", got {order!r}')
        spectral = order == "spectral"
        sizes = np.linalg.norm(part, 2, axis=(1, 2)) if spectral else np.sqrt(np.einsum("tij,tij->t", part, part))
        with np.errstate(divide="ignore"):
            return np.log(sizes) + self.exponents * np.log(2)


def lyapunov_slope(log_norms: np.ndarray) -> float:
    """Nats per step by which the product grows over its whole length: ln ‖∂s_T/∂s_0‖ / T."""
    return float(log_norms[0] / (len(log_norms) - 1))


def pascanu_bound(W: np.ndarray, steepest: float = 1.0) -> float:
    """σ_max(W) times the steepest slope of the squash (tanh 1, sigmoid 1/4): below 1, an RNN's gradient must vanish.

    Pascanu, Mikolov & Bengio 2013 (arXiv 1211.5063); above 1 it may explode, but need not.
    """
    return float(steepest * np.linalg.norm(W, 2))
