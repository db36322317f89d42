"""What values are called in a sentence, as "the candidate" or "the input", and what functions do to them."""

from collections.abc import Sequence

from lstm_core.board.meanings import meanings
from lstm_core.equations.graph import CURVES, Node
from lstm_core.equations.page import AnyCell

BENDS = {
    "sigmoid": "σ squashes {a} to {y}, between 0 and 1",
    "tanh": "tanh bends {a} to {y}, between −1 and 1",
    "relu": "ReLU cuts {a} off below zero: {y}",
    "exp": "e to the power of {a} is {y}, never below 0",
    "log": "the logarithm of {a} is {y}, below 0 where this is below 1",
}
DOES = {"exp": "exponential", "log": "logarithm"}  # any other function squashes
PAIRS = {
    "/": ("divide", "{} divided by {}"),
    "max": ("take the larger", "the larger of {} and {}"),
}


def called(cell: AnyCell, k: int) -> str:
    """What a node is called in a sentence: "the candidate", "the memory before", "1 − z"."""
    node = cell.graph.nodes[k]
    if node.op == "prev":
        return f"the {meanings(cell)[node.name].noun} of the step before"
    if node.name in cell.names:
        return f"the {meanings(cell)[node.name].noun}"
    if node.op == "number":
        return node.name or f"{node.value:g}"
    if node.op == "x":
        return "the input"
    if node.op in CURVES and cell.graph.nodes[node.args[0]].name in cell.names:
        noun = meanings(cell)[cell.graph.nodes[node.args[0]].name].noun
        return f"the {DOES[node.op]} of the {noun}" if node.op in DOES else f"the squashed {noun}"
    return ""


def named(cell: AnyCell, k: int) -> str:
    """The noun with its number: "the candidate {n:20}"; a plain number is its own noun."""
    plain = cell.graph.nodes[k].op == "number"
    return called(cell, k) if plain else f"{called(cell, k)} {{n:{k}}}".strip()


def origin(cell: AnyCell, k: int) -> str:
    """Where an addend comes from: input, past, bias; the noun of a name; or "the rest"."""
    nodes = cell.graph.nodes
    leaves = {nodes[j].op if nodes[j].op != "parameter" else nodes[j].name[:2] for j in _leaves(nodes, k)}
    if nodes[k].name in cell.names:
        return called(cell, k)
    if nodes[k].op == "parameter":
        return "bias"
    around = " around the pixel" if nodes[k].op == "conv" else ""
    if "prev" in leaves:
        return "memory" if _peeps(nodes, k) else f"past{around}"
    return f"input{around}" if "x" in leaves else called(cell, k) or "the rest"


def _peeps(nodes: Sequence[Node], k: int) -> bool:
    """Whether a node reads a previous value unit by unit, through a weight w_…."""
    return nodes[k].op == "*" and any(nodes[a].op == "parameter" for a in nodes[k].args)


def _leaves(nodes: Sequence[Node], k: int) -> set[int]:
    """What node k is made of in the end."""
    seen, waiting = set(), [k]
    while waiting:
        at = waiting.pop()
        if at not in seen:
            seen.add(at)
            waiting += nodes[at].args
    return {at for at in seen if not nodes[at].args}
