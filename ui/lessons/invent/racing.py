"""The learner's cell in a race against the LSTM: what a job is told, for which tasks."""

from lstm_core import CELLS, TASKS
from lstm_core.cell import Cell
from lstm_core.races.plan import lane_title, plan
from ui import controls, lesson
from ui.jobs import panel
from ui.lessons.invent.state import Page
from ui.lessons.invent.training import tasks
from ui.lessons.race import here
from ui.lessons.race.numbers import tasks as race_tasks
from ui.lessons.race.pictures import draw_live

SEQUENCES, SECONDS, MEGABYTES = 10_000, 240, 8
MINE = "mine"  # the key of the learner's cell in a race in the page


def raced(cell: Cell) -> list[str]:
    """The tasks that the cell can race on, the one that is soonest learned first."""
    fits = tasks(cell)
    return sorted((task for task in race_tasks() if task in fits), key=lambda task: task != "latch")


def level(task: str) -> int:
    """A quarter of the level that papers race at: enough to tell cells apart, and short enough to wait for."""
    easiest, _, usual = next(iter(TASKS[task].levels.values()))
    return max(easiest, usual // 4)


def hold(page: Page, task: str | None) -> None:
    """The panel that lets the page's cell race the LSTM."""
    if not task:
        lesson.waiting("There is no race for cells that read images.")
        return
    name = next(iter(TASKS[task].levels))
    told = ["lstm_core", "race", task, "--cells", "lstm", "--equations", page.good]
    told += ["--level", str(level(task)), "--sequences", str(SEQUENCES)]
    describe = (
        f"{TASKS[task].claim}. {name.capitalize()} {level(task)}. {lane_title(CELLS['lstm'], '')} and "
        f"{lane_title(page.cell, '')} get the same units and the same sequences, at most {SEQUENCES:,} of them. One "
        "seed proves nothing yet."
    )
    where = controls.choice("Where it runs", here.PLACES, "invent_where", here.PLACES[0])
    if where == here.PLACES[1]:
        lesson.say(describe)
        cells = {"lstm": CELLS["lstm"], MINE: page.cell}
        here.draw(plan(task, TASKS[task], cells, level=level(task), sequences=SEQUENCES), cells, "invent_here")
        return
    panel.panel("invent_race", told, describe, draw_live, seconds=SECONDS, megabytes=MEGABYTES, start="Start the race")
