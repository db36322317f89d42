"""Which biases move a value, and in which direction each does, as far as the equations alone say it."""

from collections.abc import Sequence

from lstm_core.equations.bounds import at_most_0, beside, sign
from lstm_core.equations.graph import Node

Biases = set[tuple[str, int]]  # (parameter, the direction in which it moves a value)


def biases(nodes: Sequence[Node], k: int, direction: int) -> Biases:
    """Biases that reach node k through sums, signs, known factors and curves, which all rise."""
    return _biases(nodes, k, direction, {})


def _biases(nodes: Sequence[Node], k: int, direction: int, known: dict[tuple[int, int], Biases]) -> Biases:
    if (k, direction) not in known:
        known[k, direction] = _biases_of(nodes, nodes[k], direction, known)
    return known[k, direction]


def _biases_of(nodes: Sequence[Node], node: Node, d: int, known: dict[tuple[int, int], Biases]) -> Biases:
    if (b := beside(nodes, node)) is not None:  # a / (a + b) rises with a and falls with b
        return _biases(nodes, node.args[0], d, known) | _biases(nodes, b, -d, known)
    if node.op == "exp" and at_most_0(nodes, node.args[0]):  # so does a - max(a, b)
        a, larger = nodes[node.args[0]].args
        b = next((k for k in nodes[larger].args if k != a), a)
        return _biases(nodes, a, d, known) | _biases(nodes, b, -d, known)
    match node.op:
        case "parameter":
            return {(node.name, d)} if node.name.startswith("b_") else set()
        case "+" | "copy" | "max" | "sigmoid" | "tanh" | "relu" | "exp" | "log":
            signs = [d] * len(node.args)
        case "-":
            signs = [d, -d]
        case "neg":
            signs = [-d]
        case "*":
            a, b = node.args
            signs = [d * sign(nodes, b), d * sign(nodes, a)]
        case "/":
            a, b = node.args
            signs = [d * sign(nodes, b), -d * sign(nodes, a)]
        case _:
            signs = []
    return set().union(*(_biases(nodes, a, s, known) for a, s in zip(node.args, signs, strict=False)))
