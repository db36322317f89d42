"""The levers of the lesson on vanishing gradients as controls, and what it takes apart for each cell."""

from figures.charts import vanishing as figures
from ui import controls, lesson
from ui.lessons.vanishing import numbers, words
from ui.lessons.vanishing.levers import LOSS, SCALES, SIZES, STARTS, Levers, carrying, others
from ui.shipped import networks


def choose_levers() -> tuple[Levers, str]:
    """Where the reader puts the levers, and the cell that joins those compared, "" for none."""
    how_open, how_drawn, how_strong = lesson.beside(3)
    with how_open:
        bias = controls.number("Forget bias (GRU: bias of z)", -3, 5, "vanishing_bias", 0)
    with how_drawn:
        start = controls.pick("Recurrent weights", list(STARTS), "vanishing_start", "uniform", STARTS.get)
    with how_strong:
        scale = controls.choice("… and multiplied by", SCALES, "vanishing_scale", 1.0)
    with lesson.expander("More: length, loss, sizes, another cell"):
        length = controls.number("Length in steps", 60, 400, "vanishing_length", 100)
        loss = controls.choice("Loss", list(LOSS), "vanishing_loss", "last", LOSS.get)
        sizes = controls.choice("Compare with", SIZES, "vanishing_sizes", SIZES[0])
        added = controls.pick("Another cell", ["", *others()], "vanishing_cell", "", networks.title_or_none)
    return Levers(bias, start, scale, length, loss, sizes), added


def draw_paths(cells: list[str], levers: Levers) -> None:
    """For each cell that has a belt, what comes back along it and beside it."""
    gated = carrying(cells)
    if not gated:
        lesson.waiting("After your guess above, the signal of each gated cell is taken apart here.")
    for place, cell in zip(lesson.beside(max(2, len(gated))), gated, strict=False):
        with place:
            state, paths = numbers.by_path(cell, levers)
            figure = figures.by_path(paths, f"{networks.title(cell)}: length of ∂L/∂{state}", lesson.dark())
            lesson.chart(figure, words.spoken_paths(cell, levers), f"vanishing_paths_{cell}")
    if gated:
        lesson.say(words.of_paths(levers))
        lesson.how_to_read(words.READING_OF_PATHS)


def draw_spectra(cells: list[str], levers: Levers) -> None:
    """The whole way back as one matrix beside one step of it, and a matrix on which the two disagree."""
    long, one = lesson.beside(2)
    with long:
        figure = figures.spectra(numbers.spectra(cells, levers), lesson.dark())
        lesson.chart(figure, words.spoken_spectra(cells, levers), "vanishing_spectra")
    with one:
        lesson.chart(
            figures.eigenvalues(numbers.eigenvalues(cells, levers), lesson.dark()),
            "Eigenvalues of one step in the complex plane, with the unit circle.",
            "vanishing_eigenvalues",
        )
    lesson.how_to_read(words.READING_OF_SPECTRA)
    with lesson.expander("Eigenvalues inside the circle are no promise"):
        lesson.say(words.of_slide())
        lesson.chart(figures.powers(*numbers.slide(), lesson.dark()), words.of_slide(), "vanishing_slide")
        lesson.how_to_read("Solid: the most that k steps can stretch a signal. Dashed: what the eigenvalue promises.")
