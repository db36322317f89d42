"""One step as a notebook: its numbers, the cell's own source, every value computed again."""

import numpy as np

from lstm_core.board.source import numpy_source
from ui.take.handout import Step
from ui.take.notebook_cells import code, equations, text

STEPPED = """
values = step(weights, x, prev)
for name, value in values.items():
    print(name.rjust(3), value.round(4))
"""
COMPARED = """
shown = {shown}
for name, numbers in shown.items():
    assert np.allclose(values[name], numbers, atol=1e-12), name
print("the same numbers as on the page")
"""


def of_step(step: Step) -> list[dict]:
    """Its cells."""
    before = {name: value[None] for name, value in step.prev.items()}
    values = step.cell.step(step.weights, step.x[None], before)
    shown = {name: value[0].tolist() for name, value in values.items()}
    given = "\n".join(f'    "{name}": np.array({array.tolist()}),' for name, array in step.weights.items())
    state = ", ".join(f'"{name}": np.array({value.tolist()})' for name, value in step.prev.items())
    return [
        equations(step.cell),
        code(numpy_source(step.cell).partition("\ndef run(")[0]),
        text("## The numbers of the page"),
        code(f"x = np.array({np.asarray(step.x).tolist()})\nprev = {{{state}}}\nweights = {{\n{given}\n}}"),
        code(STEPPED),
        text("## The same values as on the page"),
        code(COMPARED.format(shown=shown)),
        text("## Try it\n\nChange a number above, and run all cells but the last."),
    ]
