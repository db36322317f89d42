"""What stands folded under the two cells of the family: all cells, one input through two of them, what was measured."""

from figures.charts import family as figures
from ui import controls, lesson
from ui.lessons.family import numbers, results, two_cells, words


def draw_gallery(first: str, second: str) -> None:
    """Every cell; a click compares."""
    two_cells.gallery(first, second)
    lesson.how_to_read(
        "Sorted by how many lines of the LSTM a cell changes, near relatives first. Press one to compare it."
    )


def draw_answers(first: str, second: str) -> None:
    """Memory and output of two untrained cells that read the same pulses."""
    seed = controls.number("Seed", 0, 99, "family_seed", 0, "the weights are drawn from it")
    found = numbers.answers(first, second, seed)
    memory, output = lesson.beside(2)
    with memory:
        lesson.chart(
            figures.answers(numbers.pulses(), found, "state", "memory (without one: output)", lesson.dark()),
            words.left(found),
            "family_memory",
        )
    with output:
        lesson.chart(
            figures.answers(numbers.pulses(), found, "h", "output h", lesson.dark()),
            "The output.",
            "family_output",
        )
    lesson.how_to_read(
        "Two untrained cells; weights of the same name are the same numbers in both. You see one unit of eight. The "
        f"input is zero, but for a few pulses. {words.left(found)} What was written stays where the gate is open, or "
        "where no gate forgets."
    )


def draw_measured(first: str, second: str) -> None:
    """What every cell solves, seed by seed."""
    task = controls.choice("Measured on", results.tasks(), "family_task", "france", words.task_title)
    spoken = words.spoken(task, (first, second))
    lesson.say(f"Solved of unseen sequences, mean of {results.seeds(task)} seeds (lowest to highest): {spoken}.")
    lesson.chart(
        figures.by_cell(results.by_title(task), results.titles((first, second)), results.chance(task), lesson.dark()),
        f"Share of unseen sequences solved: {spoken}.",
        "family_measured",
        lesson.COLUMN,
    )
    lesson.how_to_read(
        f"{words.recipe(task)} Small marks are seeds, the large one their mean. *Solved* is what the task's paper "
        "calls so. Where it wants a sure answer, a cell that is unsure may solve less than a blind guess (dotted). "
        f"{words.burst()}"
    )


def draw_sizes(first: str, second: str) -> None:
    """Parameters and sources of two cells."""
    lesson.table(words.sizes((first, second)))


FURTHER = (
    ("The gallery: all cells", "family_all", draw_gallery),
    ("The same input through both", "family_input", draw_answers),
    ("What breaks when a part is removed", "family_removed", draw_measured),
    ("Sizes and sources", "family_sizes", draw_sizes),
)
