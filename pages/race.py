"""The gap decides the winner."""

from ui import controls, lesson
from ui.jobs import panel
from ui.lessons.race import held, numbers, pictures, words
from ui.shipped import networks

LESSON = {"menu": "A race", "order": 64, "icon": ":material/flag:", "minutes": {50: 6}}

lesson.say(
    "Several cells learn the same task, from the same sequences in the same order. What counts is how long something "
    "must be kept: the task hides what matters far from where it is asked. A racer wins by the rule of 1997: "
    "**2,000 sequences right in a row**, then almost all of 2,560 fresh ones. Look at the LSTM; then turn its forget "
    "bias back to its own: the same cell, the same sequences."
)
what, who, how = lesson.beside(3)
with what:
    task = controls.pick("Task", numbers.tasks(), "race_task", numbers.tasks()[0], numbers.task_title)
with who:
    cells = controls.several("Racers", numbers.first(), "race_cells", numbers.first(), networks.title_or_none)
with how:
    start = controls.choice(
        "Forget bias (GRU: bias of z)", list(numbers.STARTS), "race_start", "chrono", numbers.STARTS.get
    )
choice = numbers.Choice(task, cells, start)

with lesson.refused():
    lesson.say(words.about_task(task))
    pictures.draw_shipped(choice, "race")

lesson.heading("Nearer and further than it was trained")
with lesson.refused():
    pictures.draw_shipped_levels(choice, "race")
    lesson.how_to_read(words.READING_OF_LEVELS)

lesson.heading("One gap after the other")
with lesson.refused():
    lesson.say(words.spoken_gaps(numbers.gaps()))
    pictures.draw_gaps(choice, "race_gaps")
    lesson.how_to_read(words.READING_OF_GAPS)

lesson.heading("Hold a race yourself")
with lesson.refused():
    where, which = lesson.beside(2)
    with where:
        level = held.level(task)
    with which:
        seed = controls.number("Seed", 0, 99, "race_seed", 0)
    with lesson.expander("More: how long, sizes, another cell"):
        sequences = controls.choice("Sequences for each racer", held.SEQUENCES, "race_sequences", 20_000, "{:,}".format)
        sizes = controls.choice("Compare with", held.SIZES, "race_sizes", held.SIZES[0])
        added = controls.pick("Another cell", ["", *held.others()], "race_cell", "", networks.title_or_none)
    told, said = held.arguments(choice, added, level, seed, sequences, sizes)
    panel.panel(
        "race", told, said, pictures.draw_live, seconds=held.SECONDS, megabytes=held.MEGABYTES, start="Start the race"
    )

lesson.ending(
    facts=(
        "A racer that never leaves the dotted line of the loss has learned nothing: a blind answer does as well.",
        "The same LSTM wins or fails by the **start of its forget gate**: chrono opens it for about the gap.",
        "What is learned at one length is not a rule for all: beyond it accuracy can fall, and below it too.",
        "One seed proves nothing. Count the seeds that met the rule, and look at the spread.",
    ),
    recall=words.which_start,
    key="race_recall",
)
