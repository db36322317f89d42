"""The derivative of a step of forms: every gradient is a sum of coefficient * source.

What comes back from the next step and through the matrices is a *source*; everything between is a product with forward
values, the *coefficient*. Coefficients need no gradient, so they are computed for a whole block of steps at once and a
step in reverse is left with a handful of products. The rules are those of `derive.py`.
"""

from collections.abc import Collection
from typing import NamedTuple

from lstm_core.equations.graph import Node
from lstm_core.fast.forms import IN_PLACE, Forms


class Source(NamedTuple):
    """Where a gradient comes from.

    `outside`: the loss, at node k. `carry`: the step after, at the state whose node is k. `back`: the matrices that
    read column k. `bar`: the total at node k, summed up once because it has several sources or is a state's.
    """

    kind: str
    node: int


Sum = dict[Source, int]  # source -> node of its coefficient


class Pullback:
    """One step in reverse, for losses that speak of the `outside` names."""

    def __init__(self, forms: Forms, outside: Collection[str]):
        self.nodes = list(forms.nodes)  # the forward nodes, then coefficients
        self.index = {node: k for k, node in enumerate(self.nodes) if node.op != "form"}
        self.one = self.add("number", value=1.0)
        self.gradients: dict[int, Sum] = {}  # forward node -> its gradient; missing = nothing arrives
        self.kept: list[int] = []  # nodes whose gradient is a `bar`, the last of the step first
        self._sweep(forms, {forms.names[name] for name in outside})

    def _sweep(self, forms: Forms, outside: set[int]) -> None:
        ends = {k for _, k in forms.states.values()}
        shares: list[Sum] = [{} for _ in forms.nodes]
        for k in reversed(range(len(forms.nodes))):
            node, total = forms.nodes[k], shares[k]
            if any(k in forms.nodes[f].args for f in forms.terms if f in self.gradients):
                total[Source("back", k)] = self.one
            if k in outside:
                total[Source("outside", k)] = self.one
            if k in ends:
                total[Source("carry", k)] = self.one
            if not total or node.op == "number":
                continue
            self.gradients[k] = total
            if k in ends or (len(total) > 1 and node.args and node.op != "form"):
                self.kept.append(k)
                total = {Source("bar", k): self.one}
            for argument, factor in self._shares(k, node):
                for source, coefficient in total.items():
                    share = self.times(coefficient, factor)
                    before = shares[argument].get(source)
                    shares[argument][source] = share if before is None else self.plus(before, share)

    def _shares(self, k: int, node: Node) -> list[tuple[int, int]]:
        """(argument, d node / d argument) for each argument of node k; forms hand back through their matrices."""
        args = node.args
        match node.op:
            case "+" | "copy":
                return [(a, self.one) for a in args]
            case "-":
                return [(args[0], self.one), (args[1], self.minus(self.one))]
            case "neg":
                return [(args[0], self.minus(self.one))]
            case "*":
                return [(args[0], args[1]), (args[1], args[0])]
            case "/":
                once = self.add("/", self.one, args[1])
                return [(args[0], once), (args[1], self.minus(self.times(k, once)))]
            case "max":
                return [(args[0], self.add("first", *args)), (args[1], self.add("second", *args))]
            case "exp":
                return [(args[0], k)]
            case curve if curve in IN_PLACE:
                return [(args[0], self.add("slope", k, name=curve))]
        return []

    def add(self, op: str, *args: int, name: str = "", value: float = 0.0) -> int:
        node = Node(op, args, name, value)
        if node not in self.index:
            self.nodes.append(node)
            self.index[node] = len(self.nodes) - 1
        return self.index[node]

    # Signs are moved outward, where two of them meet and vanish; nothing else is simplified.

    def minus(self, a: int) -> int:
        return self.nodes[a].args[0] if self.nodes[a].op == "neg" else self.add("neg", a)

    def times(self, a: int, b: int) -> int:
        for negative, other in ((a, b), (b, a)):
            if self.nodes[negative].op == "neg":
                return self.minus(self.times(self.nodes[negative].args[0], other))
        return b if a == self.one else a if b == self.one else self.add("*", a, b)

    def plus(self, a: int, b: int) -> int:
        for negative, other in ((a, b), (b, a)):
            if self.nodes[negative].op == "neg":
                return self.add("-", other, self.nodes[negative].args[0])
        return self.add("+", a, b)
