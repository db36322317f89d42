"""What the equations of the reader's cell say of weights and time."""

import math

from lstm_core.cell import Cell

SHORT, LONG = 10, 1000


def own_weights(cell: Cell, inputs: int, units: int) -> str:
    """How many numbers the cell learns, for a short and for a long sequence."""
    count = sum(math.prod(shape) for shape in cell.shapes(inputs, units).values())
    names = ", ".join(f"`{name}`" for name in cell.parameters) or "none"
    return (
        f"Your cell has {count:,} learned numbers with {inputs} inputs and {units} units ({names}). For {SHORT} steps "
        f"they are {count:,}, for {LONG:,} steps {count:,}: every step uses the same ones."
    )


VERDICTS = {"own_weights": own_weights}
