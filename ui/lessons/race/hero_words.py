"""What the picture of a race says: names, labels and sentences with places for numbers."""

from lstm_core import TASKS
from lstm_core.said import percent
from ui.lessons.race.numbers import GAPPED, level_name
from ui.lessons.race.strips import STRICT, WORDINGS

UNSURE = "an unsure answer counts as wrong, so a line may lie below it"


def of_hero(task: str, several: bool) -> dict[str, str]:
    """Words for the picture of a task; `several` where it was raced at several levels."""
    about, name = TASKS[task], level_name(task)
    chance = percent(about.chance) if about.chance >= 0.005 else "almost 0 %"
    return {
        "question": WORDINGS[task].question,
        "truth": "Right answer",
        "hidden": "guess first",
        "waiting": "Guess first, above. Then the racers run.",
        "clock": "Place in the sequence, then the training",
        "step": "step {at} of {all}",
        "asked": "the question",
        "seen": "after {seen} sequences",
        "strip": f"The sequence, step by step. {about.claim}.",
        "another": "Another sequence",
        "racer": "racer",
        "after": "after {seen}",
        "end": "at the end",
        "met": "learned after",
        "not yet": "not yet",
        "never": "not in {most}",
        "kinds": {"right": "right", "unsure": "right, but unsure", "wrong": "wrong"},
        "answered": "{racer}, {when}: {text} {sure}, {kind}",
        "lines": "Share of fresh sequences solved against sequences seen, for each racer of this race.",
        "x": "sequences seen",
        "y": "solved",
        "chance": f"blind guess {chance}" + (f": {UNSURE}" if task in STRICT else ""),
        "gaps": f"Sequences until the rule is met against the {name}, three seeds for each racer." if several else "",
        "gap x": f"{name} it was trained at",
        "gap y": "sequences until the rule is met",
        "not met": "not met",
        "guess": "your guess: {level}",
        "reach": "{racer}: up to {level}",
    }


def introduction(task: str) -> str:
    """What a sequence of a task hides and what racing means, before anything is shown."""
    return (
        f"{WORDINGS[task].hides} Networks learn from the same sequences, in the same order. A network **has learned "
        "the task** (rule of 1997) once it is right 2,000 times in a row, then almost always on 2,560 fresh ones."
    )


def reading_of_hero(task: str) -> str:
    """How to read strip, answers and lines."""
    gaps = (
        "On the left, each small mark is one of three seeds, and the line is their median. " if task == GAPPED else ""
    )
    return (
        f"{gaps}The answers and the lines come from real networks of one race, seed 0. They were asked this sequence "
        "again and again while they learned. ✓ is right, ? is right but unsure, ✗ is wrong."
    )
