"""Where a writer looks while it writes: maps of characters against characters."""

from collections.abc import Sequence

import numpy as np
import plotly.graph_objects as go

from figures.axes import axis, figure, ink
from figures.theme import diverging, sequential


def falls(matrix: np.ndarray, read: str, written: str, dark: bool = False) -> go.Figure:
    """By how much each written character's probability falls (red) or rises if a position is swapped, (T, S)."""
    shown = matrix[: len(written)]
    text = [[f"{100 * x:+.0f}".replace("-", "−") for x in 0 - row] for row in shown]
    scale = diverging("dark" if dark else "light")
    heat = _heat(shown, text, "probability lost", scale, -1.0, 1.0, dark)
    hover = "swapping “%{customdata[1]}”: “%{customdata[0]}” changes by %{text} points<extra></extra>"
    heat |= {"hovertemplate": hover, "customdata": [[[w, _seen(r)] for r in read] for w in written]}
    return _map(heat, read, list(written), "written", dark)


def between(weights: np.ndarray, read: str, dark: bool = False) -> go.Figure:
    """Self-attention: a row for each character that looks, a column for each it looks at; weights (S, S)."""
    text = [[f"{100 * w:.0f} %" for w in row] for row in weights]
    heat = _heat(weights, text, "weight", sequential(), 0.0, float(weights.max()), dark)
    hover = "“%{customdata[0]}” takes %{text} from “%{customdata[1]}”<extra></extra>"
    heat |= {"hovertemplate": hover, "customdata": [[[_seen(a), _seen(b)] for b in read] for a in read]}
    return _map(heat, read, [_seen(mark) for mark in read], "looks", dark)


def _heat(values, text, title: str, scale: list, low: float, high: float, dark: bool) -> dict:
    bar = {  # lying above the map, because on a narrow screen every character needs its column
        "title": {"text": title, "side": "top", "font": {"size": 14, "color": ink(dark)}},
        "tickformat": ".0%",
        "tickfont": {"size": 13, "color": ink(dark)},
        "nticks": 6,
        "orientation": "h",
        "thickness": 10,
        "len": 1,
        "y": 1,
        "yanchor": "bottom",
    }
    look = {"zmin": low, "zmax": high, "colorscale": scale, "colorbar": bar, "xgap": 1, "ygap": 1}
    return {"type": "heatmap", "z": values.tolist(), "text": text, **look}


def _map(heat: dict, read: str, rows: Sequence[str], title: str, dark: bool) -> go.Figure:
    """The heat map with the characters along both sides."""
    small = 15 if len(read) <= 22 else 12
    font = {"size": small, "color": ink(dark), "family": "monospace"}
    x = axis("read", dark) | {"tickvals": list(range(len(read))), "ticktext": [_seen(mark) for mark in read]}
    x |= {"tickangle": 0, "tickfont": font, "showgrid": False}
    y = axis(title, dark) | {"tickvals": list(range(len(rows))), "ticktext": list(rows), "autorange": "reversed"}
    y |= {"tickfont": font, "showgrid": False}
    drawn = figure([heat], x, y, [], [], 160 + max(220, (24 if len(rows) < 16 else 18) * len(rows)), dark)
    return drawn.update_layout(margin={"t": 84})


def _seen(mark: str) -> str:
    """A space that can be seen."""
    return "␣" if mark == " " else mark
