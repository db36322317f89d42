"""What carries a state from step to step: the factor on its previous value, read from the equations."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from lstm_core.equations import as_text
from lstm_core.equations.bounds import sign
from lstm_core.equations.carrying.directions import Biases, biases
from lstm_core.equations.carrying.factor import Factor, Split, called, text_of
from lstm_core.equations.graph import CURVES, Graph, Node


@dataclass(frozen=True)
class Carry:
    """state = factor * state_prev + everything that is added.

    `kept` and `added` are signed nodes whose sum is the state; both are empty where one node mixes the two, as in
    n + z * (h_prev - n). `biases` are the parameters that move the factor, each with the direction in which it does:
    ("b_f", 1) for a forget gate, ("b_i", -1) for 1 - i; `bias` is the only one. `gate` is the defined name that the
    factor is made of, and how: ("f", 1) where it is the factor, ("i", -1) where 1 - i is; None for any other factor.
    """

    state: str
    root: int  # the state's node
    text: str  # f, 1 - i, 1
    node: int | None  # the factor's node, if one has its value
    kept: tuple[tuple[int, int], ...]
    added: tuple[tuple[int, int], ...]
    bias: tuple[str, int] | None
    biases: frozenset[tuple[str, int]]
    gate: tuple[str, int] | None
    factor: Factor
    names: Mapping[int, str | None]  # what each node in the factor is called (c_prev, a parameter, …), None if nothing
    constants: Mapping[int, float]  # the declared constants among them

    def value(self, values: Mapping[str, np.ndarray]) -> np.ndarray | None:
        """The factor from named values of one shape {"f": (T, B, H), …}, the state's own among them; same shape.

        None where `values` lacks what the factor is made of, as where that has no name; `of_nodes` serves there.
        """
        known = {k: values[name] for k, name in self.names.items() if name is not None and name in values}
        complete = all(k in known or k in self.constants for k in self.names)
        return self._sum(known, values[self.state]) if complete else None

    def of_nodes(self, values: Sequence[np.ndarray]) -> np.ndarray:
        """The factor from the values of all nodes of one step, each (B, H): (B, H)."""
        return self._sum(values, values[self.root])

    def _sum(self, values: Mapping[int, np.ndarray] | Sequence[np.ndarray], like: np.ndarray) -> np.ndarray:
        total = np.zeros_like(like)
        for product, coefficient in self.factor.items():
            term = np.asarray(coefficient, like.dtype)
            for k in product:
                term = term * (self.constants[k] if k in self.constants else values[k])
            total = total + term
        return total


def carries(graph: Graph) -> dict[str, Carry]:
    """{state: its Carry} for every state whose equation multiplies its previous value elementwise."""
    return {state: carry for state in graph.states if (carry := _carry(graph, state))}


def refusals(graph: Graph) -> dict[str, str]:
    """{state: why it has no Carry, in a sentence} for every other state."""
    none = [state for state in graph.states if not _carry(graph, state)]
    return {s: f"no factor carries {s}: {_reason(graph, graph.names[s], s)}" for s in none}


def _reason(graph: Graph, k: int, state: str) -> str:
    nodes, before, split = graph.nodes, f"{state}_prev", Split(graph.nodes, state)
    reads: list[bool] = []  # unit by unit
    for node in nodes:
        args = () if node.op in ("@", "conv") else node.args
        reads.append((node.op, node.name) == ("prev", state) or any(reads[a] for a in args))
    if not reads[k]:
        return f"{before} is read through a matrix, which mixes all units"
    while inside := sorted((a for a in nodes[k].args if reads[a]), key=lambda a: bool(split(a)[0])):
        node, factor = nodes[k], split(nodes[k].args[0])[0]
        if node.op in (*CURVES, "max"):
            return f"{before} stands inside {node.op}"
        if node.op == "/" and (reads[node.args[1]] or not factor):
            return f"{before} stands in a division"
        if node.op == "/":
            by = called(nodes[node.args[1]]) or as_text.expression(nodes, node.args[1], {})
            share = " / ".join(part if part.isidentifier() else f"({part})" for part in (text_of(nodes, factor), by))
            return f"it is a quotient; write its factor as one value, ({share}) * {before}"
        if node.op == "*" and len(inside) > 1:
            return f"{before} is multiplied by itself"
        k = inside[0]
    return f"what {before} is multiplied by is no short sum"


def _carry(graph: Graph, state: str) -> Carry | None:
    nodes, root = graph.nodes, graph.names[state]
    split = Split(nodes, state)
    factor, _ = split(root)
    if not factor:
        return None
    kept, added = split.terms(root) or ([], [])
    moving = _moving(nodes, factor)
    atoms = {k for product in factor for k in product if not (nodes[k].op == "number" and not nodes[k].name)}
    return Carry(
        state=state,
        root=root,
        text=text_of(nodes, factor),
        node=_node(nodes, factor, kept, state),
        kept=tuple(kept),
        added=tuple(added),
        bias=next(iter(moving)) if len(moving) == 1 else None,
        biases=moving,
        gate=_gate(graph, factor),
        factor=factor,
        names={k: called(nodes[k]) for k in sorted(atoms)},
        constants={k: nodes[k].value for k in sorted(atoms) if nodes[k].op == "number"},
    )


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


def _gate(graph: Graph, factor: Factor) -> tuple[str, int] | None:
    """(name, 1) or (name, -1) where the factor is the value of a defined name, or 1 minus it."""
    for name, k in graph.names.items():
        if factor == {(k,): 1.0}:
            return name, 1
        if factor == {(): 1.0, (k,): -1.0}:
            return name, -1
    return None


def _moving(nodes: Sequence[Node], factor: Factor) -> frozenset[tuple[str, int]]:
    """The biases that move the factor, each in its direction; none where a direction is unknown or is both."""
    found: Biases = set()
    for product, coefficient in factor.items():
        for k in product:
            direction = int(np.sign(coefficient) * np.prod([sign(nodes, other) for other in product if other != k]))
            found |= biases(nodes, k, direction)
    return frozenset(found if all(d and (name, -d) not in found for name, d in found) else ())
