"""The family of cells in the browser: a gallery to choose from, and one cell's drawing that turns into another's."""

from collections.abc import Callable, Mapping
from functools import cache

from figures import theme
from lstm_core import CELLS
from lstm_core.browser.blob import blob
from lstm_core.diagram.diagram import diagram, keyed
from lstm_core.experiments.two_cells import rows
from ui.components.component import component


def gallery(
    told: Mapping[str, tuple[str, str]], first: str, second: str, key: str, on_chosen: Callable[[], None]
) -> None:
    """Every cell in one drawing style, {key: (what it changes, its source)}; `on_chosen` is called after a click."""
    cells = [
        {"key": cell, "changes": changes, "source": source, **_drawn(cell)} for cell, (changes, source) in told.items()
    ]
    header = {"kind": "gallery", "first": first, "second": second, "cells": cells}
    component("family")(data=blob(header, {}, "the gallery"), key=key, on_chosen_change=on_chosen)


def pair(first: str, second: str, key: str, under: Mapping[str, str], marks: Mapping[str, str]) -> None:
    """Equations side by side, differing signs marked, and the diagram of one that turns into the other.

    `under` is what is said under each cell's name, `marks` what stands out there.
    """
    both = [
        {"key": cell, "under": under.get(cell, ""), "marked": marks.get(cell, ""), **_drawn(cell)}
        for cell in (first, second)
    ]
    header = {
        "kind": "pair",
        "cells": both,
        "colours": list({name: colour for cell in reversed(both) for name, colour in cell["colours"]}.items()),
        "rows": [row._asdict() for row in rows(CELLS[first], CELLS[second])],
    }
    component("family")(data=blob(header, {}, "the two cells"), key=key)


@cache
def _drawn(key: str) -> dict:
    cell = CELLS[key]
    colours = theme.colours(cell.names)
    return {
        "title": cell.title,
        "diagram": keyed(cell, diagram(cell)),
        "colours": [
            (name, {use: getattr(colours[name], use) for use in ("mark", "light", "dark")}) for name in cell.names
        ],
    }
