"""The other levers of the lesson on vanishing gradients as controls, and what stands folded under its chart."""

from figures.charts import vanishing as figures
from ui import controls, lesson
from ui.components.backward import backward
from ui.lessons.vanishing import numbers, tables, words
from ui.lessons.vanishing.levers import LOSS, SCALES, SIZES, STARTS, Levers, carrying, others
from ui.shipped import networks

THEORY = ("hidden", "drawn")


def choose_others() -> tuple[dict[str, str], str, bool]:
    """Where the levers stand that are not in the page, the cell that joins those compared, "" for none, with theory?"""
    start = controls.pick("Recurrent weights", list(STARTS), "vanishing_start", "uniform", STARTS.get)
    loss = controls.choice("Loss", list(LOSS), "vanishing_loss", "last", LOSS.get)
    sizes = controls.choice("Compare with", SIZES, "vanishing_sizes", SIZES[0])
    added = controls.pick("Another cell", ["", *others()], "vanishing_cell", "", networks.title_or_none)
    theory = controls.choice("Lines of theory", THEORY, "vanishing_theory", THEORY[0])
    return {"start": start, "loss": loss, "sizes": sizes}, added, theory == THEORY[1]


def draw_chain(cells: list[str], levers: Levers) -> None:
    """The signals step by step."""
    backward(numbers.medians(cells, levers), "vanishing_backward")
    lesson.how_to_read(words.READING_OF_BACKWARD)


def draw_paths(cells: list[str], levers: Levers) -> None:
    """For each cell that has a belt, what comes back along it and beside it."""
    gated = carrying(cells)
    if not gated:
        lesson.waiting("Guess first, above. Then the signal of each cell with gates is taken apart here.")
    found = [numbers.by_path(cell, levers) for cell in gated]
    for place, cell, (state, paths) in zip(lesson.beside(max(2, len(gated))), gated, found, strict=False):
        with place:
            title = f"{networks.title(cell)}: length of ∂L/∂{state}"
            figure = figures.by_path(paths, title, lesson.dark(), [others for _, others in found])
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
        lesson.say(words.below_floats(cells, levers))
    with one:
        lesson.chart(
            figures.eigenvalues(numbers.eigenvalues(cells, levers), lesson.dark()),
            "Eigenvalues of one step in the complex plane, with the unit circle.",
            "vanishing_eigenvalues",
        )
    lesson.how_to_read(words.READING_OF_SPECTRA)


def draw_slide(_cells: list[str], _levers: Levers) -> None:
    """A matrix on which one step and many disagree."""
    lesson.say(words.of_slide())
    lesson.chart(figures.powers(*numbers.slide(), lesson.dark()), words.of_slide(), "vanishing_slide")
    lesson.how_to_read("Solid: the most that k steps can stretch a signal. Dashed: the eigenvalue to the power of k.")


def draw_clipping(cells: list[str], levers: Levers) -> None:
    """The length of the whole gradient by scale, before clipping and after."""
    limit = controls.choice("Clip the gradient to a length of", numbers.LIMITS, "vanishing_limit", 10)
    lesson.chart(
        figures.before_and_after(SCALES, numbers.lengths(cells, levers, limit), limit, lesson.dark()),
        words.spoken_clip(cells, levers, limit),
        "vanishing_clip",
    )
    lesson.how_to_read(words.READING_OF_CLIP)
    lesson.table(tables.clip_table(cells, levers, limit))


FURTHER = (  # what stands under the chart, folded: its title, its key, what draws it
    ("Watch it go back, step by step", "vanishing_chain", draw_chain),
    ("Along the belt, and beside it", "vanishing_belt", draw_paths),
    ("Each direction shrinks or grows in its own way", "vanishing_directions", draw_spectra),
    ("An eigenvalue below 1 does not stop early growth", "vanishing_powers", draw_slide),
    ("When the gradient explodes, it is clipped", "vanishing_clipping", draw_clipping),
)
