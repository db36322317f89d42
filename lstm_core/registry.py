"""The cells and the tasks that there are, found by looking into their folders."""

from lstm_core.cell import Cell
from lstm_core.found import Found
from lstm_core.tasks import Task

CELLS: Found[Cell] = Found("lstm_core.cells", "CELL")
TASKS: Found[Task] = Found("lstm_core.tasks", "TASK")
