"""Whether two cells are one but for their names, the order of their sums and how many biases they add."""

from collections.abc import Sequence

from lstm_core.cell import Cell
from lstm_core.equations.graph import Node

MOST_GUESSES = 4000  # sums of many like terms have more orders than a reader would wait for


def alike(drawn: Cell, cell: Cell) -> dict[int, int] | None:
    """{node of `drawn`: the node of `cell` that plays its part}, None where the two differ in more than names."""
    if len(drawn.names) != len(cell.names) or len(drawn.states) != len(cell.states):
        return None
    return _Pairs(drawn, cell).all()


class _Pairs:
    """Walks both graphs from h down; a guess that fails is taken back."""

    def __init__(self, drawn: Cell, cell: Cell):
        self.a, self.b = drawn.graph.nodes, cell.graph.nodes
        self.roots = drawn.graph.names, cell.graph.names
        self.pairs: dict[int, int] = {}
        self.names: dict[str, str] = {}
        self.guesses = MOST_GUESSES

    def all(self) -> dict[int, int] | None:
        whole = self._node(self.roots[0]["h"], self.roots[1]["h"]) and len(self.names) == len(self.roots[0])
        return self.pairs if whole else None

    def _node(self, a: int, b: int) -> bool:
        if a in self.pairs or b in self.pairs.values():
            return self.pairs.get(a) == b
        self.guesses -= 1
        if self.guesses < 0:
            return False
        before = dict(self.pairs), dict(self.names)
        self.pairs[a] = b
        if self._named(self.a[a], self.b[b]) and self._inside(a, b):
            return True
        self.pairs, self.names = before
        return False

    def _named(self, a: Node, b: Node) -> bool:
        """A name stands for one name throughout."""
        if a.op in ("parameter", "number", "x"):
            return b.op == a.op and (a.op != "number" or a.value == b.value)
        if not a.name or not b.name:
            return a.name == b.name
        known = self.names.setdefault(a.name, b.name)
        return known == b.name and list(self.names.values()).count(b.name) == 1

    def _inside(self, a: int, b: int) -> bool:
        first, second = self.a[a], self.b[b]
        if first.op == "prev" == second.op:
            return self._node(self.roots[0][first.name], self.roots[1][second.name])
        if first.op != second.op:
            return False
        before = dict(self.pairs), dict(self.names)
        if all(self._node(c, d) for c, d in zip(first.args, second.args, strict=True)):
            return True
        self.pairs, self.names = before
        if first.op == "+":
            return self._all_of(_terms(self.a, a), _terms(self.b, b))
        return first.op == "*" and self._all_of(list(first.args), list(second.args))

    def _all_of(self, left: Sequence[int], right: Sequence[int]) -> bool:
        """Each of one side with one of the other, in any order."""
        if len(left) != len(right):
            return False
        if not left:
            return True
        for k, other in enumerate(right):
            before = dict(self.pairs), dict(self.names)
            if self._node(left[0], other) and self._all_of(left[1:], [*right[:k], *right[k + 1 :]]):
                return True
            self.pairs, self.names = before
        return False


def _terms(nodes: Sequence[Node], k: int) -> list[int]:
    """The terms of a sum without names of its own; several biases count as one."""
    found, waiting = [], list(nodes[k].args)
    while waiting:
        term = waiting.pop(0)
        if nodes[term].op == "+" and not nodes[term].name:
            waiting[:0] = nodes[term].args
        else:
            found.append(term)
    biases = [term for term in found if nodes[term].op == "parameter"]
    return [term for term in found if term not in biases[1:]]
