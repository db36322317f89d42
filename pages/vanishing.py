"""An error signal dies in an RNN and survives on the belt."""

from figures.charts import vanishing as figures
from figures.charts.questions.lag import along_lag
from ui import controls, lesson
from ui.components.backward import backward
from ui.lessons.vanishing import numbers, pictures, tables, votes, words
from ui.lessons.vanishing.levers import SCALES, compared

LESSON = {"menu": "Vanishing gradients", "order": 60, "icon": ":material/trending_down:", "minutes": {50: 8}}

lesson.say(
    "Training sends the error back through every step that led to it, and each step multiplies it. Here are networks "
    "**before any training**, five of each kind from different seeds, reading noise. How much of the error signal "
    "reaches the early steps?"
)
lesson.say("**First guess:** the LSTM starts with all forget gates half open. What reaches 50 steps back?")
said = controls.vote("What is left in the LSTM, 50 steps back", votes.OPTIONS, "vanishing_vote")
levers, added = pictures.choose_levers()
cells = compared(added, bool(said))

with lesson.refused():
    if said:
        lesson.say(votes.verdict(said))
    else:
        lesson.waiting("Choose an answer. Then the cells with gates join the RNN.")
    lesson.chart(
        along_lag(numbers.of_output(cells, levers), numbers.theory(cells, levers), "length of ∂L/∂h", lesson.dark()),
        f"The error signal against the lag. {words.spoken(cells, levers)}.",
        "vanishing_lag",
    )
    lesson.how_to_read(words.reading(levers))
    lesson.table(tables.table(cells, levers))

lesson.heading("Watch it go back")
with lesson.refused():
    backward(numbers.medians(cells, levers), "vanishing_backward")
    lesson.how_to_read(words.READING_OF_BACKWARD)

lesson.heading("The belt, and everything else")
with lesson.refused():
    pictures.draw_paths(cells, levers)

lesson.heading("Every direction has its own fate")
with lesson.refused():
    pictures.draw_spectra(cells, levers)

lesson.heading("The other side: it explodes, and is clipped")
with lesson.refused():
    limit = controls.choice("Clip the gradient to a length of", numbers.LIMITS, "vanishing_limit", 10)
    lesson.chart(
        figures.before_and_after(SCALES, numbers.lengths(cells, levers, limit), limit, lesson.dark()),
        words.spoken_clip(cells, levers, limit),
        "vanishing_clip",
    )
    lesson.how_to_read(words.READING_OF_CLIP)
    lesson.table(tables.clip_table(cells, levers, limit))

lesson.ending(
    facts=(
        "An error signal is **multiplied** at every step back: below 1 per step it vanishes, above 1 it explodes.",
        "On the **belt** the factor is the forget gate f alone. Its half-life is −ln 2 / ln f steps.",
        "An LSTM vanishes too when f is small. The remedy is a start with open gates: a forget bias of 1 or more.",
        "Clipping cures explosion, never vanishing: by norm it keeps the direction, by value it turns it.",
    ),
    recall=votes.which_bias,
    key="vanishing_recall",
)
