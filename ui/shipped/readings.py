"""How to read the film of a sentence, wherever it is shown."""

from collections.abc import Sequence

from lstm_core import CELLS
from ui.places import ASSETS
from ui.shipped import stories
from ui.shipped.measured import measured

CHECKED = ASSETS / "live.json"


def of_film(words: Sequence[str], cell: str = "lstm") -> str:
    """How to read the film of a sentence: what its colours mean depends on whether it names a country."""
    lanes = "Columns are words, rows are units. "
    gates = " Gates run from paper (0) to full colour (1)." if CELLS[cell].carry else ""
    shown = "memory and output" if len(CELLS[cell].states) > 1 else "the output"
    country = stories.country_of(words)
    if country is None:
        return (
            f"{lanes}The sentence names no country after “grew up in”, so {shown} stands as it is: "
            f"blue below zero, red above.{gates}"
        )
    return (
        f"{lanes}In {shown}, colour is the difference that “{country}” makes: this run minus the mean over "
        f"the same sentence with each other country. Before “{country}” there is none; then a few rows carry it.{gates}"
    )


def of_changes() -> str:
    """What may be changed in a film that is alive, and that the page computes what the core computes."""
    return (
        "**Change it:** click the word that is being read to replace it, press on a row to hold its value. The network "
        f"runs in your browser.{checked()}"
    )


def checked() -> str:
    """How closely the page was found to compute what NumPy computes; "" where nobody has compared."""
    try:
        found = measured(CHECKED)
        return f" Checked against NumPy: {found['numbers']:,} numbers, largest difference {found['largest']:.1e}."
    except (OSError, KeyError, ValueError):
        return ""
