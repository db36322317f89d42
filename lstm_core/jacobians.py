"""One-step Jacobians of the state, read from a cell's equations, for all steps of a run at once."""

from collections.abc import Mapping

import numpy as np

from lstm_core.evaluate import slope, step_values
from lstm_core.trace import Trace


def step_jacobians(trace: Trace, sequence: int = 0) -> np.ndarray:
    """J_t = ∂s_t / ∂s_{t-1} at every step, (T, S·H, S·H): s is all states of the cell, in the order of `cell.states`.

    An LSTM's s_t is (c_t, h_t), taken as independent variables: what c_t does to h_t in its own step is no part of
    ∂s_T/∂s_t. Raises ValueError for a spatial cell, and after edits, whose Jacobian the equations do not say.
    """
    return whole_matrix(jacobian_blocks(trace, sequence))


def whole_matrix(blocks: list[list["Slope"]]) -> np.ndarray:
    """Blocks as one matrix at every step, (T, S·H, S·H)."""
    T, H = blocks[0][0].shape
    whole = np.zeros((T, len(blocks) * H, len(blocks) * H))
    for i, row in enumerate(blocks):
        for k, block in enumerate(row):
            block.add_to(whole[:, i * H : (i + 1) * H, k * H : (k + 1) * H])
    return whole


def jacobian_blocks(trace: Trace, sequence: int = 0) -> list[list["Slope"]]:
    """The same in blocks: [state][state before], each as its parts (see `Slope`)."""
    cell = trace.cell
    if cell.spatial or trace.edits:
        reason = "has a value per pixel" if cell.spatial else "was run with edits"
        raise ValueError(f"no Jacobian of {cell.title}: it {reason}")
    if not cell.states:
        raise ValueError(f"no Jacobian of {cell.title}: it reads nothing of the step before")
    before = {name: trace.before(name)[:, sequence] for name in cell.states}
    # With what each step read known, no step waits for another: time takes the place of the batch.
    values = step_values(cell.graph, trace.weights, trace.x[:, sequence], before)
    by_state = [_slopes(trace, values, state) for state in cell.states]
    return [[slopes[cell.graph.names[state]] for slopes in by_state] for state in cell.states]


class Slope:
    """∂(node) / ∂(a state before), at every step: diag(d) + Σ diag(a_W) W + dense.

    `diagonal` and each coefficient are (T, H), `dense_part` is (T, H, H); what is absent is None or left out. Most of
    an LSTM never becomes dense.
    """

    def __init__(self, shape: tuple[int, int], diagonal=None, rows=None, dense_part=None):
        self.shape, self.diagonal, self.rows, self.dense_part = shape, diagonal, rows or {}, dense_part

    @property
    def zero(self) -> bool:
        return self.diagonal is None and not self.rows and self.dense_part is None

    def scaled(self, by: np.ndarray | float) -> "Slope":
        """diag(by) times this; `by` is (T, H) or a number."""
        if self.zero:
            return self
        tall = by[..., None] if np.ndim(by) else by
        rows = {name: (W, a * by) for name, (W, a) in self.rows.items()}
        diagonal = None if self.diagonal is None else self.diagonal * by
        return Slope(self.shape, diagonal, rows, None if self.dense_part is None else self.dense_part * tall)

    def plus(self, other: "Slope") -> "Slope":
        if self.zero or other.zero:
            return other if self.zero else self
        rows = dict(self.rows)
        for name, (W, a) in other.rows.items():
            rows[name] = (W, rows[name][1] + a) if name in rows else (W, a)
        return Slope(self.shape, _sum(self.diagonal, other.diagonal), rows, _sum(self.dense_part, other.dense_part))

    def after(self, name: str, W: np.ndarray) -> "Slope":
        """W times this."""
        if self.zero:
            return self
        if not self.rows and self.dense_part is None and (self.diagonal == 1).all():
            return Slope(self.shape, rows={name: (W, np.ones(self.shape, W.dtype))})
        dense = None if self.diagonal is None else W * self.diagonal[:, None, :]
        if self.rows or self.dense_part is not None:
            inner = Slope(self.shape, None, self.rows, self.dense_part).dense()
            dense = _sum(dense, W @ inner)  # (H, H) @ (T, H, H)
        return Slope(self.shape, dense_part=dense)

    def dense(self) -> np.ndarray:
        """As matrices (T, H, H)."""
        out = np.zeros((*self.shape, self.shape[1]))
        self.add_to(out)
        return out

    def add_to(self, out: np.ndarray) -> None:
        """Add this to matrices (T, H, H), in place."""
        for W, a in self.rows.values():
            out += a[:, :, None] * W
        if self.dense_part is not None:
            out += self.dense_part
        if self.diagonal is not None:
            places = np.arange(self.shape[1])
            out[:, places, places] += self.diagonal


def _sum(a: np.ndarray | None, b: np.ndarray | None) -> np.ndarray | None:
    return b if a is None else a if b is None else a + b


