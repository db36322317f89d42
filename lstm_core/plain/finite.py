"""Where a step leaves the numbers: an exponential too large, a logarithm of 0, a division by 0, in a sentence."""

from collections.abc import Iterable, Mapping, Sequence

import numpy as np

from lstm_core.equations import as_text
from lstm_core.equations.graph import Graph
from lstm_core.equations.page import AnyCell
from lstm_core.plain.evaluate import step_values

BECAUSE = {
    "exp": "e to the power of {a} is too large for a number",
    "log": "the logarithm of {a} is no number",
    "/": "{a} divided by {b} is no number",
}


class NotFinite(ValueError, FloatingPointError):
    """A run has left the numbers; the text says by which operation and at which step."""


def risky(graph: Graph) -> list[int]:
    """The nodes whose value can be infinite, or none, where what they read is an ordinary number."""
    return [k for k, node in enumerate(graph.nodes) if node.op in BECAUSE]


def divisors(graph: Graph) -> set[str]:
    """The names that something is divided by: what they are worth before the first step must not be 0, nor near it."""
    return {graph.nodes[node.args[1]].name for node in graph.nodes if node.op == "/"} & set(graph.names)


def sentences(cell: AnyCell) -> dict[int, str]:
    """{risky node: what is said of it}, with places for {at}, for {a} and for {b}, the numbers that it reads."""
    nodes = cell.graph.nodes
    found: dict[int, str] = {}
    for name, root in cell.graph.names.items():
        waiting = [root]
        while waiting:
            k = waiting.pop()
            waiting += [a for a in nodes[k].args if not nodes[a].name]
            if nodes[k].op in BECAUSE:
                text = as_text.expression(nodes, k, {})
                where = f"{name} = {text}" if k == root else f"{text}, in the equation of {name},"
                found.setdefault(k, f"{cell.title}: {where} has no value {{at}}: {BECAUSE[nodes[k].op]}")
    return found


def quiet(cell: AnyCell) -> np.errstate:
    """NumPy's own warnings are off where a sentence will follow."""
    return np.errstate(all="ignore") if risky(cell.graph) else np.errstate()


def checked_step(
    cell: AnyCell, weights: Mapping[str, np.ndarray], x_t: np.ndarray, prev: Mapping[str, np.ndarray]
) -> list[np.ndarray]:
    """The value of every node of one step; NotFinite where one has none."""
    with quiet(cell):
        values = step_values(cell.graph, weights, x_t, prev)
    check_step(cell, values, "in this step")
    return values


def check_step(cell: AnyCell, values: Sequence[np.ndarray], at: str) -> None:
    """NotFinite where a risky node has no finite value though all that it reads is finite."""
    for k in risky(cell.graph):
        lost = ~np.isfinite(values[k])
        read = [np.broadcast_to(values[a], lost.shape) for a in cell.graph.nodes[k].args]
        for array in read:
            lost &= np.isfinite(array)
        if lost.any():
            place = tuple(np.argwhere(lost)[0])
            numbers = dict(zip("ab", (f"{array[place]:.6g}" for array in read), strict=False))
            raise NotFinite(sentences(cell)[k].format(at=at, **numbers))


def check_steps(cell: AnyCell, steps: Iterable[Sequence[np.ndarray]]) -> None:
    """The same for the values of one step after another."""
    if risky(cell.graph):
        for t, values in enumerate(steps, 1):
            check_step(cell, values, f"at step {t}")
