"""One step of one cell: its numbers, its presets, its questions, and the component that walks through it."""

from ui.step.component import walk
from ui.step.presets import presets, sentence
from ui.step.recall import share_kept
from ui.step.state import cells, chosen_numbers, reset_button

__all__ = ["cells", "chosen_numbers", "presets", "reset_button", "sentence", "share_kept", "walk"]
