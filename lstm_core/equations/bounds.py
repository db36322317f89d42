"""Between which numbers a value lies, as far as the equations alone say it."""

from collections.abc import Sequence
from math import exp, inf, isnan, log

from lstm_core.equations.graph import Node

Interval = tuple[float, float]
CURVE: dict[str, Interval] = {"sigmoid": (0.0, 1.0), "tanh": (-1.0, 1.0), "relu": (0.0, inf), "exp": (0.0, inf)}


def between_0_and_1(nodes: Sequence[Node], k: int) -> bool:
    """Whether the equations alone keep node k between 0 and 1."""
    low, high = between(nodes, k)
    return low >= 0 and high <= 1


def between(nodes: Sequence[Node], k: int) -> Interval:
    """(lowest, highest) that the equations alone allow for node k."""
    known: list[Interval] = []
    for node in nodes[: k + 1]:
        known.append(_interval(nodes, node, [known[a] for a in node.args]))
    return known[k]


def _interval(nodes: Sequence[Node], node: Node, parts: list[Interval]) -> Interval:
    match node.op:
        case "number":
            return node.value, node.value
        case "exp":
            return 0.0, 1.0 if at_most_0(nodes, node.args[0]) else _power(parts[0][1])
        case "log":
            return _logarithm(parts[0][0]), _logarithm(parts[0][1])
        case "copy":
            return parts[0]
        case "neg":
            return -parts[0][1], -parts[0][0]
        case "+":
            return parts[0][0] + parts[1][0], parts[0][1] + parts[1][1]
        case "-":
            return parts[0][0] - parts[1][1], parts[0][1] - parts[1][0]
        case "*":
            ends = [0.0 if 0 in (a, b) else a * b for a in parts[0] for b in parts[1]]
            return min(ends), max(ends)
        case "/" if parts[0][0] >= 0 and parts[1][0] >= 0:
            return 0.0, inf if beside(nodes, node) is None else 1.0
        case "max":
            return max(parts[0][0], parts[1][0]), max(parts[0][1], parts[1][1])
    return CURVE.get(node.op, (-inf, inf))


def beside(nodes: Sequence[Node], node: Node) -> int | None:
    """Of a / (a + b) the node b, where neither is below 0, so that the whole is a share; None of any other node."""
    if node.op != "/" or nodes[node.args[1]].op != "+" or node.args[0] not in nodes[node.args[1]].args:
        return None
    a, both = node.args[0], nodes[node.args[1]].args
    b = both[1] if both[0] == a else both[0]
    return b if between(nodes, a)[0] >= 0 and between(nodes, b)[0] >= 0 else None


def at_most_0(nodes: Sequence[Node], k: int) -> bool:
    """Whether node k is a value less the larger of this value and another."""
    if nodes[k].op != "-":
        return False
    value, larger = nodes[k].args
    return nodes[larger].op == "max" and value in nodes[larger].args


def _power(z: float) -> float:
    return exp(z) if z < 700 else inf


def _logarithm(z: float) -> float:
    return log(z) if z > 0 else -inf


def sign(nodes: Sequence[Node], k: int) -> int:
    """1 or -1 where the node's sign is known, else 0."""
    low, high = between(nodes, k)
    return 0 if low == high == 0 or isnan(low + high) else 1 if low >= 0 else -1 if high <= 0 else 0
