"""What each layer of a stack knows of the country, word by word: in its values, in the answers that it turns."""

from collections.abc import Mapping, Sequence

import numpy as np
import plotly.graph_objects as go

from figures.axes import PERCENT, axis, figure, ink
from figures.cell_styles import Look
from figures.theme import diverging

LAYERS = (  # from below; never the hue of a gate
    Look("#5b6ee1", "solid", "circle"),
    Look("#c2691c", "dash", "square"),
    Look("#3d8f4f", "dot", "diamond"),
)


def because(values: np.ndarray, rows: Sequence[str], words: Sequence[str], dark: bool = False) -> go.Figure:
    """A row for each unit, a column for each word: what is due to the country, blue to red about zero; (rows, T)."""
    most = float(np.abs(values).max()) or 1.0
    bar = {
        "title": {"text": "due to the country", "side": "top", "font": {"size": 14, "color": ink(dark)}},
        "tickfont": {"size": 13, "color": ink(dark)},
        "nticks": 5,
        "orientation": "h",
        "thickness": 10,
        "len": 1,
        "y": 1,
        "yanchor": "bottom",
    }
    heat = {
        "type": "heatmap",
        "z": values.tolist(),
        "zmin": -most,
        "zmax": most,
        "colorscale": diverging("dark" if dark else "light"),
        "colorbar": bar,
        "customdata": [[word for word in words] for _ in rows],
        "text": [[row] * len(words) for row in rows],
        "hovertemplate": "%{text} after “%{customdata}”: %{z:.2f}<extra></extra>",
        "ygap": 1,
    }
    font = {"size": 13, "color": ink(dark)}
    y = axis("", dark) | {"tickvals": list(range(len(rows))), "ticktext": list(rows), "showgrid": False}
    x = axis("", dark) | _named(words, dark) | {"showgrid": False}
    drawn = figure([heat], x, y | {"tickfont": font}, [], [], 220 + 20 * len(rows), dark)
    return drawn.update_layout(margin={"t": 84})


def flips_by_layer(
    shares: Mapping[str, Sequence[float]], words: Sequence[str], swapped: str, dark: bool = False
) -> go.Figure:
    """A line for each layer, from below: answers that change if its values are swapped after the word."""
    traces = []
    for number, (name, row) in enumerate(shares.items()):
        look = LAYERS[number % len(LAYERS)]
        line = {"x": list(range(len(row))), "y": list(row), "mode": "lines+markers", "name": name}
        style = {"line": {"color": look.color, "dash": look.dash, "width": 3}}
        style["marker"] = {"symbol": look.mark, "size": 9, "color": look.color}
        hover = {"hovertemplate": f"{name}, %{{x}}: %{{y:.0%}}<extra></extra>"}
        traces.append({"type": "scatter", **line, **style, **hover})
    x = axis(f"{swapped} swapped after this word", dark) | _named(words, dark)
    y = axis("answers that change", dark) | PERCENT
    return figure(traces, x | {"range": [-0.5, len(words) - 0.5]}, y, [], [], 420, dark)


def _named(words: Sequence[str], dark: bool) -> dict:
    font = {"size": 13, "color": ink(dark)}
    return {"tickvals": list(range(len(words))), "ticktext": list(words), "tickangle": -90, "tickfont": font}
