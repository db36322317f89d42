"""What *One step* gives for paper and slides: the numbers of the step, to be computed by hand."""

from collections.abc import Mapping

import numpy as np

from lstm_core import CELLS
from ui.lessons.one_step.claims import VERDICTS
from ui.lessons.one_step.numbers import drawn, read
from ui.lessons.one_step.presets import applied, presets
from ui.lessons.one_step.recall import share_kept
from ui.lessons.one_step.state import EDITS, PRESET
from ui.shipped import networks
from ui.take import pictures
from ui.take.handout import Blank, Handout, Step, Table, one_of, recalled, tested

NOTEBOOK = "The step of this page with its numbers: every value computed again."


def handout(asked: Mapping[str, str]) -> Handout:
    """One step with its numbers: given are inputs and weights, asked is every value of unit 1."""
    cell = CELLS[one_of(asked, "step_cell", CELLS, "lstm", networks.title)]
    if cell.spatial:
        raise ValueError(f"the {cell.title} reads pictures; take a cell that reads numbers")
    units, inputs = (one_of(asked, f"step_{what}", range(1, 5), 2) for what in ("units", "inputs"))
    seed = one_of(asked, "step_seed", range(100), 4)
    before = applied(drawn(cell, units, inputs, seed), presets(cell).get(asked.get(PRESET, ""), {}))
    numbers = before.changed(read(asked.get(EDITS, ""), before)[0])
    values = cell.step(numbers.weights, numbers.x, numbers.prev)
    given = tuple((name, _written(array)) for name, array in numbers.arrays.items())
    to_compute = tuple((text, Blank(_number(float(values[name][0, 0])))) for name, text, *_ in cell.equations)
    tables = (
        Table("These numbers are given. Each line of a matrix is one unit.", ("number", "value"), given),
        Table("Compute every value of unit 1, to two decimals.", ("equation", "unit 1"), to_compute),
    )
    shown = {name: float(values[name][0, 0]) for name in cell.names}
    says = "The values of unit 1 in this step."
    most = max(1.0, *(abs(value) for value in shown.values()))
    about = f"One step of the {cell.title}: {units} units, {inputs} inputs, seed {seed}."
    questions = (recalled(share_kept(numbers)), *tested("one_step", VERDICTS, numbers))
    return Handout(
        about,
        questions,
        tables,
        pictures.bars(shown, says, most),
        says,
        Step(numbers.cell, numbers.weights, numbers.x[0], {s: v[0] for s, v in numbers.prev.items()}),
        True,
    )


def _written(array: np.ndarray) -> str:
    """A vector as numbers, a matrix line by line."""
    rows = array if array.ndim == 2 else [array]
    return " / ".join("  ".join(_number(float(value)) for value in row) for row in rows)


def _number(value: float) -> str:
    return f"{value + 0.0:.2f}".replace("-", "−")
