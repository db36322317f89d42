"""What to draw for each micro-step: parts side by side, terms that add up, a squash's curve, a valve."""

from collections.abc import Iterator, Sequence

import numpy as np

from lstm_core.board.formulas import name_of
from lstm_core.board.micro_steps import MicroStep
from lstm_core.board.show import expression
from lstm_core.cell import Cell
from lstm_core.equations.bounds import between_0_and_1
from lstm_core.equations.graph import CURVES
from lstm_core.plain.evaluate import VALUE, slope

SHORTEST_AXIS = 6.0  # a squash is drawn at least from -6 to 6: there it bends
STEEP_AXIS = 2.0  # and an exponential at least up to 2, where it is 7
POINTS = 121


def picture(cell: Cell, step: MicroStep) -> dict:
    """The kind of picture and the nodes it draws; what they are worth is looked up in the arrays."""
    nodes, k = cell.graph.nodes, step.nodes[-1]
    node = nodes[k]
    if step.kind == "concatenate":
        return {"kind": "vector", "parts": [{"node": j, "name": nodes[j].name, "op": nodes[j].op} for j in step.nodes]}
    if node.op in CURVES and node.op != "log":  # which has no curve left of 0
        return {"kind": "squash", "node": k, "inside": node.args[0], "squash": node.op}
    if node.op in ("+", "-"):
        terms = list(_terms(cell, step, k, 1))
        found = [_term(cell, sign, j, step.kind) for sign, j in terms]
        return {"kind": "sum", "node": k, "terms": found, "each": any(term["product"] for term in found)}
    if node.op == "*":
        gates = [j for j in node.args if between_0_and_1(nodes, j)]
        if gates:
            value = node.args[1] if gates[0] == node.args[0] else node.args[0]
            hues = {"gate_name": name_of(nodes, gates[0]), "value_name": name_of(nodes, value)}
            return {"kind": "valve", "node": k, "gate": gates[0], "value": value, **hues}
    return {"kind": "values", "nodes": [j for j in (*step.reads, k) if _one_per_unit(cell, j)]}


def arrays(cell: Cell, step: MicroStep, values: Sequence[np.ndarray]) -> dict[str, np.ndarray]:
    """What a picture draws beyond the values of nodes: where bars begin and end, curves, slopes."""
    drawn, found = picture(cell, step), {}
    if drawn["kind"] == "sum":
        signed = [
            term["sign"] * np.broadcast_to(values[term["node"]], values[drawn["node"]].shape)[0]
            for term in drawn["terms"]
        ]
        found[f"ends/{drawn['node']}"] = np.cumsum([np.zeros_like(signed[0]), *signed], axis=0)  # (terms + 1, H)
        if drawn["each"]:
            found[f"each/{drawn['node']}"] = np.concatenate(
                [_each(term, value, values) for term, value in zip(drawn["terms"], signed, strict=True)]
            )
    if drawn["kind"] == "squash":
        inside, squash = values[drawn["inside"]][0], drawn["squash"]
        reach = max(SHORTEST_AXIS, float(np.ceil(np.abs(inside).max())))
        axis = np.linspace(-reach, max(STEEP_AXIS, float(np.ceil(inside.max()))) if squash == "exp" else reach, POINTS)
        found[f"curve/{drawn['node']}"] = np.stack([axis, VALUE[squash](axis)])
        found[f"slope/{drawn['node']}"] = slope(squash, values[drawn["node"]][0])
    return found


def _terms(cell: Cell, step: MicroStep, k: int, sign: int) -> Iterator[tuple[int, int]]:
    """The signed nodes that node k is the sum of, within this micro-step."""
    node = cell.graph.nodes[k]
    if node.op not in ("+", "-") or k not in step.nodes:
        yield sign, k
        return
    yield from _terms(cell, step, node.args[0], sign)
    yield from _terms(cell, step, node.args[1], -sign if node.op == "-" else sign)


def _term(cell: Cell, sign: int, k: int, kind: str) -> dict:
    nodes, label = cell.graph.nodes, _label(cell, k, kind)
    past = [nodes[j].name for j in sorted(_leaves(nodes, k)) if nodes[j].op == "prev"]
    name = past[0] if label.startswith("past") and past else name_of(nodes, k)
    term = {"node": k, "sign": sign, "label": label, "text": _text(cell, k), "name": name, "product": None}
    if nodes[k].op == "@":
        matrix, of = nodes[k].args
        term["product"] = {"weight": nodes[matrix].name, "matrix": matrix, "of": of, "name": nodes[of].name}
    return term


def _each(term: dict, signed: np.ndarray, values: Sequence[np.ndarray]) -> np.ndarray:
    """Each weight times its input of a term (inputs, H); what is no product of a matrix stays whole (1, H)."""
    if not term["product"]:
        return signed[None]
    return term["sign"] * (values[term["product"]["matrix"]] * values[term["product"]["of"]]).T


def _label(cell: Cell, k: int, kind: str) -> str:
    """input, past or bias; kept or written; otherwise what it is called."""
    nodes = cell.graph.nodes
    if kind == "add":
        return "kept" if any(k == j for carry in cell.carry.values() for _, j in carry.kept) else "written"
    if nodes[k].op == "parameter":
        return "bias"
    leaves = {nodes[j].op for j in _leaves(nodes, k)}
    if kind != "sum" or nodes[k].op == "number":
        return nodes[k].name or ("number" if nodes[k].op == "number" else "part")
    around = " around" if nodes[k].op == "conv" else ""  # one number, gathered from the pixel and its neighbours
    return f"past{around}" if "prev" in leaves else f"input{around}" if "x" in leaves else nodes[k].name or "rest"


def _leaves(nodes: Sequence, k: int) -> set[int]:
    return set().union(*(_leaves(nodes, j) for j in nodes[k].args)) if nodes[k].args else {k}


def _text(cell: Cell, k: int) -> str:
    node = cell.graph.nodes[k]
    return node.name if node.op == "parameter" else expression(cell, k)


def _one_per_unit(cell: Cell, k: int) -> bool:
    return (
        cell.graph.nodes[k].op not in ("x", "parameter")
        or len(cell.graph.parameters.get(cell.graph.nodes[k].name, ())) == 1
    )
