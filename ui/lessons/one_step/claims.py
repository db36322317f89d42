"""What the numbers of the step say of three claims on the cell; nothing that the walk still asks for is told."""

import numpy as np

from lstm_core.said import joined
from ui.lessons.one_step.numbers import Numbers
from ui.lessons.one_step.pack import node_values
from ui.lessons.one_step.presets import applied, presets
from ui.thread.tried import tried

OPEN, SHUT = 0.9, 0.1  # where a gate can count as one that keeps, or erases

GATES = "Choose the LSTM under *Another cell, other numbers*: this cell has no such gate."


def one_number(numbers: Numbers) -> str:
    """How many values each state has."""
    states = " and ".join(f"{len(value[0])} values of {state}" for state, value in numbers.prev.items())
    return f"Your cell carries {states}: one for each unit. “A cell” is a whole layer of them here."


def forget_one(numbers: Numbers) -> str:
    """What each forget gate that the reader has set leaves of the memory before."""
    if "f" not in numbers.cell.names or not {"keep", "erase"} <= presets(numbers.cell).keys():
        return GATES
    f = round(float(np.mean(node_values(numbers)[numbers.cell.graph.names["f"]])), 2)
    seen = sorted(tried("forget_one", f, f))
    told = joined([f"with f at {one:.2f}, {round(100 * one)} % of the memory before stays" for one in seen])
    if seen[-1] < OPEN:
        return f"In your step, {told} (means of the units). Now press *keep*."
    if seen[0] > SHUT:
        return f"In your step, {told} (means of the units). Now press *erase*."
    return f"In your steps, {told} (means of the units). A gate of 1 keeps."


def one_tanh(numbers: Numbers) -> str:
    """How far g and tanh(c) move when every input changes its sign and nothing is written."""
    found = presets(numbers.cell)
    if not {"g", "c"} <= set(numbers.cell.names) or "keep" not in found:
        return GATES
    kept = applied(numbers, found["keep"])
    turned = kept.changed({("x", (place,)): -float(value) for place, value in enumerate(kept.arrays["x"])})
    g, c = ([node_values(one)[numbers.cell.graph.names[name]] for one in (kept, turned)] for name in ("g", "c"))
    moved, stayed = float(np.abs(g[1] - g[0]).max()), float(np.abs(np.tanh(c[1]) - np.tanh(c[0])).max())
    return (
        f"With your numbers and *keep*, g moves by up to {moved:.2f} and tanh(c) by up to {stayed:.2f}. The first tanh "
        "squashes what comes in; the second squashes what was remembered."
    )


VERDICTS = {"one_number": one_number, "forget_one": forget_one, "one_tanh": one_tanh}
