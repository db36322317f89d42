"""A cell is a page of equations, and it may be yours."""

from ui import controls, lesson
from ui.lessons.invent import claims, component, further, recall, state
from ui.thread import claims as tested

LESSON = {
    "menu": "Invent a cell",
    "order": 80,
    "icon": ":material/edit_note:",
    "minutes": {},
    "do": {
        "Change a line": "?invent_page",
        "Start from another cell": "?invent_start != your own",
    },
    "exercises": {
        "Write a cell of your own whose belt keeps everything.": (
            "kept_whole >= 1 and ?invent_page",
            "With 1 beside c_prev, no error is lost on the belt, the memory's way from step to step, at any distance. "
            "The price: it cannot forget.",
        )
    },
}

with lesson.hero():
    about, which = lesson.beside(2)
    with about:
        lesson.say(
            "Change a line, or write a page of your own: picture, formulas and training follow. **Try this:** in the "
            "line of c, write `1` in place of `f`. Nothing is executed; the page is *read*."
        )
    with which:
        start = state.start_choice()
    page = state.page_now(start)
    bench = lesson.place()

with lesson.expander("More: sizes"):
    inputs = controls.number("Inputs D", 1, 128, "invent_inputs", 32)
    units = controls.number("Units H", 1, 128, "invent_units", 64)
with bench, lesson.refused():
    component.bench(page, inputs, units)

lesson.how_to_read(
    "The line with the caret is lit in the picture and on the board. Wires carry values; a round box combines them "
    "unit by unit, a square one squashes. A mistake is underlined; the last picture stays."
)

lesson.further(further.FURTHER, page, units)
tested.offer("invent", claims.VERDICTS, page.cell, inputs, units)

lesson.ending(
    facts=(
        "A cell is **a few equations**; shapes, gradients, picture and source follow from reading them.",
        "A name read as **name_prev** is a state: that alone makes a network remember.",
        "What stands **beside** c_prev says how much is kept: f in an LSTM, 1 − i where gates are coupled, 1 in 1997.",
        "An exact gradient is **checked by nudges**: change one number a little and see how far the loss moves.",
    ),
    recall=recall.what_is_kept,
    key="invent_recall",
)
