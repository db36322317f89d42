"""Biases that make the valves of a cell keep, erase, write or show, found from what carries its state."""

from collections.abc import Iterator, Mapping

import numpy as np

from lstm_core.cell import Cell
from ui.lessons.one_step.numbers import Numbers, drawn

OPEN = 9.0  # so far from zero that the other terms of the sum hardly matter
EQUAL = 0.05  # what counts as unchanged when a preset is tried out
Biases = dict[str, float]

DOES = {
    "keep": "what the cell knew stays as it was",
    "erase": "what the cell knew is gone, and nothing comes in its place",
    "write": "what is new is let in, all of it",
    "show": "the output shows all of the memory",
}


def presets(cell: Cell) -> dict[str, Biases]:
    """{preset: {bias: value}} for the presets that do in this cell what they say; {} for a cell without a valve."""
    trial = drawn(cell, units=2, inputs=2, seed=0)
    return {
        name: biases for name, biases in _wanted(cell) if biases and _holds(name, applied(trial, biases), trial.prev)
    }


def applied(numbers: Numbers, biases: Mapping[str, float]) -> Numbers:
    """The numbers with these biases the same for every unit."""
    places = {(name, (unit,)): value for name, value in biases.items() for unit in range(len(numbers.weights[name]))}
    return numbers.changed(places)


def sentence(cell: Cell, name: str | None) -> str:
    """What the chosen preset has set, in words; without one, what presets do; without a gate, that there is none."""
    known = presets(cell)
    if not known:
        if cell.carry:
            return f"The {cell.title} has no valve that a bias alone opens or shuts."
        return f"The {cell.title} has no gate: nothing is kept as it was, everything is squashed from a new sum."
    if name not in known:
        return "A preset sets the biases of the gates and nothing else."
    signs = " and ".join(f"`{bias} = {value:g}`".replace("-", "−") for bias, value in known[name].items())
    return f"***{name.capitalize()}*** sets {signs}: {DOES[name]}."


def _wanted(cell: Cell) -> Iterator[tuple[str, Biases | None]]:
    """What each preset would set; None where one bias would have to be high and low at once."""
    keep = {bias for carry in cell.carry.values() for bias in carry.biases}
    write = {bias for carry in cell.carry.values() for _, k in carry.added for bias in _gate_biases(cell, k)}
    for name, kept, written in (("keep", 1, -1), ("erase", -1, -1), ("write", -1, 1)):
        wanted = [(bias, sign * kept * OPEN) for bias, sign in sorted(keep)]
        wanted += [(bias, written * OPEN) for bias in sorted(write)]
        yield name, dict(wanted) if len(dict(wanted)) == len(set(wanted)) else None
    if "h" not in cell.carry:
        yield "show", dict.fromkeys(sorted(_gate_biases(cell, cell.graph.names["h"])), OPEN)


def _gate_biases(cell: Cell, k: int) -> set[str]:
    """The biases of the gates (squashed to 0 … 1) that node k is a product with."""
    node = cell.graph.nodes[k]
    if node.op == "sigmoid":
        return _biases(cell, node.args[0])
    return set().union(*(_gate_biases(cell, a) for a in node.args)) if node.op in ("*", "copy") else set()


def _biases(cell: Cell, k: int) -> set[str]:
    """The biases among the terms of a sum."""
    node = cell.graph.nodes[k]
    if node.op == "parameter" and node.name.startswith("b_"):
        return {node.name}
    return set().union(*(_biases(cell, a) for a in node.args)) if node.op == "+" else set()


def _holds(name: str, tried: Numbers, before: Mapping[str, np.ndarray]) -> bool:
    """Whether the carried states do what the preset says."""
    if name == "show":
        return bool(tried.cell.carry)
    after = tried.cell.step(tried.weights, tried.x, tried.prev)
    kept = all(np.allclose(after[state], before[state], atol=EQUAL) for state in tried.cell.carry)
    gone = all(np.allclose(after[state], 0, atol=EQUAL) for state in tried.cell.carry)
    return {"keep": kept, "erase": gone, "write": not kept and not gone}[name]
