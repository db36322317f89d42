"""The plain evaluator: every node of one step, one at a time; slow, obviously right, the oracle in tests."""

from collections.abc import Callable, Mapping, Sequence
from typing import Protocol

import numpy as np

from lstm_core.equations.graph import Graph, Node
from lstm_core.plain import convolution


class StepEdits(Protocol):
    """The edits of one step: (name or name_prev, value as computed) -> value as used; and what the gradient needs."""

    passes: dict[str, np.ndarray]  # the share of a gradient that goes on past the edit
    computed: dict[str, np.ndarray]  # the value as computed, before its edit

    def __call__(self, name: str, value: np.ndarray) -> np.ndarray: ...


def sigmoid(z: np.ndarray) -> np.ndarray:
    """1 / (1 + e^-z). Not through tanh, which loses every digit of a closed gate."""
    with np.errstate(over="ignore"):
        return 1 / (1 + np.exp(-z))


def exp(z: np.ndarray) -> np.ndarray:
    """e^z, infinite where that is too large; a run says so in a sentence."""
    with np.errstate(over="ignore"):
        return np.exp(z)


def log(z: np.ndarray) -> np.ndarray:
    """The natural logarithm, infinite or NaN where z is not above 0; a run says so in a sentence."""
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.log(z)


def quotient(a: np.ndarray, b: np.ndarray) -> np.ndarray:
    """a / b, infinite or NaN where b is 0; a run says so in a sentence."""
    with np.errstate(divide="ignore", invalid="ignore", over="ignore"):
        return np.divide(a, b)


def slope(curve: str, y: np.ndarray) -> np.ndarray:
    """The derivative of a curve, given its output y."""
    if curve == "sigmoid":
        return y * (1 - y)
    if curve == "tanh":
        return 1 - y * y
    if curve == "exp":
        return y
    if curve == "log":
        return exp(-y)
    return (y > 0).astype(y.dtype)  # relu


# One line per kind of node: its value from its arguments' values. Values are (B, H), x is (B, D).
VALUE: dict[str, Callable[..., np.ndarray]] = {
    "+": lambda a, b: a + b,
    "-": lambda a, b: a - b,
    "*": lambda a, b: a * b,
    "/": quotient,
    "max": np.maximum,
    "neg": lambda a: -a,
    "@": lambda w, a: a @ w.T,  # (B, D) @ (D, H)
    "conv": convolution.forward,
    "sigmoid": sigmoid,
    "tanh": np.tanh,
    "relu": lambda a: np.maximum(a, 0),
    "exp": exp,
    "log": log,
    # of the derivative:
    "first": lambda a, b: np.greater_equal(a, b).astype(np.result_type(a, b)),
    "second": lambda a, b: np.less(a, b).astype(np.result_type(a, b)),
    "turned": lambda w, d: d @ w,  # (B, H) @ (H, D)
    "outer": lambda d, a: d.T @ a,  # (H, B) @ (B, D)
    "conv_turned": convolution.backward_value,
    "conv_outer": convolution.backward_kernel,
    "total": lambda d: d.sum(axis=(0, *range(2, d.ndim))),  # a parameter per unit serves every sequence
}


def step_values(
    graph: Graph,
    weights: Mapping[str, np.ndarray],
    x_t: np.ndarray,
    prev: Mapping[str, np.ndarray],
    edit: StepEdits | None = None,
) -> list[np.ndarray]:
    """The value of every node of one step; where `edit` is given, each name is edited where it is computed."""
    hidden_size = next(array.shape[0] for name, array in weights.items())
    ones = np.ones((len(x_t), hidden_size, *x_t.shape[2:]), x_t.dtype)

    def leaf(node: Node) -> np.ndarray:
        if node.op == "x":
            return x_t if edit is None else edit("x", x_t)
        if node.op == "prev":
            value = prev[node.name]
            return value if edit is None else edit(f"{node.name}_prev", value)
        if node.op == "number":
            return ones.dtype.type(node.value)
        weight = weights[node.name]
        return np.broadcast_to(per_unit(weight, x_t.ndim), ones.shape) if weight.ndim == 1 else weight

    values: list[np.ndarray] = []
    for node in graph.nodes:
        if not node.args:
            values.append(leaf(node))
            continue
        arguments = [values[k] for k in node.args]
        value = arguments[0] * ones if node.op == "copy" else VALUE[node.op](*arguments)
        values.append(edit(node.name, value) if edit and node.name else value)
    return values


def per_unit(weight: np.ndarray, ndim: int) -> np.ndarray:
    """One number per unit, shaped to stand beside values (B, H) or maps (B, H, height, width)."""
    return weight.reshape(-1, *[1] * (ndim - 2))


def step_gradients(
    nodes: Sequence[Node],
    values: list[np.ndarray],
    arriving: Mapping[str, np.ndarray],
    edits: StepEdits | None = None,
) -> list[np.ndarray]:
    """The values of the derivative's nodes too, given dL/d(name) that arrives from the loss and the step after.

    `values` are those of the step, `edits` the edits that were made in it: they say what share of a name's gradient
    goes on to what it was computed from, and what the name was before.
    """
    values = list(values)
    passes, computed = (edits.passes, edits.computed) if edits else ({}, {})
    for node in nodes[len(values) :]:
        if node.op == "number":
            value = np.asarray(node.value, dtype=values[0].dtype)
        elif node.op == "arriving":
            value = arriving[node.name]
        elif node.op == "through":
            value = values[node.args[0]] * passes[node.name] if node.name in passes else values[node.args[0]]
        elif node.op == "slope":
            k = node.args[0]
            value = slope(node.name, computed.get(nodes[k].name, values[k]))
        else:
            value = VALUE[node.op](*(values[k] for k in node.args))
        values.append(value)
    return values
