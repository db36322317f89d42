"""A gate is a valve the network learns to turn."""

from lstm_core import CELLS
from ui import controls, lesson, runs, step

LESSON = {"menu": "One step", "order": 30, "icon": ":material/valve:", "minutes": {25: 6, 50: 14}}

lesson.say(
    "One cell takes one step: a few numbers come in, a few come out. Go through it with **→**. Before a new memory or output "
    "is shown, say what it will be. Every number may be changed, and everything is computed anew from it."
)

which, how, back = lesson.beside(3)
with which:
    cell = CELLS[controls.choice("Cell", step.cells(), "step_cell", "lstm", runs.title)]
with lesson.expander("More"):
    units = controls.number("Units", 1, 4, "step_units", 2, "how many values the memory holds")
    inputs = controls.number("Inputs", 1, 4, "step_inputs", 2, "how many numbers come in")
    seed = controls.number("Seed", 0, 99, "step_seed", 4, "the numbers to begin with are drawn from it")
with how:
    preset = controls.vote("Set the gates so that they", list(step.presets(cell)), "step_preset")
with back:
    step.reset_button()

with lesson.refused():
    numbers = step.chosen_numbers(cell, units, inputs, seed, preset)
    lesson.say(step.sentence(cell, preset))
    step.walk(numbers, base=f"{seed} {preset}")
    lesson.how_to_read(
        "Above, the way through the step; left, the cell with the numbers of one unit on its wires; right, the part that is "
        "computed now: in words, as a picture, as an equation with its numbers, as the line of source. Below, all that "
        "comes in. A bar or a band is as long as its value; a band goes down when its value is negative."
    )

lesson.ending(
    facts=(
        "A **gate** is a number between 0 and 1 for each unit: a weighted sum, squashed. It multiplies, so it is a valve.",
        "In an LSTM **f** = 1 keeps the memory and f = 0 erases it; **i** says how much is written, **o** how much is shown.",
        "**c and h are not the same**: c is the memory and may grow; h = o · tanh(c) is what the cell shows of it.",
        "Nobody sets the gates by hand, as you did here: training finds the weights, and the same weights serve every step.",
    ),
    recall=lambda: step.share_kept(numbers),
    key="step_recall",
)
