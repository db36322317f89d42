"""What carries a state from step to step: the factor on its previous value, read from the equations."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from lstm_core import mathematics, wording
from lstm_core.language import FUNCTIONS, Graph, Node

# A factor is a sum of products: {nodes multiplied: coefficient}, so {(): 1.0, (4,): -1.0} is 1 - (node 4).
Factor = Mapping[tuple[int, ...], float]


@dataclass(frozen=True)
class Carry:
    """state = factor * state_prev + everything that is added.

    `kept` and `added` are signed nodes whose sum is the state; both are empty where one node mixes the two, as in
    n + z * (h_prev - n). `bias` is the parameter that moves the factor and the direction in which it does: ("b_f", 1)
    for a forget gate, ("b_i", -1) for 1 - i.
    """

    state: str
    root: int  # the state's node
    text: str  # f, 1 - i, 1
    latex: str
    node: int | None  # the factor's node; None where no single node has its value
    kept: tuple[tuple[int, int], ...]
    added: tuple[tuple[int, int], ...]
    bias: tuple[str, int] | None
    factor: Factor
    names: Mapping[int, str | None]  # what each node in the factor is called (c_prev, a parameter, …), None if nothing
    constants: Mapping[int, float]  # the declared constants among them

    def value(self, values: Mapping[str, np.ndarray]) -> np.ndarray | None:
        """The factor from named values of one shape {"f": (T, B, H), …}, the state's own among them; same shape.

        None where `values` lacks what the factor is made of, as where that has no name; `of_nodes` serves there.
        """
        made_of = {k: name for k, name in self.names.items() if k not in self.constants}
        if not all(name is not None and name in values for name in made_of.values()):
            return None
        return self._sum({k: values[name] for k, name in made_of.items()}, values[self.state])

    def of_nodes(self, values: Sequence[np.ndarray]) -> np.ndarray:
        """The factor from the values of all nodes of one step, each (B, H): (B, H)."""
        return self._sum(values, values[self.root])

    def _sum(self, values: Mapping | Sequence, like: np.ndarray) -> np.ndarray:
        total = np.zeros_like(like)
        for product, coefficient in self.factor.items():
            term = np.asarray(coefficient, like.dtype)
            for k in product:
                term = term * (self.constants[k] if k in self.constants else values[k])
            total = total + term
        return total


def carries(graph: Graph) -> dict[str, Carry]:
    """{state: its Carry} for every state whose equation multiplies its previous value elementwise."""
    found = {state: _carry(graph, state) for state in graph.states}
    return {state: carry for state, carry in found.items() if carry}


def _carry(graph: Graph, state: str) -> Carry | None:
    nodes, root = graph.nodes, graph.names[state]
    split = _Split(nodes, state)
    factor, _ = split(root)
    if not factor:
        return None
    kept: list[tuple[int, int]] = []
    added: list[tuple[int, int]] = []
    if not split.terms(root, 1, kept, added):
        kept, added = [], []
    atoms = {k for product in factor for k in product if not (nodes[k].op == "number" and not nodes[k].name)}
    return Carry(
        state=state,
        root=root,
        text=_text(nodes, factor),
        latex=_latex(nodes, factor),
        node=_node(nodes, factor, kept, state),
        kept=tuple(kept),
        added=tuple(added),
        bias=_bias(nodes, factor),
        factor=factor,
        names={k: _name(nodes[k]) for k in sorted(atoms)},
        constants={k: nodes[k].value for k in sorted(atoms) if nodes[k].op == "number"},
    )


class _Split:
    """Writes a node as factor * state_prev + rest, through sums, signs, products and names."""

    def __init__(self, nodes: Sequence[Node], state: str):
        self.nodes, self.state = nodes, state

    def __call__(self, k: int) -> tuple[Factor, bool]:
        """(the factor, {} without state_prev; whether something is added to it) of node k."""
        node = self.nodes[k]
        if node.op == "prev" and node.name == self.state:
            return {(): 1.0}, False
        parts = [self(a) for a in node.args] if node.op in ("+", "-", "*", "neg", "copy") else []
        if not any(factor for factor, _ in parts):
            return {}, True
        match node.op:
            case "copy":
                return parts[0]
            case "neg":
                return _times({(): -1.0}, parts[0][0]), parts[0][1]
            case "*":
                (a, rest_a), (b, rest_b) = parts
                if a and b:  # the square of the state is no factor of it
                    return {}, True
                inner, rest, outer = (a, rest_a, node.args[1]) if a else (b, rest_b, node.args[0])
                return _times(self._polynomial(outer), inner), rest
        sign = 1.0 if node.op == "+" else -1.0
        return _plus(parts[0][0], _times({(): sign}, parts[1][0])), parts[0][1] or parts[1][1]

    def terms(self, k: int, sign: int, kept: list, added: list) -> bool:
        """Collect the signed nodes that node k is the sum of; False where one of them mixes kept and added."""
        node, (factor, rest) = self.nodes[k], self(k)
        if not (factor and rest):
            (kept if factor else added).append((sign, k))
            return True
        if node.op not in ("+", "-", "neg", "copy"):
            return False
        signs = {"-": (sign, -sign), "neg": (-sign,)}.get(node.op, (sign, sign))
        return all(self.terms(a, s, kept, added) for a, s in zip(node.args, signs, strict=False))

    def _polynomial(self, k: int) -> Factor:
        """Node k as a sum of products of names and of nodes that are not sums, signs or products."""
        node = self.nodes[k]
        if node.op == "number" and not node.name:
            return {(): node.value}
        if node.name or node.op not in ("+", "-", "*", "neg"):
            return {(k,): 1.0}
        parts = [self._polynomial(a) for a in node.args]
        match node.op:
            case "neg":
                return _times({(): -1.0}, parts[0])
            case "*":
                return _times(*parts)
            case sign:
                return _plus(parts[0], _times({(): 1.0 if sign == "+" else -1.0}, parts[1]))


def _plus(a: Factor, b: Factor) -> Factor:
    total = dict(a)
    for product, coefficient in b.items():
        total[product] = total.get(product, 0.0) + coefficient
    return {product: coefficient for product, coefficient in total.items() if coefficient}


def _times(a: Factor, b: Factor) -> Factor:
    total: Factor = {}
    for p, u in a.items():
        for q, v in b.items():
            total = _plus(total, {tuple(sorted(p + q)): u * v})
    return total


def _node(nodes: Sequence[Node], factor: Factor, kept: list[tuple[int, int]], state: str) -> int | None:
    """The node that has the factor's value: its one atom, or what stands beside state_prev in the one kept product."""
    match list(factor.items()):
        case [((k,), 1.0)]:
            return k
    match kept:
        case [(1, k)] if nodes[k].op == "*":
            beside = [a for a in nodes[k].args if (nodes[a].op, nodes[a].name) != ("prev", state)]
            return beside[0] if len(beside) == 1 else None
    return None


