"""What a chart's legend promises: that its entries are told apart by every eye, and are seen on their paper."""

from itertools import combinations

import plotly.graph_objects as go

from figures.axes import ink
from figures.theme import BACKGROUND
from tests.support import scales
from tests.support.eyes import closest

NOTHING = "rgba(0,0,0,0)"  # a mark that is only an edge
APART = 12  # CIEDE2000: two patches of it beside each other are told apart at a glance


def confused(chart: go.Figure) -> list[str]:
    """Pairs of the legend that some eye takes for one: too near in colour, of one dash, one mark and like width."""
    entries = _entries(chart)
    return [
        f"{one['name']} and {other['name']}"
        for one, other in combinations(entries, 2)
        if one["mark"] == other["mark"]
        and max(one["width"], other["width"]) < 2 * min(one["width"], other["width"])
        and closest(one["colour"], other["colour"]) < APART
    ]


def faint(chart: go.Figure) -> list[str]:
    """Entries with a contrast under 3:1 to the paper."""
    paper = BACKGROUND["dark" if chart.to_plotly_json()["layout"]["legend"]["font"]["color"] == ink(True) else "light"]
    entries = _entries(chart)
    return [one["name"] for one in entries if max(scales.of_hex(ink, paper) for ink in one["inks"]) < 3]


def _entries(chart: go.Figure) -> list[dict]:
    """Of each its name, its colour, it and that of its edge, its width, and as one its kind, dash and mark.

    What has a scale of many colours has no entry.
    """
    found = []
    for trace in chart.to_plotly_json()["data"]:
        line, marker, mode = trace.get("line", {}), trace.get("marker", {}), trace.get("mode", "")
        inks = [line.get("color"), marker.get("color"), marker.get("line", {}).get("color")]
        inks = [ink for ink in inks if isinstance(ink, str) and ink.startswith("#")]
        if trace.get("name") and trace.get("showlegend") is not False and inks:
            dash = line.get("dash", "solid") if "lines" in mode else None
            symbol = marker.get("symbol") if "markers" in mode else None
            filled = marker.get("color") != NOTHING
            mark = (trace["type"], dash, symbol, filled)
            width = line.get("width", 1)
            found.append({"name": trace["name"], "colour": inks[0], "inks": inks, "width": width, "mark": mark})
    return found
