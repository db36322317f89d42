"""All that the lesson on learning says; the page fills in the numbers of its own run."""

from itertools import product
from typing import Any

from lstm_core import TASKS
from lstm_core.board.meanings import meanings
from lstm_core.cell import Cell
from lstm_core.said import joined
from ui.lessons.learning.choice import Choice, claim
from ui.lessons.learning.recipes import RECIPES, level_name, title

READING = (
    "Left: the loss of every update, and the share that it gets right of sequences it never trained on. Drag there to "
    "look back. Right: one sequence, always the same, with a row for each unit; the stronger the colour, the more open "
    "the gate. Move a lever while it trains: the change is marked on the axis. Closing the tab ends the training. The "
    "address keeps its settings and its seed."
)


def introduction(choice: Choice) -> str:
    """What is trained, and where."""
    what = f"**{title(choice.task)}**: {claim(choice.task).lower()}."
    return f"{what} {choice.kind().title}, {choice.units} units, trained **here, in your page**."


def reading(task: str) -> str:
    """How to read the picture, and what the letters mean with which the network answers."""
    if task != "temporal_order":
        return READING
    orders = zip(TASKS[task].outputs, product("XY", repeat=2), strict=True)
    return (
        f"{READING} It answers {joined([f'**{letter}** for {first} {second}' for letter, (first, second) in orders])}."
    )


def facts(shown: bool) -> tuple[str, ...]:
    """What to keep; how a loss falls is said after the guess."""
    return (
        "**Nobody sets a gate.** Each update moves all weights a little, downhill on the loss; gates follow.",
        *(
            (
                "A loss may stand still for long, and then fall at once. Until a signal reaches back to what matters, "
                "there is hardly anything to learn from.",
            )
            if shown
            else ()
        ),
        "The **forget bias** is where the gates begin. Too low, and no gradient comes back from far away.",
        "The same seed gives the same losses on the same machine. Two browsers differ in the last digit, and training "
        "makes that difference large. So this is one run, in this browser.",
    )


def of_hero(choice: Choice) -> dict[str, Any]:
    """The words of the training itself."""
    cell = choice.kind()
    return {
        "labels": {name: noun(cell, name) for name in cell.names},
        "controls": {
            **{"start": "Start", "pause": "Pause", "on": "Go on", "step": "One update", "reset": "Reset"},
            "resets": "Back to what the seed drew; the levers stay",
            "speed": "Speed, in updates a second",
            "now": "update {update} · {sequences} sequences",
            "rate": " · {rate}/s",
            "here": "this run, in this browser",
        },
        "chart": {
            **{"loss": "loss", "share": "right", "updates": "updates", "yours": "your guess"},
            "chart": "The loss of each update, and the share of unseen sequences that are right",
            "begin": "Press Start.",
            "locked": "Choose an answer above. Then it can train.",
            "rise": "rises at {update}",
            "change": "{name}: {from} → {to}, at update {update}",
            "names": {
                **{"rate": "Learning rate", "forget_bias": "Bias that keeps", "clip": "Clip", "batch": "Batch"},
                "length": level_name(choice.task).capitalize(),
            },
            "letters": {"rate": "rate", "forget_bias": "bias", "clip": "clip", "batch": "batch", "length": "length"},
        },
        "lead": of_lead(choice),
        "film": of_film(choice),
        "signals": {
            **{"title": "Error, going back", "x": "thin: at first"},
            "said": "How long the gradient of the loss at h is, step by step, beside the longest; powers of ten",
        },
        "histogram": {
            **{"title": "All weights", "x": "thin: at first"},
            "said": "How many weights have which size",
        },
        "gaps": {"shares": "Right, by length", "level": level_name(choice.task)},
        "rail": "The update that is looked at",
        "live": "Now",
    }


def of_lead(choice: Choice) -> dict[str, Any]:
    """The sentences under the picture."""
    recipe = RECIPES[choice.task]
    return {
        "locked": "Choose an answer above. Then it can train.",
        "stages": {
            "ready": "Press Start, or go on by single updates. It stops by itself after "
            f"{recipe.updates * recipe.batch:,} sequences, or once it is right on all that it is tested with.",
            "runs": "It trains. The server hears nothing of it.",
            "paused": "It waits. Look back, move a lever, or go on.",
            "hidden": "It waits while this tab is hidden.",
            "ended": "It has ended. Reset it, or go on from here.",
        },
        "shown": "The answer:",
        "right": "Right:",
        "wrong": "You said {said}:",
        "judged": "**{opening} {share}.** At update {update} it had 95 of 100 right; half of that way, at update "
        "{half}, it had {share}.",
        "coarse": "At update {update} it had 95 of 100 right, but it ran too fast to be measured half of that way. "
        "Reset it, and let it go more slowly.",
        "most": "When the share rose, the **{gate} of unit {unit}** had changed most: by {change} of its start.",
        "first": "The first to change by a tenth was the {gate} of unit {unit}, at update {update}. Such an order "
        "proves no cause.",
    }


def of_film(choice: Choice) -> dict[str, str]:
    """The words around the film of one sequence."""
    return {
        "names": "What the rows show",
        "title": "{name}, update {update}",
        "units": "{units} units",
        "at": "{name} of unit {unit}, step {step} ({read}): {value}",
        "strip": "{name}: {units} units by {steps} steps, mean {mean}",
        "choice": "At the end it says {said}. Right is {target}: it gives that {sure}.",
        "number": "At the end it says {said}. Right is {target}.",
        "several": "{right} of {asked} answers are right.",
        "lost": "There is no answer: the numbers of this network leave all bounds.",
    }


def noun(cell: Cell, name: str) -> str:
    """What a name of the cell is called in a sentence."""
    return meanings(cell)[name].noun
