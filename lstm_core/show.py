"""Everything that is shown of a cell and derived from its graph, under one roof."""

from lstm_core import mathematics, wording
from lstm_core.mathematics import Tree
from lstm_core.micro import MicroStep, micro_plan

__all__ = ["MicroStep", "expression", "latex", "mathml", "micro_plan"]


def expression(cell, k: int) -> str:
    """Node k of the cell's graph as text: 'f * c_prev'."""
    return wording.expression(cell.graph.nodes, k, {})


def mathml(cell, name: str) -> Tree:
    """The equation of a name as a MathML tree; elements that stand for values carry data-node and data-name."""
    nodes, k = cell.graph.nodes, cell.graph.names[name]
    marked = {j for j, node in enumerate(nodes) if node.op in ("@", "conv", "prev") or node.name}
    left = mathematics.symbol(name, 0, {"data-node": k, "data-name": name})
    return mathematics.equal(left, mathematics.value(nodes, k, marked))


def latex(cell, name: str) -> str:
    """The equation of a name as LaTeX: f_t = \\sigma(W_{xf} x_t + W_{hf} h_{t-1} + b_f)."""
    return mathematics.latex_of(mathml(cell, name)[2])
