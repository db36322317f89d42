"""What the equations alone say of a cell, each as a label, a value and a sentence."""

from collections import Counter

import numpy as np
import streamlit as st

from figures.decades import size
from lstm_core import CELLS
from lstm_core.cell import Cell
from lstm_core.running.gradient_check import Check, gradient_check
from ui.lessons.invent.state import cell_of

SQUARED = {
    ("H", "H"): "H²",
    ("H", "D"): "H·D",
    ("H",): "H",
    ("H", "D", "k", "k"): "H·D·k²",
    ("H", "H", "k", "k"): "H²·k²",
}


def facts(text: str, cell: Cell, inputs: int, units: int) -> list[dict[str, str]]:
    """Size, memory, what carries, what nobody reads, the gradient check."""
    found = [_size(cell, inputs, units), _memory(cell), _carries(cell), *_unread(cell), _check(text)]
    return [{"label": label, "value": value, "says": says} for label, value, says in found]


def count(cell: Cell, inputs: int, units: int) -> int:
    """How many numbers the cell learns or holds."""
    return sum(int(np.prod(shape)) for shape in cell.shapes(inputs, units).values())


def _size(cell: Cell, inputs: int, units: int) -> tuple[str, str, str]:
    kinds = Counter(cell.parameters.values())
    terms = " + ".join(f"{number if number > 1 else ''}{SQUARED[shape]}" for shape, number in kinds.items())
    lstm = count(CELLS["lstm"], inputs, units)
    held = sum(int(np.prod(cell.shapes(inputs, units)[name])) for name in cell.fixed)
    fixed = f"; {held:,} of them are never trained" if held else ""
    says = f"{terms}, with D = {inputs} inputs and H = {units} units; an LSTM has {lstm:,}{fixed}."
    return "Parameters", f"{count(cell, inputs, units):,}", says


def _memory(cell: Cell) -> tuple[str, str, str]:
    if not cell.states:
        return (
            "Memory",
            "none",
            "No line reads a value of the step before, so every word is read as if it were the first.",
        )
    read = " and ".join(f"{name}_prev" for name in cell.states)
    return "Memory", ", ".join(cell.states), f"The next step reads {read}; everything else is forgotten at once."


def _carries(cell: Cell) -> tuple[str, str, str]:
    if not cell.carry:
        if not cell.states:
            return "What carries", "nothing", "There is no past to carry."
        says = "Each value of the step before goes through a matrix or a squash. Nothing is handed on unit by unit."
        return "What carries", "nothing", says
    value = ", ".join(f"{state} × {_short(carry.text)}" for state, carry in cell.carry.items())
    sentences = [_of_carry(state, carry) for state, carry in cell.carry.items()]
    return "What carries", value, " ".join(sentences)


def _of_carry(state: str, carry) -> str:
    if carry.bias:
        name, sign = carry.bias
        return f"A {'higher' if sign > 0 else 'lower'} {name} keeps more of {state}."
    if carry.factor == {(): 1.0}:
        return f"{state} is handed on whole, forever."
    return f"{state} is multiplied by {_short(carry.text)} on its way, and no single bias moves it."


def _short(text: str) -> str:
    return text if len(text) <= 40 else f"{text[:39]}…"


def _unread(cell: Cell) -> list[tuple[str, str, str]]:
    reads = {name.removesuffix("_prev") for names in cell.graph.reads.values() for name in names}
    idle = [name for name in cell.names if name not in reads and name != "h"]
    return [("Left over", ", ".join(idle), "Computed, and read by no line.")] if idle else []


def _check(text: str) -> tuple[str, str, str]:
    try:
        check = checked(text)
    except ValueError as error:
        return "Gradient check", "not possible", f"{str(error)[0].upper()}{str(error)[1:]}."
    value = size(float(np.log(check.error))) if check.error else "0"
    says = (
        f"Exact gradients are compared with nudges of {check.nudged} numbers of a small network. The largest relative "
        f"difference is in ∂L/∂{check.worst}."
    )
    return (
        "Gradient check",
        value,
        says if check.error < 1e-4 else f"{says} A kink of relu, or very large values, do that.",
    )


@st.cache_data(max_entries=64, show_spinner=False)
def checked(text: str) -> Check:
    """The gradient check of a page's cell, run now."""
    return gradient_check(cell_of(text))
