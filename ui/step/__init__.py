"""One step of one cell: its numbers, its presets, its questions, and the component that walks through it."""

from ui.step.component import walk
from ui.step.presets import sentence
from ui.step.recall import share_kept
from ui.step.sheet import open_to_change
from ui.step.state import cells, chosen_numbers, preset_choice

__all__ = ["cells", "chosen_numbers", "open_to_change", "preset_choice", "sentence", "share_kept", "walk"]
