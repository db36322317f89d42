"""One step of one unit with its numbers: every micro-step, as the network computed it."""

import numpy as np

from lstm_core.long_runs.stretch import STEPS, UNITS
from ui import controls, lesson
from ui.components.mention import unit as mention
from ui.lesson import plain
from ui.lessons.your_model import overview
from ui.lessons.your_model.looked import Looked

MOST = 999  # units, steps that a slider offers


def draw(found: Looked) -> None:
    """A step and a unit, chosen by controls, and each equation with its value there."""
    units = found.seen.units
    start = overview.start(found)
    steps = min(found.run.steps - start, STEPS)
    which, when = lesson.beside(2)
    with which:
        unit = controls.number("Unit", 0, max(1, min(units, MOST) - 1), f"yours_unit_{units}", 0)
    with when:
        step = controls.number("Step of the film", 1, max(2, steps), f"yours_step_{steps}", max(2, steps))
    unit, step = min(unit, units - 1), min(step, steps)
    lesson.table(rows(found, start, step, unit))
    link = f" {mention(unit)} shows it in the film above, in *Cell*." if units <= UNITS else ""
    lesson.how_to_read(f"Each line is computed from those above it. W @ x is one sum over all inputs.{link}")


def rows(found: Looked, start: int, step: int, unit: int) -> list[dict[str, str]]:
    """What the step does, the equation, and the value that the unit gets there."""
    part = found.run.again(start, start + step, keep="names")
    layer, half = found.place
    trace = part.reverse[layer] if half else part.layers[layer]
    at = step - 1
    cell, prev = trace.cell, {state: trace.before(state)[at] for state in trace.cell.states}
    told = []
    for one in cell.micro_steps(trace.weights, trace.x[at], prev):
        values = np.asarray(one.values[one.nodes[-1]])
        if one.kind == "concatenate" or values.ndim < 2 or values.shape[-1] <= unit:
            continue
        value = f"{float(values[0, unit]):+.4f}".replace("-", "−")
        told.append({"what": plain(one.title), "computed": plain(one.source), "value": value})
    return told
