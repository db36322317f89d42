"""One step taken apart on its way back: each micro-step in reverse, with its local derivatives and what it hands on."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from lstm_core.board.backward_formulas import Way
from lstm_core.board.mathml import Tree
from lstm_core.board.micro_steps import MicroStep, micro_plan
from lstm_core.equations.derive import handed
from lstm_core.equations.graph import Node
from lstm_core.equations.page import AnyCell

ONE, MINUS_ONE = -1, -2  # local derivatives that are plain numbers, and no node


@dataclass(frozen=True)
class Handed:
    """What a micro-step hands on to one value that it read: what arrived at its result, times the local derivative.

    To a matrix, and to the vector that it multiplies, `by` is the node of their product; `local` is then the product's.
    """

    to: int  # a node of the graph
    local: int  # a node, or ONE or MINUS_ONE
    share: int  # the node of what is handed on
    by: int | None
    formula: Tree


@dataclass(frozen=True)
class BackStep:
    """A micro-step in reverse: the derivative by its result comes in, its shares go on to all that it read."""

    forward: MicroStep
    arrives: int  # the node of the derivative by the result
    handed: tuple[Handed, ...]

    @property
    def root(self) -> int:
        return self.forward.nodes[-1]


@dataclass(frozen=True)
class WayBack:
    """The steps in order; `nodes` are the derivative's, then local ones; `done` {node: the last that adds to it}."""

    nodes: tuple[Node, ...]
    steps: tuple[BackStep, ...]
    done: Mapping[int, int]


def way_back(cell: AnyCell) -> WayBack:
    """All micro-steps that compute something, the last one first."""
    plan = [step for step in micro_plan(cell) if cell.graph.nodes[step.nodes[-1]].args]
    walk = _Walk(cell)
    walked = [(step, walk.back(step)) for step in reversed(plan)]
    readers = [to for _, found in walked for to in {to for to, _ in found}]
    heard = {cell.graph.names[name] for name in {*cell.states, "h"}}  # they also hear of the loss from elsewhere
    write = Way(cell, walk.nodes, plan)
    steps = []
    for step, found in walked:
        shares = [
            Handed(to, local, share, by, write.share(step, to, local, share, by, readers.count(to) > 1 or to in heard))
            for (to, by), (share, local) in found.items()
        ]
        steps.append(BackStep(step, cell.derivative.totals[step.nodes[-1]], tuple(shares)))
    inside = {j: k for k, (step, _) in enumerate(walked) for j in step.nodes[:-1]}
    done = {share.to: k for k, step in enumerate(steps) for share in step.handed}
    return WayBack(tuple(walk.nodes), tuple(steps), {**inside, **done})


class _Walk:
    """Walks single micro-steps by the rules of the derivative: once with what arrives, once with 1 in its place."""

    def __init__(self, cell: AnyCell):
        self.cell, self.graph = cell, cell.graph.nodes
        self.nodes = list(cell.derivative.nodes)
        self.index = {node: k for k, node in enumerate(self.nodes)}

    def add(self, op: str, *args: int, name: str = "") -> int:
        """A node of the derivative, simplified where 1 or −1 takes part."""
        if args[0] in (ONE, MINUS_ONE):
            if op == "*":
                return args[1] if args[0] == ONE else self.add("neg", args[1])
            if op == "/":
                inverse = self.add("/", self._kept(Node("number", value=1.0)), args[1])
                return inverse if args[0] == ONE else self.add("neg", inverse)
            return ONE if args[0] == MINUS_ONE else MINUS_ONE  # of neg
        return self._kept(Node(op, args, name))

    def _kept(self, node: Node) -> int:
        if node not in self.index:
            self.nodes.append(node)
            self.index[node] = len(self.nodes) - 1
        return self.index[node]

    def back(self, step: MicroStep) -> dict[tuple[int, int | None], tuple[int, int]]:
        """{(value, product or None): (share, local derivative)} of all that a micro-step read."""
        root = step.nodes[-1]
        total = self.cell.derivative.totals[root]
        through = Node("through", (total,), self.graph[root].name)
        arrived: dict[int, list[tuple[int, int]]] = {root: [(self.index.get(through, total), ONE)]}
        found: dict[tuple[int, int | None], list[tuple[int, int]]] = {}
        for k in sorted(step.nodes, reverse=True):
            d, local = self._summed(arrived.pop(k))
            product = self.graph[k].op in ("@", "conv")
            shares = handed(self.graph, k, d, self.add)
            locals_ = [local] * 2 if product else [share for _, share in handed(self.graph, k, local, self.add)]
            for (to, share), factor in zip(shares, locals_, strict=True):
                if to in step.nodes:
                    arrived.setdefault(to, []).append((share, factor))
                elif self.graph[to].op != "number":
                    found.setdefault((to, k if product else None), []).append((share, factor))
        return {to: self._summed(parts) for to, parts in found.items()}

    def _summed(self, parts: Sequence[tuple[int, int]]) -> tuple[int, int]:
        share, local = parts[0]
        for other, factor in parts[1:]:
            if min(local, factor) < 0:
                raise ValueError("a value that is read as it is and in a product has no local derivative to draw")
            share, local = self.add("+", share, other), self.add("+", local, factor)
        return share, local
