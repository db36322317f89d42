"""A cell as data: the nodes of one step and of its derivative, and which of them carry which name."""

from typing import Any

from lstm_core.cell import Cell
from lstm_core.equations.carrying.carry import Carry
from lstm_core.plain.finite import sentences

FORMAT = 1


def program(cell: Cell) -> dict[str, Any]:
    """What an evaluator in any language needs to run the cell forward and back, as JSON can say it.

    `nodes` are [op, args, name, value] as in `graph.Node`: the derivative's, of which the first `forward` are the
    graph's. `carry` is the factor of each state that has one, a sum of [nodes multiplied, coefficient] where
    `constants` are the values of nodes that are declared numbers. `kernel` is the side of a spatial cell's kernels,
    `lost` what is said where a node has no finite value.
    """
    graph, derivative = cell.graph, cell.derivative
    return {
        "format": FORMAT,
        "title": cell.title,
        "nodes": [[node.op, list(node.args), node.name, node.value] for node in derivative.nodes],
        "forward": len(graph.nodes),
        "names": dict(graph.names),
        "states": list(graph.states),
        "parameters": {name: list(shape) for name, shape in graph.parameters.items()},
        "fixed": sorted(cell.fixed),
        "derivative": {
            "names": dict(derivative.names),
            "prevs": dict(derivative.prevs),
            "x": derivative.x,
            "parameters": dict(derivative.parameters),
        },
        "carry": {state: _factor(carry) for state, carry in cell.carry.items()},
        "lost": {str(k): text for k, text in sentences(cell).items()},
        "kernel": int(cell.constants.get("k", 3)) if cell.spatial else None,
    }


def _factor(carry: Carry) -> dict[str, Any]:
    return {
        "factor": [[list(product), coefficient] for product, coefficient in carry.factor.items()],
        "constants": {str(node): value for node, value in carry.constants.items()},
    }
