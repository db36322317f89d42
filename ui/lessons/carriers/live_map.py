"""The map of swaps, measured anew while the learner watches; it can be stopped."""

from collections.abc import Iterator
from functools import partial

from figures.charts.evidence import flips_by_word
from ui import controls, lesson
from ui.shipped import evidence
from ui.watched import Step, walk, walked

GAPS = (11, 18, 25, 32)
LIMITS = "A hundred sentences; every word takes a moment, and what is measured stays when you stop."


def again(cell: str, seed: int) -> None:
    """A button that measures, a bar that says how far it is, a button that stops; what is measured stays."""
    with lesson.expander("Measure it again, here and now"):
        gap = controls.choice("Gap in words", GAPS, "carriers_live_gap", GAPS[1])
        walk("carriers_live", (cell, seed, gap), "Measure", LIMITS, partial(steps, cell, seed, gap))
        if shown := walked("carriers_live", (cell, seed, gap)):
            lesson.chart(
                flips_by_word(shown, evidence.words_of_map(5 + gap, gap), lesson.dark()),
                "The share of answers that flip after each swap, measured in this session.",
                "carriers_live_chart",
            )
            lesson.how_to_read("A hundred sentences of the gap you chose, none of them in the picture above.")


def steps(cell: str, seed: int, gap: int) -> Iterator[Step]:
    """After each word: the share that is done, that share in words, and the map so far."""
    for done, grown in evidence.live_map(cell, seed, gap):
        yield done, f"{done:.0%} of the words", grown
