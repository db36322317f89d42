"""The words of what stands folded under the training: the frozen network, two moments, files."""

from typing import Any

from lstm_core.live.sentences import LIMITS
from ui.lessons.learning.choice import Choice
from ui.lessons.learning.recipes import title
from ui.lessons.learning.words import noun, of_film, of_hero

# Pages that open the network of this training: the button, the address.
OPENED_ON = {
    "break_it": ("Open it on Break it", "break_it?broken_whose=my+own"),
    "vanishing": ("Open it on Vanishing gradients", "vanishing?vanishing_whose=my+own"),
}

EXAMPLES = {"temporal_order": "E a b X c Y d B", "reber": "B T B P V V E T"}  # sequences that a reader types


def of_frozen(choice: Choice, gates: list[str]) -> dict[str, Any]:
    """The frozen network."""
    cell = choice.kind()
    return {
        "freeze": "Freeze the network as it is now",
        "waiting": "The training may go on meanwhile; what is frozen stays as it is.",
        "title": "frozen at update {update}",
        "film": of_film(choice),
        "hold": "Hold a value",
        "clear": "Let all go",
        "another": "Another sequence",
        "drag": "Press a value of the picture to hold it, or draw over several. Press it again to let it go.",
        "held": "{count} values held",
        "answers": "What it answers",
        "before": "as it is",
        "now": "with what you hold",
        "sure": "right one: {sure}",
        "truth": "Right is {target}.",
        "signals": of_hero(choice)["signals"] | {"x": "∂L/∂h by step"},
        "typing": {
            "label": "Or type a sequence",
            "example": EXAMPLES.get(choice.task, "words with spaces between them"),
            "unknown": "The network has no word “{word}”.",
            "long": "A sequence has 2 to {most} steps here.",
        },
        "carriers": {
            "title": "What rests on each {gate}",
            "gates": {name: noun(cell, name) for name in gates},
            "told": "One gate of one unit is closed at all steps, on twelve sequences. The number says how much of "
            "the right answer's probability is lost (of a sum: how much further it is off). In small: how open the "
            "gate is, on average. Press a unit to hold its row.",
            "unit": "unit {unit}",
            "row": "Unit {unit}: {open} open on average; closed, {lost} is lost. Hold it.",
        },
    }


def of_moments() -> dict[str, str]:
    """Two moments side by side."""
    return {
        "waiting": "Train first, above: then two moments can be compared.",
        "a": "Moment A",
        "b": "Moment B",
        "at": "{side}: update {update}",
        "what": "Compare",
        "values": "values of the {name}",
        "weights": "weights {name}",
        "difference": "B − A",
        "told": "The largest difference is {value}, at unit {unit}, {place}.",
        "step": "step {step}",
        "column": "column {column}",
    }


def of_files(choice: Choice) -> dict[str, Any]:
    """The files of a training."""
    return {
        "safetensors": "Download the network (.safetensors)",
        "json": "Download seed, settings, curve (.json)",
        "drop": "Drop a .safetensors file of this task and cell here, or choose one: training goes on from it. It may "
        f"have up to {LIMITS['units']} units.",
        "open": "A network to go on from",
        "saved": "{file} is saved.",
        "opened": "{file} is open: training goes on from it, at update {update}.",
        "large": "A file of more than 64 MB is not read here.",
        "unread": "This cannot be read as a file. Is it a folder, or has it been moved?",
        "to": {name: {"label": label, "address": address} for name, (label, address) in OPENED_ON.items()},
        "title": f"{title(choice.task)}: {choice.kind().title}, {choice.units} units, seed {choice.seed}",
        "unkept": "This browser keeps nothing for other pages here. Download the network and drop it on Your model.",
    }
