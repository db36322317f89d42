"""What is shown of a cell: its equations and derivatives as mathematics, its micro-steps, its source to copy."""

from lstm_core.board.chain_rule import mathml_derivative
from lstm_core.board.formulas import value
from lstm_core.board.latex import latex_of
from lstm_core.board.mathml import Tree, equal, symbol
from lstm_core.board.micro_steps import MicroStep, micro_plan
from lstm_core.board.source import numpy_source, torch_source
from lstm_core.equations import as_text
from lstm_core.equations.page import AnyCell

__all__ = [
    "MicroStep",
    "expression",
    "latex",
    "latex_derivative",
    "mathml",
    "mathml_derivative",
    "micro_plan",
    "numpy_source",
    "reads",
    "torch_source",
]


def expression(cell: AnyCell, k: int) -> str:
    """Node k of the cell's graph as text: 'f * c_prev'."""
    return as_text.expression(cell.graph.nodes, k, {})


def reads(cell: AnyCell) -> dict[str, tuple[str, ...]]:
    """The wiring: {name: x, names and <name>_prev that its equation reads, in order}."""
    return dict(cell.graph.reads)


def mathml(cell: AnyCell, name: str) -> Tree:
    """The equation of a name as a MathML tree; elements that stand for values carry data-node and data-name."""
    nodes, k = cell.graph.nodes, cell.graph.names[name]
    marked = {j for j, node in enumerate(nodes) if node.op in ("@", "conv") or (node.name and node.op != "number")}
    marked = {j for j in marked if len(cell.parameters.get(nodes[j].name, "H")) == 1 or nodes[j].op != "parameter"}
    left = symbol(name, 0, {"data-node": k, "data-name": name})
    return equal(left, value(nodes, k, marked - {k}))


def latex(cell: AnyCell, name: str) -> str:
    """The equation of a name as LaTeX: f_t = \\sigma(W_{xf} x_t + W_{hf} h_{t-1} + b_f)."""
    return latex_of(mathml(cell, name)[2])


def latex_derivative(cell: AnyCell, name: str) -> str:
    """The total derivative of the loss by a name, a parameter or x, as LaTeX."""
    return latex_of(mathml_derivative(cell, name)[2])
