"""A cell is a page of equations, and it may be yours."""

from figures import vanishing as figures
from ui import controls, invent, lesson
from ui.film import film

LESSON = {"menu": "Invent a cell", "order": 80, "icon": ":material/edit_note:", "minutes": {}}

lesson.say(
    "Everything on these pages is derived from a few lines like these. Change one, or write your own: picture, "
    "formulas, derivatives and training follow from what you type. Nothing is executed; the page is *read*."
)
which, more = lesson.beside(2)
with which:
    start = invent.start_choice()
with more, lesson.expander("More: sizes"):
    inputs = controls.number("Inputs D", 1, 128, "invent_inputs", 32)
    units = controls.number("Units H", 1, 128, "invent_units", 64)

page = invent.page_now(start)
with lesson.refused():
    invent.bench(page, inputs, units)
    lesson.how_to_read(
        "The line with the caret is lit in the picture and on the board. Wires carry values; a round box "
        "combines them unit by unit, a square one squashes. A mistake is underlined; the last picture stays."
    )

lesson.heading("Does an error find its way back?")
with lesson.refused():
    if invent.reads_words(page.cell):
        lesson.chart(
            figures.along_lag(invent.beside_lstm(page.good), {}, "length of ∂L/∂h", lesson.dark()),
            f"The error signal of your cell beside the LSTM's. {invent.spoken(page.good)}.",
            "invent_lag",
        )
        lesson.how_to_read(
            "Before any training: five fresh networks of 32 units read noise, the loss speaks at the last step. The "
            "axis is that of *Vanishing gradients*, nothing is normalised; bands reach from the lowest seed to the "
            "highest."
        )
        lesson.table(invent.in_numbers(page.good))
    else:
        lesson.waiting("A cell with conv reads pictures; this picture is drawn for cells that read numbers.")

lesson.heading("Let it read")
with lesson.refused():
    if invent.reads_words(page.cell):
        film(invent.untrained_film(page.good), key="invent_film", alternatives="each other country")
        lesson.how_to_read(
            "A fresh network of 16 units, **untrained**: what you see is what the equations alone do with “france”. "
            "*Because* shows by how much this run differs from the other countries'."
        )
    else:
        lesson.waiting("Sentences are read by cells without conv.")

lesson.heading("Train it")
tasks = invent.tasks(page.cell)
with lesson.refused():
    if tasks:
        invent.train(page, controls.pick("Task", tasks, "invent_task", tasks[0], invent.title), units)
    else:
        lesson.waiting("There is no task of pictures to train on from here.")

lesson.heading("Take it with you")
with lesson.refused():
    invent.copies(page.cell)

lesson.ending(
    facts=(
        "A cell is **a few equations**; shapes, gradients, picture and source follow from reading them.",
        "A name read as **name_prev** is a state: that alone makes a network remember.",
        "What stands **beside** c_prev says how much is kept: f in an LSTM, 1 − i where gates are coupled, 1 in 1997.",
        "An exact gradient is **checked by nudges**: change one number a little and see how far the loss moves.",
    ),
    recall=invent.what_is_kept,
    key="invent_recall",
)
