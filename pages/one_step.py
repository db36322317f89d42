"""A gate is a valve the network learns to turn."""

from lstm_core import CELLS
from ui import controls, lesson
from ui.lessons.one_step import claims, component, presets, recall, sheet, state
from ui.shipped import networks
from ui.thread import claims as tested

LESSON = {
    "menu": "One step",
    "order": 30,
    "icon": ":material/valve:",
    "minutes": {25: 6, 50: 7},
    "do": {"Guess a value": "guessed", "Walk to the end": "walked", "Walk backward": "walked_back"},
    "exercises": {
        "Make c stay the same in every unit, to 0.01, without the preset *keep*. No c may be near 0.": (
            "memory_change <= 0.01 and memory_size >= 0.1 and without ?step_preset",
            "A memory stays when its forget gate is open and nothing is written: f near 1, and i or g near 0.",
        )
    },
}

picture = lesson.place()
with lesson.expander("Another cell, other numbers"):
    which, *how_many = lesson.beside(4)
    with which:
        cell = CELLS[controls.pick("Cell", state.cells(), "step_cell", "lstm", networks.title)]
    with how_many[0]:
        units = controls.number("Units", 1, 4, "step_units", 2, "how many values the memory holds")
    with how_many[1]:
        inputs = controls.number("Inputs", 1, 4, "step_inputs", 2, "how many numbers come in")
    with how_many[2]:
        seed = controls.number("Seed", 0, 99, "step_seed", 4, "the numbers to begin with are drawn from it")

with picture, lesson.refused():
    with lesson.hero():
        told, lever = lesson.beside(2)
        with lever:
            preset = state.preset_choice(cell)
        with told:
            lesson.say(
                "Walk through one step with **Next**; say what a new memory or output will be. "
                + presets.sentence(cell, preset)
            )
        numbers = state.chosen_numbers(cell, units, inputs, seed, preset)
        component.walk(numbers, seed, preset)
    lesson.how_to_read(
        "The row of letters is the way through the step; **backward** walks it from its end. The cell carries the "
        "numbers of one unit on its wires; beside it stands the part that is computed now: in words, as a picture, as "
        "an equation with numbers, as a line of source. Bars are as long and bands as high as their values. "
        + sheet.open_to_change(numbers)
    )

tested.offer("one_step", claims.VERDICTS, numbers)

lesson.ending(
    facts=(
        "A **gate** is a number between 0 and 1 for each unit: a squashed sum. It multiplies: it is a valve.",
        "In an LSTM **f** = 1 keeps the memory, f = 0 erases it; **i** says how much is written, **o** how much shown.",
        "**c and h are not the same**: c is the memory and may grow; h = o · tanh(c) is what the cell shows of it.",
        "Nobody sets gates by hand, as you do here: training finds the weights, and the same weights serve every step.",
    ),
    recall=lambda: recall.share_kept(numbers),
    key="step_recall",
)
