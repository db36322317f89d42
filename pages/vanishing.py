"""An error signal dies in an RNN and survives on the belt."""

from figures.charts import vanishing as figures
from ui import controls, lesson
from ui.components.backward import backward
from ui.lessons.vanishing import signals, words
from ui.shipped import networks

LESSON = {"menu": "Vanishing gradients", "order": 60, "icon": ":material/trending_down:", "minutes": {50: 8}}

lesson.say(
    "Training sends the error back through every step that led to it, and each step multiplies it. Here are networks "
    "**before any training**, five of each kind from different seeds, reading noise. How much of the error signal "
    "reaches the early steps?"
)
lesson.say("**First guess:** the LSTM starts with all forget gates half open. What reaches 50 steps back?")
said = controls.vote("What is left in the LSTM, 50 steps back", words.OPTIONS, "vanishing_vote")
how_open, how_drawn, how_strong = lesson.beside(3)
with how_open:
    bias = controls.number("Forget bias (GRU: bias of z)", -3, 5, "vanishing_bias", 0)
with how_drawn:
    start = controls.pick("Recurrent weights", list(signals.STARTS), "vanishing_start", "uniform", signals.STARTS.get)
with how_strong:
    scale = controls.choice("… and multiplied by", signals.SCALES, "vanishing_scale", 1.0)
with lesson.expander("More: length, loss, sizes, another cell"):
    length = controls.number("Length in steps", 60, 400, "vanishing_length", 100)
    loss = controls.choice("Loss", list(signals.LOSS), "vanishing_loss", "last", signals.LOSS.get)
    sizes = controls.choice("Compare with", signals.SIZES, "vanishing_sizes", signals.SIZES[0])
    added = signals.others() and controls.pick(
        "Another cell", ["", *signals.others()], "vanishing_cell", "", words.title_or_none
    )
levers = signals.Levers(bias, start, scale, length, loss, sizes)
cells = signals.compared(added, bool(said))
carrying = signals.carrying(cells)

with lesson.refused():
    if said:
        lesson.say(words.verdict(said))
    else:
        lesson.waiting("Choose an answer. Then the cells with gates join the RNN.")
    lesson.chart(
        figures.along_lag(
            signals.of_output(cells, levers), signals.theory(cells, levers), "length of ∂L/∂h", lesson.dark()
        ),
        f"The error signal against the lag. {words.spoken(cells, levers)}.",
        "vanishing_lag",
    )
    lesson.how_to_read(words.reading(levers))
    lesson.table(words.table(cells, levers))

lesson.heading("Watch it go back")
with lesson.refused():
    backward(signals.medians(cells, levers), "vanishing_backward")
    lesson.how_to_read(words.READING_OF_BACKWARD)

lesson.heading("The belt, and everything else")
with lesson.refused():
    if not carrying:
        lesson.waiting("After your guess above, the signal of each gated cell is taken apart here.")
    for place, cell in zip(lesson.beside(max(2, len(carrying))), carrying, strict=False):
        with place:
            state, paths = signals.by_path(cell, levers)
            lesson.chart(
                figures.by_path(paths, f"{networks.title(cell)}: length of ∂L/∂{state}", lesson.dark()),
                words.spoken_paths(cell, levers),
                f"vanishing_paths_{cell}",
            )
    if carrying:
        lesson.say(words.of_paths(levers))
        lesson.how_to_read(words.READING_OF_PATHS)

lesson.heading("Every direction has its own fate")
with lesson.refused():
    long, one = lesson.beside(2)
    with long:
        lesson.chart(
            figures.spectra(signals.spectra(cells, levers), lesson.dark()),
            words.spoken_spectra(cells, levers),
            "vanishing_spectra",
        )
    with one:
        lesson.chart(
            figures.eigenvalues(signals.eigenvalues(cells, levers), lesson.dark()),
            "Eigenvalues of one step in the complex plane, with the unit circle.",
            "vanishing_eigenvalues",
        )
    lesson.how_to_read(words.READING_OF_SPECTRA)
    with lesson.expander("Eigenvalues inside the circle are no promise"):
        lesson.say(words.of_slide())
        lesson.chart(figures.powers(*signals.slide(), lesson.dark()), words.of_slide(), "vanishing_slide")
        lesson.how_to_read("Solid: the most that k steps can stretch a signal. Dashed: what the eigenvalue promises.")

lesson.heading("The other side: it explodes, and is clipped")
with lesson.refused():
    limit = controls.choice("Clip the gradient to a length of", signals.LIMITS, "vanishing_limit", 10)
    lesson.chart(
        figures.before_and_after(signals.SCALES, signals.lengths(cells, levers, limit), limit, lesson.dark()),
        words.spoken_clip(cells, levers, limit),
        "vanishing_clip",
    )
    lesson.how_to_read(words.READING_OF_CLIP)
    lesson.table(words.clip_table(cells, levers, limit))

lesson.ending(
    facts=(
        "An error signal is **multiplied** at every step back: below 1 per step it vanishes, above 1 it explodes.",
        "On the **belt** the factor is the forget gate f alone. Its half-life is −ln 2 / ln f steps.",
        "An LSTM vanishes too when f is small. The remedy is a start with open gates: a forget bias of 1 or more.",
        "Clipping cures explosion, never vanishing: by norm it keeps the direction, by value it turns it.",
    ),
    recall=words.which_bias,
    key="vanishing_recall",
)
