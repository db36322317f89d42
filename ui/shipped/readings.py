"""How to read the film of a sentence, wherever it is shown."""

from collections.abc import Sequence

from lstm_core import CELLS
from ui.shipped import stories


def of_film(words: Sequence[str], cell: str = "lstm") -> str:
    """How to read the film of a sentence: what its colours mean depends on whether it names a country."""
    lanes = "Columns are words, rows are units. "
    gates = " Gates run from paper (0) to full colour (1)." if CELLS[cell].carry else ""
    shown = "memory and output" if len(CELLS[cell].states) > 1 else "the output"
    country = stories.country_of(words)
    if country is None:
        return (
            f"{lanes}Your sentence names no country after “grew up in”, so {shown} is shown as it is: "
            f"blue below zero, red above.{gates}"
        )
    return (
        f"{lanes}In {shown}, colour is the difference that “{country}” makes: this run minus the mean over "
        f"the same sentence with each other country. Before “{country}” there is none; then a few rows carry it.{gates}"
    )
