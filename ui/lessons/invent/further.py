"""What stands folded under the bench: what the page's cell does untrained, its training, its race, its source."""

from ui import controls, lesson
from ui.lessons.invent import pictures, racing, source, training
from ui.lessons.invent.state import Page


def draw_training(page: Page, units: int) -> None:
    """A task, and the panel that trains the cell on it."""
    tasks = training.tasks(page.cell)
    task = tasks and controls.pick("Task", tasks, "invent_task", tasks[0], training.title)
    training.train(page, task, units)


def draw_race(page: Page, _units: int) -> None:
    """A task, and the panel of the race on it."""
    raced = racing.raced(page.cell)
    task = raced and controls.pick("Task of the race", raced, "invent_raced", raced[0], training.title)
    racing.hold(page, task)


FURTHER: tuple[lesson.Part, ...] = (
    ("Does an error find its way back?", "invent_signals", lambda page, _units: pictures.draw_signals(page)),
    ("Let it read", "invent_reads", lambda page, _units: pictures.draw_film(page)),
    ("Train it", "invent_training", draw_training),
    ("Race it against the LSTM", "invent_racing", draw_race),
    ("Take it with you", "invent_source", lambda page, _units: source.copies(page.cell)),
)