def _name(node: Node) -> str | None:
    if node.op == "prev":
        return f"{node.name}_prev"
    return node.name or None


def _signed(factor: Factor) -> list[tuple[tuple[int, ...], float]]:
    """A positive product first, so that 1 - i does not read -i + 1; otherwise shorter products first."""
    return sorted(factor.items(), key=lambda item: (item[1] < 0, len(item[0]), item[0]))


def _text(nodes: Sequence[Node], factor: Factor) -> str:
    text = ""
    for product, coefficient in _signed(factor):
        parts = [wording.number(abs(coefficient))] if abs(coefficient) != 1 or not product else []
        for k in product:
            named = bool(_name(nodes[k])) or nodes[k].op in FUNCTIONS
            inside = _name(nodes[k]) or wording.expression(nodes, k, {})
            parts.append(inside if named else f"({inside})")
        sign = "-" if coefficient < 0 else "+"
        text += f" {sign} " if text else "-" if coefficient < 0 else ""
        text += " * ".join(parts)
    return text


def _latex(nodes: Sequence[Node], factor: Factor) -> str:
    latex = ""
    for product, coefficient in _signed(factor):
        parts = [wording.number(abs(coefficient))] if abs(coefficient) != 1 or not product else []
        parts += [mathematics.latex_of(mathematics.Writer(nodes).write(k)[0]) for k in product]
        sign = "-" if coefficient < 0 else "+"
        latex += f" {sign} " if latex else "-" if coefficient < 0 else ""
        latex += r" \odot ".join(parts)
    return latex


def _bias(nodes: Sequence[Node], factor: Factor) -> tuple[str, int] | None:
    """The one bias that moves the factor, and its direction; None where there is none or more than one."""
    found: set[tuple[str, int]] = set()
    for product, coefficient in factor.items():
        for k in product:
            others = [_sign(nodes, other) for other in product if other != k]
            direction = int(np.sign(coefficient)) * int(np.prod(others))
            found |= _biases(nodes, k, direction)
    return found.pop() if len(found) == 1 and 0 not in {sign for _, sign in found} else None


def _sign(nodes: Sequence[Node], k: int) -> int:
    """1 or -1 where the node's sign is known, else 0."""
    node = nodes[k]
    if node.op == "number":
        return int(np.sign(node.value))
    return 1 if node.op in ("sigmoid", "relu") else 0


def _biases(nodes: Sequence[Node], k: int, sign: int) -> set[tuple[str, int]]:
    """Biases that reach node k through sums, signs, known factors and squashes, which all rise."""
    node = nodes[k]
    match node.op:
        case "parameter":
            return {(node.name, sign)} if node.name.startswith("b_") else set()
        case "+" | "copy" | "sigmoid" | "tanh" | "relu":
            return set().union(*(_biases(nodes, a, sign) for a in node.args))
        case "-":
            return _biases(nodes, node.args[0], sign) | _biases(nodes, node.args[1], -sign)
        case "neg":
            return _biases(nodes, node.args[0], -sign)
        case "*":
            a, b = node.args
            return _biases(nodes, a, sign * _sign(nodes, b)) | _biases(nodes, b, sign * _sign(nodes, a))
    return set()
