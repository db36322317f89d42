"""How strongly the answer pulls at every word over training, and what a truncation window leaves of the gradient."""

from collections.abc import Mapping, Sequence

import numpy as np
import plotly.graph_objects as go

from figures.axes import axis, figure, ink, note
from figures.decades import LOG_10, size
from figures.theme import KNOWN, SEQUENTIAL
from lstm_core.tasks.france import COUNTRIES

MOST_NAMED = 13  # words under a picture that a phone can show beside each other


def over_training(
    logs: np.ndarray, steps: Sequence[int], words: Sequence[str], marked: int, title: str, dark: bool = False
) -> go.Figure:
    """A row for each checkpoint (ln (K, T)), the first below; one scale for all; a mark over the word at `marked`."""
    tens = np.where(np.isfinite(logs), logs / LOG_10, np.nan)
    low, high = float(np.nanmin(tens)), float(np.nanmax(tens))
    ticks = np.arange(np.ceil(low), np.floor(high) + 1)
    bar = {
        "title": {"text": title, "side": "right", "font": {"size": 15, "color": ink(dark)}},
        "tickvals": ticks.tolist(),
        "ticktext": ["1" if tick == 0 else f"10<sup>{tick:.0f}</sup>".replace("-", "−") for tick in ticks],
        "tickfont": {"size": 14, "color": ink(dark)},
        "thickness": 14,
    }
    scale = [[k / (len(SEQUENTIAL) - 1), color] for k, color in enumerate(SEQUENTIAL)]
    heat = {
        "type": "heatmap",
        "z": tens.tolist(),
        "y": [str(step) for step in steps],
        "x": list(range(len(words))),
        "text": [[size(log) for log in row] for row in logs],
        "hovertemplate": "update %{y}: %{text}<extra></extra>",
        "zmin": low,
        "zmax": high,
        "colorscale": scale,
        "colorbar": bar,
    }
    here = {"type": "scatter", "mode": "markers", "x": [marked], "y": [str(steps[-1])], "name": f"“{words[marked]}”"}
    look = {"symbol": "triangle-down", "size": 13, "color": "#ffffff", "line": {"width": 1.5, "color": "#15171c"}}
    y = axis("updates", dark) | {"type": "category"}
    return figure(
        [heat, here | {"marker": look, "hoverinfo": "skip", "showlegend": True}],
        axis("", dark) | _words(words, dark),
        y,
        [],
        [],
        480,
        dark,
    )


def by_window(
    windows: Sequence[int], angles: Mapping[str, Sequence[float]], window: int, gap: int, dark: bool = False
) -> go.Figure:
    """Degrees from the full gradient to what a window sees, against the window; lines at the gap and at `window`."""
    color = KNOWN["c"].text(dark)
    looks = {"at the start": (ink(dark), "dash", "square"), "trained": (color, "solid", "circle")}
    traces = [
        {
            "type": "scatter",
            "mode": "lines+markers",
            "name": name,
            "x": list(windows),
            "y": list(found),
            "line": {"color": looks[name][0], "dash": looks[name][1], "width": 2.5},
            "marker": {"symbol": looks[name][2], "size": 8, "color": looks[name][0]},
            "hovertemplate": f"{name}, %{{x}} words: %{{y:.0f}}°<extra></extra>",
        }
        for name, found in angles.items()
    ]
    lines = [
        {"type": "line", "x0": x, "x1": x, "y0": 0, "y1": 1, "yref": "paper"}
        | {"line": {"color": ink(dark), "width": 1.5, "dash": dash}}
        for x, dash in ((window, "solid"), (gap + 1, "dot"))
    ]
    notes = [
        note(text, dark, x=at, **_side(at, max(windows)), y=height, yref="paper", yanchor="top")
        for text, at, height in (("your window", window, 0.87), (f"{gap + 1} words reach the country", gap + 1, 1))
    ]
    x = axis("window in words", dark) | {"range": [0, max(windows) + 1]}
    y = axis("degrees from the full gradient", dark) | {"range": [-3, 95], "tickvals": [0, 30, 60, 90]}
    return figure(traces, x, y, lines, notes, 380, dark)


def _side(at: float, last: float) -> dict:
    """On which side of its line a note has room."""
    return {"xanchor": "left", "xshift": 4} if at < last / 2 else {"xanchor": "right", "xshift": -4}


def _words(words: Sequence[str], dark: bool) -> dict:
    """As many words as a phone has room for, the country and the last among them."""
    apart = max(1, round(len(words) / MOST_NAMED))
    places: list[int] = []
    first = next((k for k, word in enumerate(words) if word in COUNTRIES), 0)
    for place in dict.fromkeys([len(words) - 1, first, *range(len(words) - 1, -1, -1)]):
        if all(abs(place - other) >= apart for other in places):
            places.append(place)
    font = {"size": 13, "color": ink(dark)}
    named = sorted(places)
    ticks = {"tickvals": named, "ticktext": [words[k] for k in named], "tickangle": -90, "tickfont": font}
    return ticks | {"range": [-0.5, len(words) - 0.5]}
