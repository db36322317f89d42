"""Every variant changes one valve."""

from figures.charts import family as figures
from ui import controls, lesson
from ui.components.family import pair
from ui.lessons.family import numbers, results, two_cells, words

LESSON = {"menu": "The family", "order": 70, "icon": ":material/account_tree:", "minutes": {}}

lesson.say(
    "Since 1997 people have added gates to the LSTM, removed them, tied two together, made them read more. Each of "
    "these cells is a page of a few equations. Choose two: see which signs differ, and let one turn into the other."
)
first, second = two_cells.choose()

with lesson.refused():
    lesson.say(words.difference(first, second))
    pair(first, second, "family_pair")
    lesson.how_to_read(
        "Lines that differ stand out, and what differs in them is marked; a dash stands where a cell has no such line. "
        "Press a name above the drawing: what both cells have moves, what only one has appears or goes."
    )
    lesson.table(words.sizes((first, second)))

lesson.heading("The gallery")
two_cells.gallery(first, second)
lesson.how_to_read("Near relatives of the LSTM first: in order of how many of its lines they change. A click compares.")

lesson.heading("The same input through both")
with lesson.refused():
    with lesson.expander("More"):
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
        "Untrained cells; weights of the same name are the same number in both. One unit of eight, an input of zeros "
        f"with a few pulses. {words.left(found)} What was written stays where a gate is open, or none can forget."
    )

lesson.heading("What breaks when a part is removed")
with lesson.refused():
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
        f"{words.recipe(task)} Small marks are seeds, the large one their mean. Solved means what the task's paper "
        f"calls so; who is merely unsure may solve less than a blind guess (dotted). {words.burst()}"
    )

lesson.ending(
    facts=(
        "An LSTM **gate** can be removed, tied to another (1 − i) or let in on the memory (a peephole): one line each.",
        "**Coupled** cells must forget in order to write: their memory never exceeds 1, so they cannot count.",
        "Without a **forget gate**, as in 1997, what was written stays. In these measurements the France sentences do "
        "not miss it, the other two tasks do.",
        "What a part is worth depends on task and training time: one short recipe served all here, and slow learners "
        "got no more of it. Greff et al. 2017, with other tasks, missed the forget gate and the output squash most.",
    ),
    recall=words.which_is_missed,
    key="family_recall",
)
