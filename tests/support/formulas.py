"""Reads a formula as a person would: a MathML tree evaluated to a number, given what its symbols stand for."""

from collections.abc import Callable, Mapping

import numpy as np

from lstm_core.plain.evaluate import sigmoid

FUNCTIONS = {"σ": sigmoid, "tanh": np.tanh, "ReLU": lambda a: np.maximum(a, 0), "exp": np.exp, "log": np.log}
ORDERS = {">": np.greater, "≥": np.greater_equal, "<": np.less}
TIMES = ("⊙", "·")


class Transposed:
    """A vector with ⊤: what stands left of it makes a matrix with it."""

    def __init__(self, vector: np.ndarray):
        self.vector = vector


def text(tree: list) -> str:
    """The letters of a symbol: W_xf, f_t, c_t−1, ∂L/∂c_t+1."""
    tag, _, *children = tree
    if tag in ("mi", "mn", "mo", "mtext"):
        return children[0]
    between = {"msub": "_", "msup": "^", "mfrac": "/"}.get(tag, "")
    return between.join(text(child) for child in children)


class Reader:
    """Evaluates trees; `put` may give the number of an element that is marked with data-node."""

    def __init__(self, symbols: Mapping[str, np.ndarray], put: Callable[[int], np.ndarray | None] = lambda node: None):
        self.symbols, self.put = symbols, put

    def __call__(self, tree: list) -> np.ndarray:
        tag, marks, *children = tree
        if marks and "data-node" in marks and self.put(marks["data-node"]) is not None:
            return self.put(marks["data-node"])
        if tag == "mrow":
            return self._row(children)
        if tag == "mn":
            return np.float64(children[0])
        if tag in ("msup", "msubsup"):
            base = children[0] if tag == "msup" else ["msub", marks, *children[:2]]
            return self._power(self(base), children[-1])
        if tag == "mfrac" and text(tree) not in self.symbols:
            return self(children[0]) / self(children[1])
        return self.symbols[text(tree)]

    def _power(self, value: np.ndarray, power: list) -> np.ndarray | Transposed:
        if power[2] == "2":
            return value * value
        return value.T if value.ndim == 2 else Transposed(value)

    def _row(self, items: list) -> np.ndarray:
        """Sums of products, * before +; things side by side are a matrix product."""
        total, sign, product, at = None, 1.0, None, 0
        while at < len(items):
            mark = items[at][2] if items[at][0] == "mo" else ""
            if mark in ("+", "−"):
                if product is not None:
                    total = sign * product + (0 if total is None else total)
                sign, product, at = (1.0 if mark == "+" else -1.0), None, at + 1
                continue
            times = mark in TIMES
            value, at = self._factor(items, at + times)
            product = value if product is None else product * value if times else self._beside(product, value)
        return sign * product + (0 if total is None else total)

    def _beside(self, left: np.ndarray, right: np.ndarray | Transposed) -> np.ndarray:
        return np.outer(left, right.vector) if isinstance(right, Transposed) else left @ right

    def _factor(self, items: list, at: int) -> tuple[np.ndarray, int]:
        """One thing with the matrix or the function in front of it, and where it ends."""
        item = items[at]
        if item[0] == "mo" and item[2] == "(":
            close = _closing(items, at)
            return self._row(items[at + 1 : close]), close + 1
        name = text(item)
        squared = item[0] == "msup" and item[2][0] == "mi" and item[2][2] in FUNCTIONS
        if name in FUNCTIONS or squared:
            value, end = self._factor(items, at + 2)
            return (FUNCTIONS[item[2][2]](value) ** 2 if squared else FUNCTIONS[name](value)), end
        if name == "max":
            _, _, _, left, _, right, _ = items[at + 2]
            return np.maximum(self(left), self(right)), at + 3
        if name == "𝟙":
            close = next(k for k in range(at, len(items)) if text(items[k]) == "]")
            order = next(k for k in range(at, len(items)) if text(items[k]) in ORDERS)
            left, right = self._row(items[at + 2 : order]), self._row(items[order + 1 : close])
            return ORDERS[text(items[order])](left, right).astype(float), close + 1
        value = self(item)
        if isinstance(value, np.ndarray) and value.ndim == 2 and at + 1 < len(items):
            vector, end = self._factor(items, at + 1)
            return value @ vector, end
        return value, at + 1


def _closing(items: list, at: int) -> int:
    depth = 0
    for k in range(at, len(items)):
        if items[k][0] == "mo":
            depth += {"(": 1, ")": -1}.get(items[k][2], 0)
        if depth == 0:
            return k
    raise AssertionError("a bracket is not closed")


def marked(tree: list) -> list[list]:
    """Every element with data-node, at any depth."""
    found = [tree] if tree[1] and "data-node" in tree[1] else []
    return found + [inner for child in tree[2:] if isinstance(child, list) for inner in marked(child)]
