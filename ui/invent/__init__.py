"""A cell of the learner's own: the page in the editor, what it is, what it does untrained, and its training."""

from ui.invent.bench import bench
from ui.invent.pictures import draw_film, draw_signals
from ui.invent.racing import hold, raced
from ui.invent.recall import what_is_kept
from ui.invent.source import copies
from ui.invent.state import page_now, start_choice
from ui.invent.training import tasks, title, train

__all__ = [
    "bench",
    "copies",
    "draw_film",
    "draw_signals",
    "hold",
    "page_now",
    "raced",
    "start_choice",
    "tasks",
    "title",
    "train",
    "what_is_kept",
]
