"""What may be changed in a film, and how closely the page computes what NumPy computes."""

from ui.places import ASSETS
from ui.shipped.measured import measured

CHECKED = ASSETS / "live.json"


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
