"""The whole of a long run in the page, from which a hand chooses the stretch that the film shows."""

import numpy as np

from lstm_core.browser.blob import blob
from lstm_core.browser.names import names
from lstm_core.long_runs.blocks import BLOCK
from lstm_core.long_runs.stretch import STEPS
from ui.components.played import played
from ui.in_the_page import Lever, position
from ui.lessons.your_model.dropped import session
from ui.lessons.your_model.looked import Looked

KEY, START = "yours_overview", "yours_start"
ROWS = 48  # of one strip
NAMED = 8  # units of a row that are named


def lever(found: Looked) -> Lever:
    """Where the film begins, in blocks."""
    last = max(0, -(-(found.run.steps - STEPS) // BLOCK))
    return Lever("start", START, "The film shows", 0, min(last, len(found.run.starts) - 1), 1, 0)


def is_long(found: Looked) -> bool:
    """Whether one film does not hold the run; a network that reads both ways is shown from its first step."""
    return found.run.steps > STEPS and len(found.run.starts) > 1


def start(found: Looked) -> int:
    """The step with which the film begins."""
    return BLOCK * position(KEY, (lever(found),))["start"] if is_long(found) else 0


def draw(found: Looked) -> None:
    """Strips of the layer's states, its output and what keeps the memory."""
    played("your_model", session.kept(("overview", *found.key, found.place), lambda: message(found)), KEY)


def message(found: Looked) -> bytes:
    """Rows are units, those that keep longest on top; rows and columns are means."""
    seen = found.seen
    order = np.argsort(-next(iter(seen.keeps.values())), kind="stable") if seen.keeps else None
    shown = list(dict.fromkeys((*seen.cell.states, *_factor(found), "h")))
    arrays = {name: seen.rows(name, ROWS, order) for name in shown}
    told = {name["name"]: name for name in names(seen.cell)}
    strips = [
        {
            "name": name,
            "label": told[name]["label"],
            "gate": told[name]["kind"] == "gate",
            "limit": float(np.quantile(np.abs(arrays[name]), 0.99)) or 1.0,
            "color": told[name]["color"],
            "alt": f"{told[name]['label']} of {seen.units:,} units over {seen.steps:,} steps",
        }
        for name in shown
    ]
    header = {
        "format": 1,
        "of": found.read.digest,
        "levers": [lever(found)._asdict()],
        "words": {"stretch": "steps {from} to {to}"},
        "steps": seen.steps,
        "stretch": seen.stretch,
        "rows": [_named(units) for units in seen.units_in(ROWS, order)],
        "block": BLOCK,
        "shown": STEPS,
        "strips": strips,
    }
    return blob(header, arrays, "the whole run")


def _named(units: np.ndarray) -> str:
    """The units of a row, as its numbers are saved."""
    return " ".join(map(str, units)) if len(units) <= NAMED else f"{len(units)} units"


def _factor(found: Looked) -> list[str]:
    """The gate that keeps the first state."""
    carry = next(iter(found.seen.cell.carry.values()), None)
    gate = carry.gate[0] if carry and carry.gate else None
    return [gate] if gate in found.seen.gates else []
