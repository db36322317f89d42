"""What equations become: nodes in an order in which they can be computed, and what they are called."""

from collections.abc import Mapping
from dataclasses import dataclass

from lstm_core.equations.limits import MAX_NODES
from lstm_core.equations.mistakes import EquationError

SQUASHES = ("sigmoid", "tanh", "relu")
CURVES = (*SQUASHES, "exp", "log")  # functions of one value
DEFINED = {  # other functions are written with these, a and b their arguments
    "min": "-max(-a, -b)",
    "abs": "max(a, -a)",
    "softsign": "a / (1 + abs(a))",
    "hard_sigmoid": "min(max(0.2 * a + 0.5, 0), 1)",  # of Keras 1 and 2, and of ONNX; torch's is a / 6 + 0.5
    "silu": "a * sigmoid(a)",
    "softplus": "max(a, 0) + log(1 + exp(-abs(a)))",  # log(1 + exp(a)), also where exp(a) is too large
    "log_sigmoid": "-softplus(-a)",
}
OF_TWO = ("max", "min")  # where both are equal, the first is taken: its slope is 1, the other's 0
FUNCTIONS = (*CURVES, "max", "conv", *DEFINED)


def takes(function: str) -> int:
    """How many values a function takes; 0 where there is none of this name, or where it takes a kernel."""
    return 2 if function in OF_TWO else int(function in CURVES or function in DEFINED)


@dataclass(frozen=True)
class Node:
    """One operation of the graph.

    `op` is a leaf (x, prev, parameter, number), + - * / neg @ conv copy max, or the name of a curve; `args` are indices
    of earlier nodes; `name` belongs to leaves and to the roots of equations; `value` to numbers, and is 0 elsewhere.
    """

    op: str
    args: tuple[int, ...] = ()
    name: str = ""
    value: float = 0.0


@dataclass(frozen=True)
class Graph:
    """What the equations say: nodes in an order in which they can be computed, and what they are called."""

    nodes: tuple[Node, ...]
    names: Mapping[str, int]  # defined name -> its node; no two names share a node
    lines: Mapping[str, str]  # defined name -> the text of its equation
    reads: Mapping[str, tuple[str, ...]]  # defined name -> x, names and _prev names it reads, in order
    parameters: Mapping[str, tuple[str, ...]]  # ("H", "D"), ("H", "H"), ("H",) or ("H", "D", "k", "k")
    states: tuple[str, ...]  # the names whose _prev is read


class Growing:
    """A graph that grows: its nodes, and the size of each ("1" of a plain number, "D" or "H"; "W" of a matrix).

    Equal unnamed sub-expressions are one node. `line_number` says which line makes it grow.
    """

    def __init__(self) -> None:
        self.nodes: list[Node] = []
        self.sizes: list[str] = []
        self.index: dict[Node, int] = {}
        self.line_number = 1

    def append(self, node: Node, size: str) -> int:
        """The index of a node of its own, whatever equals it."""
        if len(self.nodes) >= MAX_NODES:
            message = f"the cell has more than {MAX_NODES} operations, the most allowed"
            raise EquationError(self.line_number, 1, message)
        self.nodes.append(node)
        self.sizes.append(size)
        return len(self.nodes) - 1

    def _add(self, op: str, *args: int, name: str = "", value: float = 0.0, size: str = "H") -> int:
        node = Node(op, args, name, value)
        if node not in self.index:
            self.index[node] = self.append(node, size)
        return self.index[node]

    def number(self, k: int) -> float:
        """What a node of plain numbers is worth."""
        node = self.nodes[k]
        parts = [self.number(a) for a in node.args]
        match node.op:
            case "number":
                return node.value
            case "neg":
                return -parts[0]
            case "+" | "-":
                return parts[0] + (parts[1] if node.op == "+" else -parts[1])
            case "/":
                return parts[0] / parts[1]
        return parts[0] * parts[1]