def _slopes(trace: Trace, values: list[np.ndarray], state: str) -> list[Slope]:
    """Every node's slope by one state of the step before: the chain rule forwards, one rule for each kind of node."""
    graph, weights = trace.cell.graph, trace.weights
    shape = values[graph.names[state]].shape
    nothing, one = Slope(shape), np.ones(shape)
    out: list[Slope] = []
    for k, node in enumerate(graph.nodes):
        arguments = [out[a] for a in node.args]
        match node.op:
            case "prev":
                found = Slope(shape, one) if node.name == state else nothing
            case "+" | "copy":
                found = arguments[0] if node.op == "copy" else arguments[0].plus(arguments[1])
            case "-":
                found = arguments[0].plus(arguments[1].scaled(-1.0))
            case "neg":
                found = arguments[0].scaled(-1.0)
            case "*":
                a, b = node.args
                found = arguments[0].scaled(values[b]).plus(arguments[1].scaled(values[a]))
            case "@":
                name = graph.nodes[node.args[0]].name
                found = arguments[1].after(name, weights[name])
            case "sigmoid" | "tanh" | "relu":
                found = arguments[0].scaled(slope(node.op, values[k])) if not arguments[0].zero else nothing
            case _:
                found = nothing
        out.append(found)
    return out


class Chain:
    """Products J_T … J_{t+1} for t = T … 0, kept as matrix times 2^exponent, so that 1e-3000 is as exact as 1.

    `matrices` (T+1, R, S·H) have entries of order 1, `exponents` (T+1,) are whole: entry t is ∂(rows of s_T)/∂s_t.
    """

    def __init__(self, jacobians: np.ndarray, rows: slice = slice(None)):
        size = jacobians.shape[1]
        product, exponent = np.eye(size, dtype=jacobians.dtype)[rows], 0
        self.matrices = np.empty((len(jacobians) + 1, *product.shape), jacobians.dtype)
        self.exponents = np.zeros(len(jacobians) + 1, int)
        self.matrices[-1] = product
        for t in range(len(jacobians) - 1, -1, -1):
            product = np.dot(product, jacobians[t])  # (R, S·H) @ (S·H, S·H)
            shift = int(np.frexp(np.abs(product).max())[1])
            product = np.ldexp(product, -shift)
            exponent += shift
            self.matrices[t], self.exponents[t] = product, exponent

    def log_norms(self, columns: slice = slice(None), order: str = "frobenius") -> np.ndarray:
        """ln of the norm of each product, (T+1,), "frobenius" or "spectral"; -inf where it is exactly 0."""
        part = self.matrices[:, :, columns]
        if order not in ("frobenius", "spectral"):
            raise ValueError(f'a norm is "frobenius" or "spectral", got {order!r}')
        sizes = np.linalg.norm(part, 2 if order == "spectral" else "fro", axis=(1, 2))
        with np.errstate(divide="ignore"):
            return np.log(sizes) + self.exponents * np.log(2)


def log_singular_values(jacobians: np.ndarray, sweeps: int = 4) -> np.ndarray:
    """ln of all singular values of the product J_T … J_1, largest first, (S·H,), exact far below 1e-300.

    The product is never formed: it is turned into a product of triangular factors by QR, and again with the factors
    transposed, until only their diagonals count (the periodic QR iteration; two sweeps are one of its steps).
    """
    factors = [np.asarray(J, np.float64) for J in jacobians]
    for _ in range(max(1, sweeps)):
        q, triangular = np.eye(factors[0].shape[0]), []
        for factor in factors:
            q, r = np.linalg.qr(factor @ q)
            triangular.append(r)
        factors = [r.T for r in reversed(triangular)]
    with np.errstate(divide="ignore"):
        logs = sum(np.log(np.abs(np.diag(factor))) for factor in factors)
    return np.sort(logs)[::-1]


def lyapunov_slope(log_norms: np.ndarray) -> float:
    """Nats per step by which the product grows over its whole length: ln ‖∂s_T/∂s_0‖ / T."""
    return float(log_norms[0] / (len(log_norms) - 1))


def pascanu_bound(W: np.ndarray, steepest: float = 1.0) -> float:
    """σ_max(W) times the steepest slope of the squash (tanh 1, sigmoid 1/4): below 1, an RNN's gradient must vanish.

    Pascanu, Mikolov & Bengio 2013 (arXiv 1211.5063); above 1 it may explode, but need not.
    """
    return float(steepest * np.linalg.norm(W, 2))


def belt_and_rest(
    trace: Trace, d: Mapping[str, np.ndarray], sequence: int = 0
) -> dict[str, tuple[np.ndarray, np.ndarray]]:
    """∂L/∂(state) at every step, split by path: {state: (belt, rest)}, each (T+1, H), entry 0 the initial state.

    `d` {state: (H,)} is ∂L/∂s_T of the last step. The belt holds the paths that only ever use the carry of one state;
    the rest holds every path through at least one other read of a previous state. Each is propagated on its own.
    """
    cell, states = trace.cell, trace.cell.states
    T, _, H = trace["h"].shape
    blocks = jacobian_blocks(trace, sequence)
    carry = {s: trace.carry(s)[:, sequence] for s in cell.carry}
    whole = whole_matrix(blocks)
    other = whole.copy()
    for k, s in enumerate(states):
        if s in carry:
            places = k * H + np.arange(H)
            other[:, places, places] -= carry[s]
    factor = np.concatenate([carry.get(s, np.zeros((T, H))) for s in states], axis=1)
    belt, rest = np.zeros((2, T + 1, len(states) * H))
    belt[-1] = np.concatenate([np.asarray(d.get(s, np.zeros(H)), float) for s in states])
    for t in range(T - 1, -1, -1):
        belt[t] = belt[t + 1] * factor[t]
        rest[t] = rest[t + 1] @ whole[t] + belt[t + 1] @ other[t]
    cut = {s: slice(k * H, (k + 1) * H) for k, s in enumerate(states)}
    return {s: (belt[:, cut[s]], rest[:, cut[s]]) for s in states}
