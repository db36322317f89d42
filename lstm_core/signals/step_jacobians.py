"""The derivative of every node of a step by a state of the step before, kept diagonal as long as it is."""

import numpy as np

from lstm_core.equations.graph import CURVES
from lstm_core.plain.evaluate import VALUE, quotient, slope
from lstm_core.running.trace import Trace


class Slope:
    """∂(node) / ∂(a state before), at every step: diag(d) + Σ diag(a_W) W + dense.

    `diagonal` and each coefficient are (T, H), `dense_part` is (T, H, H); what is absent is None or left out. Most of
    an LSTM never becomes dense.
    """

    def __init__(
        self,
        shape: tuple[int, ...],
        diagonal: np.ndarray | None = None,
        rows: dict[str, tuple[np.ndarray, np.ndarray]] | None = None,  # name of W -> (W, a_W)
        dense_part: np.ndarray | None = None,
    ):
        self.shape, self.diagonal, self.rows, self.dense_part = shape, diagonal, rows or {}, dense_part

    @property
    def zero(self) -> bool:
        return self.diagonal is None and not self.rows and self.dense_part is None

    def scaled(self, by: np.ndarray | float) -> "Slope":
        """diag(by) times this; `by` is (T, H) or a number."""
        if self.zero:
            return self
        tall = by if isinstance(by, float) else by[..., None]
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
        only_diagonal = not self.rows and self.dense_part is None
        if only_diagonal and self.diagonal is not None and (self.diagonal == 1).all():
            return Slope(self.shape, rows={name: (W, np.ones(self.shape, W.dtype))})
        dense = None if self.diagonal is None else W * self.diagonal[:, None, :]
        if self.rows or self.dense_part is not None:
            inner = Slope(self.shape, None, self.rows, self.dense_part).dense()
            dense = _sum(dense, W @ inner)  # (H, H) @ (T, H, H)
        return Slope(self.shape, dense_part=dense)

    def dense(self) -> np.ndarray:
        """As matrices (T, H, H)."""
        out = np.empty((*self.shape, self.shape[1]))
        self.write(out)
        return out

    def write(self, out: np.ndarray) -> None:
        """Write this over matrices (T, H, H)."""
        if self.rows:
            matrices, factors = zip(*self.rows.values(), strict=True)
            # All weights at once: row i of every step is its factors (T, K) times the i-th rows of the weights (K, H).
            by_row = np.stack(factors, axis=2).transpose(1, 0, 2)
            np.matmul(by_row, np.stack(matrices, axis=1), out=out.transpose(1, 0, 2))  # (H, T, K) @ (H, K, H)
        else:
            out[...] = 0
        if self.dense_part is not None:
            out += self.dense_part
        if self.diagonal is not None:
            places = np.arange(self.shape[1])
            out[:, places, places] += self.diagonal


def slopes(trace: Trace, values: list[np.ndarray], state: str) -> list[Slope]:
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
            case "/":
                once, whole = quotient(one, values[node.args[1]]), quotient(values[node.args[0]], values[node.args[1]])
                found = arguments[0].scaled(once).plus(arguments[1].scaled(-once * whole))
            case "max":
                both = [values[a] for a in node.args]
                found = arguments[0].scaled(VALUE["first"](*both)).plus(arguments[1].scaled(VALUE["second"](*both)))
            case curve if curve in CURVES:
                found = arguments[0].scaled(slope(node.op, values[k])) if not arguments[0].zero else nothing
            case _:
                found = nothing
        out.append(found)
    return out


def _sum(a: np.ndarray | None, b: np.ndarray | None) -> np.ndarray | None:
    return b if a is None else a if b is None else a + b
