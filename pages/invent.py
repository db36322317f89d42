"""A cell is a page of equations, and it may be yours."""

from ui import controls, lesson
from ui.lessons.invent import component, pictures, racing, recall, source, state, training

LESSON = {"menu": "Invent a cell", "order": 80, "icon": ":material/edit_note:", "minutes": {}}

lesson.say(
    "Everything on these pages is derived from a few lines like these. Change one, or write your own: picture, "
    "formulas, derivatives and training follow from what you type. Nothing is executed; the page is *read*."
)
lesson.say(
    "**Try this:** in the line of c, put `1` in the place of `f`. What does the error signal further down do? Then "
    "give the cell a gate that nobody has thought of, and let it race."
)
which, more = lesson.beside(2)
with which:
    start = state.start_choice()
with more, lesson.expander("More: sizes"):
    inputs = controls.number("Inputs D", 1, 128, "invent_inputs", 32)
    units = controls.number("Units H", 1, 128, "invent_units", 64)

page = state.page_now(start)
with lesson.refused():
    component.bench(page, inputs, units)
    lesson.how_to_read(
        "The line with the caret is lit in the picture and on the board. Wires carry values; a round box "
        "combines them unit by unit, a square one squashes. A mistake is underlined; the last picture stays."
    )

lesson.heading("Does an error find its way back?")
with lesson.refused():
    pictures.draw_signals(page)

lesson.heading("Let it read")
with lesson.refused():
    pictures.draw_film(page)

lesson.heading("Train it")
with lesson.refused():
    tasks = training.tasks(page.cell)
    task = tasks and controls.pick("Task", tasks, "invent_task", tasks[0], training.title)
    training.train(page, task, units)

lesson.heading("Race it against the LSTM")
with lesson.refused():
    raced = racing.raced(page.cell)
    task = raced and controls.pick("Task of the race", raced, "invent_raced", raced[0], training.title)
    racing.hold(page, task)

lesson.heading("Take it with you")
with lesson.refused():
    source.copies(page.cell)

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
