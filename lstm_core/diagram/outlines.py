"""The box of a micro-step: its shape, what is written in it, how large it is."""

from lstm_core.board.micro_steps import MicroStep
from lstm_core.board.show import expression
from lstm_core.cell import Cell
from lstm_core.equations import as_text
from lstm_core.equations.graph import CURVES

SYMBOLS = {"sigmoid": "σ", "tanh": "tanh", "relu": "ReLU", "exp": "exp", "log": "log", "max": "max"}
SYMBOLS |= {"/": "÷", "*": "×", "+": "+", "-": "−", "neg": "−", "copy": "=", "@": "W", "conv": "∗"}
Outline = tuple[str, str, float, float]  # shape, text, width, height


def box_of(cell: Cell, step: MicroStep) -> Outline:
    """The outline of the box."""
    nodes = cell.graph.nodes
    root = nodes[step.nodes[-1]]
    if root.op in CURVES:
        return "squash", SYMBOLS[root.op], 44 if len(SYMBOLS[root.op]) > 1 else 36, 28
    text = SYMBOLS[root.op]
    inside = [k for k in step.nodes if nodes[k].op not in ("@", "conv")]
    if step.kind != "sum" and len(inside) > 1:
        text = _signs(expression(cell, step.nodes[-1]))
        text = text.replace("_prev", "′") if len(text) <= 24 else SYMBOLS[root.op]
    text = _with_numbers(cell, step, text)
    return "op", text, max(24, 7 * len(text) + 10 if len(text) > 1 else 24), 24


def _with_numbers(cell: Cell, step: MicroStep, text: str) -> str:
    """The text of a box, in which no number that it computes with is left out: · − 1 + ·."""
    nodes = cell.graph.nodes
    inside = {a for k in step.nodes for a in nodes[k].args if nodes[a].op == "number"}
    numbers = [nodes[a].name or as_text.number(nodes[a].value) for a in sorted(inside)]
    if all(number in text for number in numbers):
        return text
    products = {k for k in step.nodes if nodes[k].op in ("@", "conv")}
    parameters = {a for k in step.nodes for a in nodes[k].args if nodes[a].op == "parameter"}
    unnamed = dict.fromkeys({*step.reads, *products, *parameters} - {step.nodes[-1]}, "·")
    whole = _signs(as_text.expression(nodes, step.nodes[-1], unnamed))
    return whole if len(whole) <= 24 else f"{text} {', '.join(numbers)}"


def _signs(text: str) -> str:
    return text.replace(" * ", " × ").replace(" / ", " ÷ ").replace(" - ", " − ")
