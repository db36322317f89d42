"""The same formulas in the letters of PyTorch's documentation or of textbooks: names change, nothing is retyped."""

import json
import re
from collections.abc import Iterable, Mapping

from lstm_core.board.mathml import Tree, symbol
from lstm_core.equations.page import AnyCell

PAGE, PYTORCH, TEXTBOOK = "page", "pytorch", "textbook"
NOTATIONS = {PAGE: "this page", PYTORCH: "PyTorch", TEXTBOOK: "textbook"}
WRITTEN = {"g": "c", "n": "h"}  # a candidate, and what it would be written into: the textbook's c̃ and h̃

# what a matrix or a peephole begins with here, and there; R for a gate that reads a gate: Greff and others 2017
BEGINNINGS = {PYTORCH: {"W_x": "W_i"}, TEXTBOOK: {"W_x": "W_", "W_h": "U_", "w_c": "p_"}}


def renamed(cell: AnyCell, notation: str) -> dict[str, str]:
    """{name: its name there}, of values, parameters and sums; where two would become one, nothing changes."""
    own = [*cell.names, *cell.parameters, *(f"a_{name}" for name in cell.names if name not in cell.states)]
    if notation == PAGE:
        return {name: name for name in own}
    found = {name: _other(name, notation, _reads_gates(cell, name)) for name in own}
    return found if len(set(found.values())) == len(own) else {name: name for name in own}


def spellings(cells: Iterable[AnyCell], notation: str, every: bool = False) -> list[tuple[Tree, Tree]]:
    """(symbol as these pages write it, symbol in that notation), each once; those that differ, or `every` one."""
    found = {}
    for cell in cells:
        for name, other in renamed(cell, notation).items():
            steps = (-1, 0, 1) if name in cell.names else (None,)  # a value at t − 1, t, t + 1; the rest has no step
            for step in steps if every or name != other else ():
                found[json.dumps(symbol(name, step))] = (symbol(name, step), symbol(other, step))
    return list(found.values())


def spelled(tree: Tree, cell: AnyCell, notation: str) -> Tree:
    """A formula of the cell in that notation; its marks stay, so that numbers can still be put in."""
    return _spelled(tree, {json.dumps(one): other for one, other in spellings([cell], notation)})


def _spelled(tree: Tree, others: Mapping[str, Tree]) -> Tree:
    tag, marks, *children = tree
    if tag in ("mi", "msub") and (other := others.get(json.dumps([tag, None, *children]))):
        return [other[0], marks, *other[2:]]
    if tag == "msubsup" and (other := others.get(json.dumps(["msub", None, *children[:2]]))):
        return [tag, marks, *other[2:], *children[2:]]
    return [tag, marks, *(_spelled(child, others) if isinstance(child, list) else child for child in children)]


def _other(name: str, notation: str, reads_gates: bool) -> str:
    last = WRITTEN.get(name[-1], name[-1]) if notation == TEXTBOOK else name[-1]
    if name in WRITTEN:
        return f"{last}_tilde" if notation == TEXTBOOK else name
    if reads_gates:
        return f"R_{name[2:]}"
    if len(name) == 4 and name[:3] in BEGINNINGS[notation]:
        return BEGINNINGS[notation][name[:3]] + last
    return name[:-1] + last if re.fullmatch(r"[Wab]_\w?[gn]", name) else name


def _reads_gates(cell: AnyCell, name: str) -> bool:
    """Whether a matrix reads what a gate was one step before."""
    nodes = cell.graph.nodes
    read = [nodes[node.args[1]] for node in nodes if node.op == "@" and nodes[node.args[0]].name == name]
    return bool(read) and all(one.op == "prev" and re.fullmatch("[ifo]", one.name) for one in read)
