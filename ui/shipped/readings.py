"""What may be changed in a film, and how closely the page computes what NumPy computes."""

from collections.abc import Sequence
from functools import cache

from lstm_core.said import joined
from ui.components import mention
from ui.places import ASSETS
from ui.shipped import stories
from ui.shipped.measured import measured

CHECKED = ASSETS / "live.json"
NAMED = 3  # units that carry most


def of_carriers(units: Sequence[int], words: Sequence[str]) -> str:
    """Which units carry most of the country of a sentence, the first of them in that order; each can be clicked."""
    named = joined([mention.unit(int(unit)) for unit in units[:NAMED]])
    return f"“{stories.country_of(words)}” is strongest in {named}. A click pins a unit: its numbers stand on top."


@cache
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
