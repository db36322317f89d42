"""A node written as factor * state_prev + the rest, with the sums in it expanded into products."""

from collections.abc import Mapping, Sequence

from lstm_core.equations import as_text
from lstm_core.equations.graph import FUNCTIONS, Node

# A factor is a sum of products: {nodes multiplied: coefficient}, so {(): 1.0, (4,): -1.0} is 1 - (node 4).
Factor = Mapping[tuple[int, ...], float]
MOST_PRODUCTS = 24  # a factor longer than this is no story of keeping


class Split:
    """Takes nodes apart through sums, signs, products and names, each node once."""

    def __init__(self, nodes: Sequence[Node], state: str):
        self.nodes, self.state = nodes, state
        self.known: dict[int, tuple[Factor, bool]] = {}

    def __call__(self, k: int) -> tuple[Factor, bool]:
        """(the factor, {} without state_prev; whether something is added to it) of node k."""
        if k not in self.known:
            factor, rest = self._parts(self.nodes[k])
            self.known[k] = (factor, rest) if 0 < len(factor) <= MOST_PRODUCTS else ({}, True)
        return self.known[k]

    def _parts(self, node: Node) -> tuple[Factor, bool]:
        if node.op == "prev" and node.name == self.state:
            return {(): 1.0}, False
        parts = [self(a) for a in node.args] if node.op in ("+", "-", "*", "/", "neg", "copy") else []
        if not any(factor for factor, _ in parts):
            return {}, True
        match node.op:
            case "copy":
                return parts[0]
            case "neg":
                return times({(): -1.0}, parts[0][0]), parts[0][1]
            case "*":
                (a, rest_a), (b, rest_b) = parts
                if a and b:  # the square of the state is no factor of it
                    return {}, True
                inner, rest, outer = (a, rest_a, node.args[1]) if a else (b, rest_b, node.args[0])
                return times(polynomial(self.nodes, outer), inner), rest
            case "/":
                by = self.nodes[node.args[1]]
                if by.op != "number" or by.name:  # 1 / (a value) is no product of values
                    return {}, True
                return times({(): 1 / by.value}, parts[0][0]), parts[0][1]
        sign = 1.0 if node.op == "+" else -1.0
        return plus(parts[0][0], times({(): sign}, parts[1][0])), parts[0][1] or parts[1][1]

    def terms(self, k: int) -> tuple[list[tuple[int, int]], list[tuple[int, int]]] | None:
        """(kept, added): the signed nodes that node k is the sum of; None where one of them is both at once."""
        kept: list[tuple[int, int]] = []
        added: list[tuple[int, int]] = []
        waiting = [(1, k)]
        while waiting:
            sign, k = waiting.pop(0)
            node, (factor, rest) = self.nodes[k], self(k)
            if not (factor and rest):
                (kept if factor else added).append((sign, k))
            elif node.op in ("+", "-", "neg", "copy") and len(kept) + len(added) < MOST_PRODUCTS:
                signs = {"-": (sign, -sign), "neg": (-sign,)}.get(node.op, (sign, sign))
                waiting[:0] = zip(signs, node.args, strict=False)
            else:
                return None
        return kept, added


def polynomial(nodes: Sequence[Node], k: int) -> Factor:
    """Node k as a sum of products of names and of nodes that are not sums, signs or products."""
    node = nodes[k]
    if node.op == "number" and not node.name:
        return {(): node.value} if node.value else {}
    return {(k,): 1.0} if node.name else beneath(nodes, k)


def beneath(nodes: Sequence[Node], k: int) -> Factor:
    """What node k is computed from as such a sum, even if it has a name of its own."""
    node = nodes[k]
    if node.op not in ("+", "-", "*", "neg"):
        return {(k,): 1.0}
    parts = [polynomial(nodes, a) for a in node.args]
    match node.op:
        case "neg":
            whole = times({(): -1.0}, parts[0])
        case "*":
            whole = times(*parts)
        case sign:
            whole = plus(parts[0], times({(): 1.0 if sign == "+" else -1.0}, parts[1]))
    return whole if len(whole) <= MOST_PRODUCTS else {(k,): 1.0}


def plus(a: Factor, b: Factor) -> Factor:
    total = dict(a)
    for product, coefficient in b.items():
        total[product] = total.get(product, 0.0) + coefficient
    return {product: coefficient for product, coefficient in total.items() if coefficient}


def times(a: Factor, b: Factor) -> Factor:
    total: dict[tuple[int, ...], float] = {}
    for p, u in a.items():
        for q, v in b.items():
            product = tuple(sorted(p + q))
            total[product] = total.get(product, 0.0) + u * v
    return {product: coefficient for product, coefficient in total.items() if coefficient}


def called(node: Node) -> str | None:
    """What the equations call it: c_prev, f, b_f; None for what has no name."""
    if node.op == "prev":
        return f"{node.name}_prev"
    return node.name or None


def _signed(factor: Factor) -> list[tuple[tuple[int, ...], float]]:
    """A positive product first, so that 1 - i does not read -i + 1; otherwise shorter products first."""
    return sorted(factor.items(), key=lambda item: (item[1] < 0, len(item[0]), item[0]))


def text_of(nodes: Sequence[Node], factor: Factor) -> str:
    text = ""
    for product, coefficient in _signed(factor):
        parts = [as_text.number(abs(coefficient))] if abs(coefficient) != 1 or not product else []
        for k in product:
            named = bool(called(nodes[k])) or nodes[k].op in FUNCTIONS
            inside = called(nodes[k]) or as_text.expression(nodes, k, {})
            parts.append(inside if named else f"({inside})")
        sign = "-" if coefficient < 0 else "+"
        text += f" {sign} " if text else "-" if coefficient < 0 else ""
        text += " * ".join(parts)
    return text
