"""A cell of the learner's own: the page in the editor, what it is, what it does untrained, and its training."""

from ui.invent.bench import bench
from ui.invent.measured import beside_lstm, in_numbers, reads_words, spoken, untrained_film
from ui.invent.recall import what_is_kept
from ui.invent.source import copies
from ui.invent.state import page_now, start_choice
from ui.invent.training import tasks, title, train

__all__ = [
    "bench",
    "beside_lstm",
    "copies",
    "in_numbers",
    "page_now",
    "reads_words",
    "spoken",
    "start_choice",
    "tasks",
    "title",
    "train",
    "untrained_film",
    "what_is_kept",
]
