"""A cell as products and the rest: every sum that holds products becomes one form, H rows of a matrix times columns.

The rest of the graph is elementwise. A sigmoid over a form reads minus its argument, `1 / (1 + exp(u))` with u = -z,
because inside a form the minus costs nothing.
"""

from dataclasses import dataclass, field
from typing import NamedTuple

from lstm_core.equations.graph import CURVES, Graph, Node
from lstm_core.plain.evaluate import VALUE

FOLLOWS = {"+": (1, 1), "-": (1, -1), "neg": (-1,)}  # the sign with which each argument enters a sum
IN_PLACE = (*CURVES, "closing")  # curves that may take the place of a form; closing(u) = sigmoid(-u)


class Term(NamedTuple):
    """One product of a form: sign * parameter @ column; a bias is the parameter of the column of ones."""

    sign: int
    parameter: str
    column: int


@dataclass
class Forms:
    """The rewritten cell; nodes are in an order in which they can be computed."""

    nodes: list[Node] = field(default_factory=list)
    names: dict[str, int] = field(default_factory=dict)  # defined name -> its node
    states: dict[str, tuple[int, int]] = field(default_factory=dict)  # state -> (node of its _prev, its node)
    terms: dict[int, tuple[Term, ...]] = field(default_factory=dict)  # form -> its products
    columns: list[int] = field(default_factory=list)  # what is multiplied by matrices, the column of ones included


def rewrite(graph: Graph) -> Forms | None:
    """The same cell with forms; None where it has a product that is not matrix @ (x or a value per unit)."""
    if any(node.op == "conv" for node in graph.nodes):
        return None
    forms = _Rewriter(graph).forms
    per_input = any(node.op == "x" for other in forms.nodes if other.op != "form" for node in _arguments(forms, other))
    return None if per_input else forms


def _arguments(forms: Forms, node: Node) -> list[Node]:
    return [forms.nodes[k] for k in node.args]


class _Rewriter:
    """Moves node after node into new ones; a defined name still owns its node."""

    def __init__(self, graph: Graph):
        self.graph = graph
        self.moved: dict[int, int] = {}
        self.index: dict[tuple[object, ...], int] = {}
        self.forms = forms = Forms()
        self.state_nodes = {graph.names[name] for name in graph.states}
        for name, k in graph.names.items():
            forms.names[name] = self.move(k)
        for name in graph.states:
            forms.states[name] = self.add("prev", name=name), forms.names[name]

    def add(self, op: str, *args: int, name: str = "", value: float = 0.0, terms: tuple[Term, ...] = ()) -> int:
        key = (op, args, name, value, terms)
        if key not in self.index:
            self.forms.nodes.append(Node(op, args, name, value))
            self.index[key] = len(self.forms.nodes) - 1
            if terms:
                self.forms.terms[self.index[key]] = terms
        return self.index[key]

    def move(self, k: int) -> int:
        """The new node that has the value of old node k."""
        if k not in self.moved:
            self.moved[k] = self._move(k, self.graph.nodes[k])
        return self.moved[k]

    def _move(self, k: int, node: Node) -> int:
        if not node.args:
            return self.add(node.op, name="" if node.op == "number" else node.name, value=node.value)
        if node.op == "@" or node.op in FOLLOWS:
            total = self.sum(k, 1, node.name)
            if total is not None:
                return total
        if node.op == "sigmoid":
            z = node.args[0]
            minus = None if self.graph.nodes[z].name else self.sum(z, -1)
            if minus is not None:
                return self.add("closing", minus, name=node.name)
        args = [self.move(a) for a in node.args]
        numbers = [self.forms.nodes[a].value for a in args if self.forms.nodes[a].op == "number"]
        if node.op in FOLLOWS | {"*": (), "/": ()} and len(numbers) == len(args):
            return self.add("number", value=float(VALUE[node.op](*numbers)))
        return self.add(node.op, *args, name=node.name)

    def sum(self, k: int, sign: int, name: str = "") -> int | None:
        """sign * node k as a form and what is added to it; None where the sum holds no product."""
        parts = self.parts(k, sign, top=True)
        products = [(s, part) for s, part in parts if self.in_form(part, k)]
        if not any(self.graph.nodes[part].op == "@" for _, part in products):
            return None
        terms = tuple(self.term(s, self.graph.nodes[part]) for s, part in products)
        rest = [(s, part) for s, part in parts if not self.in_form(part, k)]
        copied = k in self.state_nodes and not rest  # a state is written where the next step reads it
        columns = dict.fromkeys(term.column for term in terms)
        z = self.add("form", *columns, name="" if rest or copied else name, terms=terms)
        if copied:
            return self.add("copy", z, name=name)
        for i, (s, part) in enumerate(rest, 1):
            z = self.add("+" if s > 0 else "-", z, self.move(part), name=name if i == len(rest) else "")
        return z

    def parts(self, k: int, sign: int, top: bool = False) -> list[tuple[int, int]]:
        """The signed terms of the sum at node k; another name's equation is not looked into."""
        node = self.graph.nodes[k]
        if node.op not in FOLLOWS or (node.name and not top):
            return [(sign, k)]
        pairs = zip(FOLLOWS[node.op], node.args, strict=True)
        return [part for s, a in pairs for part in self.parts(a, sign * s)]

    def in_form(self, part: int, root: int) -> bool:
        node = self.graph.nodes[part]
        return node.op == "parameter" or (node.op == "@" and (part == root or not node.name))

    def term(self, sign: int, node: Node) -> Term:
        if node.op == "parameter":
            return Term(sign, node.name, self.column(self.add("number", value=1.0)))
        parameter, value = node.args
        return Term(sign, self.graph.nodes[parameter].name, self.column(self.stacked(value)))

    def stacked(self, k: int) -> int:
        """Node k where a product can read it: in the stack of columns, which holds nothing that lives elsewhere."""
        k_moved = self.move(k)
        lives_elsewhere = k in self.state_nodes or self.forms.nodes[k_moved].op in ("form", "parameter", "number")
        return self.add("copy", k_moved) if lives_elsewhere else k_moved

    def column(self, k: int) -> int:
        if k not in self.forms.columns:
            self.forms.columns.append(k)
        return k
