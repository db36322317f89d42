"""Moving pictures: strips of pictures as colours, errors by picture, a map to click."""

from collections.abc import Mapping, Sequence

import numpy as np
import plotly.graph_objects as go

from figures.axes import axis, figure, ink
from figures.cell_styles import OTHERS, look
from figures.theme import SEQUENTIAL

ZOOM, GAP = 10, 1  # screen dots for a pixel; pixels between two pictures


def strip(pictures: np.ndarray) -> np.ndarray:
    """Pictures (T, Y, X) of brightness 0 to 1, side by side as colours (Y · zoom, …, 4), gaps see-through."""
    steps, height, width = pictures.shape
    stops = np.array([[int(color[k : k + 2], 16) for k in (1, 3, 5)] for color in SEQUENTIAL], float)
    place = np.clip(pictures, 0, 1) * (len(stops) - 1)
    low = np.minimum(place.astype(int), len(stops) - 2)
    mixed = stops[low] + (place - low)[..., None] * (stops[low + 1] - stops[low])
    out = np.zeros((height, steps * (width + GAP) - GAP, 4), np.uint8)
    for k, picture in enumerate(mixed.round().astype(np.uint8)):
        out[:, k * (width + GAP) : k * (width + GAP) + width] = np.dstack([picture, np.full((height, width), 255)])
    return out.repeat(ZOOM, axis=0).repeat(ZOOM, axis=1)


def by_step(
    seeds: Sequence[Sequence[float]], others: Mapping[str, Sequence[float]], first: int, dark: bool = False
) -> go.Figure:
    """Squared errors per pixel, a line for each seed, and what they are compared with; pictures from `first` on."""
    style, traces = look("LSTM"), []
    for k, errors in enumerate(seeds):
        line = {"x": list(range(first, first + len(errors))), "y": list(errors), "showlegend": k == 0}
        stroke = {"color": style.color, "dash": style.dash, "width": 2}
        hover = {"hovertemplate": "picture %{x}: %{y:.3f}<extra></extra>"}
        mark = {"mode": "lines+markers", "marker": {"symbol": style.mark, "size": 6, "color": style.color}}
        traces.append({"type": "scatter", "name": "ConvLSTM, each seed", "line": stroke} | line | hover | mark)
    for (name, errors), other in zip(others.items(), (*OTHERS, *OTHERS), strict=False):
        line = {"x": list(range(first, first + len(errors))), "y": list(errors), "name": name}
        stroke = {"color": other.color, "dash": other.dash, "width": 3}
        hover = {"hovertemplate": f"{name}, picture %{{x}}: %{{y:.3f}}<extra></extra>"}
        traces.append({"type": "scatter", "mode": "lines", "line": stroke} | line | hover)
    y = axis("squared error of a pixel", dark) | {"rangemode": "tozero"}
    return figure(traces, axis("picture that is predicted", dark) | {"dtick": 2}, y, [], [], 360, dark)


def map_to_click(brightness: np.ndarray, row: int, column: int, dark: bool = False) -> go.Figure:
    """The mean brightness of every pixel (Y, X), each of them a point to click; the chosen one has a frame."""
    height, width = brightness.shape
    ys, xs = (grid.ravel() for grid in np.mgrid[1 : height + 1, 1 : width + 1])
    scale = [[k / (len(SEQUENTIAL) - 1), color] for k, color in enumerate(SEQUENTIAL)]
    shown = brightness.ravel()
    points = {
        "type": "scatter",
        "mode": "markers",
        "x": xs.tolist(),
        "y": ys.tolist(),
        "marker": {
            "symbol": "square",
            "size": 19,
            "color": shown.tolist(),
            "colorscale": scale,
            "cmin": 0,
            "cmax": max(float(shown.max()), 0.1),
        },
        "hovertemplate": "row %{y}, column %{x}<extra></extra>",
        "showlegend": False,
        "unselected": {"marker": {"opacity": 1}},
    }
    here = {"type": "scatter", "mode": "markers", "x": [column], "y": [row], "hoverinfo": "skip", "showlegend": False}
    frame = {"symbol": "square-open", "size": 23, "color": ink(dark), "line": {"width": 4}}
    span = {"range": [0.3, width + 0.7], "dtick": 2, "showgrid": False}
    y = axis("row", dark) | {"range": [height + 0.7, 0.3], "dtick": 2, "showgrid": False, "scaleanchor": "x"}
    x = axis("column", dark) | span | {"constrain": "domain"}
    drawn = figure([points, here | {"marker": frame}], x, y, [], [], 380, dark)
    return drawn.update_layout(clickmode="event+select", dragmode=False)
