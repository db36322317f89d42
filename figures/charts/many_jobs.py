"""The charts of many jobs: a forecast with its band, where attention looks, a network as a list of layers."""

from collections.abc import Mapping, Sequence

import numpy as np
import plotly.graph_objects as go

from figures.axes import PERCENT, axis, figure, ink, upright

AHEAD, RULES = "#4557d6", ("#a9560f", "#2f7f4f", "#6b6f7a")  # the network; who learns none
AHEAD_ON_DARK, RULES_ON_DARK = "#8f9df5", ("#e08b45", "#6cc08c", "#a3a7b2")
DASHES = ("dot", "dashdot", "longdash")


def forecast(
    rows: np.ndarray,
    values: np.ndarray,
    expected: tuple[np.ndarray, np.ndarray, np.ndarray],
    rules: Mapping[str, np.ndarray],
    told: int,
    name: str,
    dark: bool = False,
) -> go.Figure:
    """What came at each of the `rows`, what was expected with its band (values, low, high), what simple rules say."""
    own, others = (AHEAD_ON_DARK, RULES_ON_DARK) if dark else (AHEAD, RULES)
    middle, low, high = expected
    x = rows.tolist()
    wash = f"rgba({int(own[1:3], 16)},{int(own[3:5], 16)},{int(own[5:], 16)},0.2)"
    band = {"x": [*x, *x[::-1]], "y": [*high.tolist(), *low[::-1].tolist()], "fill": "toself", "fillcolor": wash}
    traces = [
        {"type": "scatter", **band, "line": {"width": 0}, "hoverinfo": "skip", "name": "four of five fall in here"},
        _line(x, values, name, ink(dark), "solid", 3),
        _line(x, middle, "LSTM", own, "dash", 2.5),
    ]
    for k, (who, said) in enumerate(rules.items()):
        traces.append(_line(x, said, who, others[k % len(others)], DASHES[k % len(DASHES)], 1.5))
    shapes, notes = upright(told, "from here on never shown in training", dark)
    return figure(traces, axis("row", dark), axis(name, dark), shapes, notes, 420, dark)


def _line(x: list, y: np.ndarray, name: str, color: str, dash: str, width: float) -> dict:
    style = {"line": {"color": color, "dash": dash, "width": width}, "mode": "lines"}
    hover = {"hovertemplate": f"{name}, row %{{x}}: %{{y:.3g}}<extra></extra>"}
    return {"type": "scatter", "x": x, "y": np.asarray(y).tolist(), "name": name, **style, **hover}


def looks(words: Sequence[str], weights: np.ndarray, dark: bool = False) -> go.Figure:
    """A bar for each word: how much of the mean is taken from there."""
    bar = {
        "type": "bar",
        "x": list(range(len(words))),
        "y": np.asarray(weights, float).tolist(),
        "marker": {"color": AHEAD_ON_DARK if dark else AHEAD},
        "customdata": list(words),
        "hovertemplate": "“%{customdata}”: %{y:.1%}<extra></extra>",
    }
    font = {"size": 14, "color": ink(dark)}
    x = axis("", dark) | {"tickvals": list(range(len(words))), "ticktext": list(words), "tickangle": -60}
    return figure([bar], x | {"tickfont": font}, axis("weight", dark) | PERCENT, [], [], 320, dark)


def layer_list(rows: Sequence[tuple[str, str, str, int]], dark: bool = False) -> go.Figure:
    """A box for each layer, from the input at the top to the answer: (kind, set to, what it hands on, parameters)."""
    shapes, notes, last = [], [], len(rows) - 1
    for k, (kind, set_to, hands_on, parameters) in enumerate(rows):
        y = last - k
        box = {"type": "rect", "x0": 0, "x1": 1, "y0": y - 0.3, "y1": y + 0.3, "line": {"color": ink(dark)}}
        shapes.append(box)
        count = f"{parameters:,} parameters" if parameters else ""
        for text, x, anchor in ((f"<b>{kind}</b>", 0.02, "left"), (set_to, 0.4, "left"), (count, 0.98, "right")):
            notes.append(_text(text, x, y, anchor, dark))
        if k < last:
            arrow = {"ax": 0.5, "ay": y - 0.3, "axref": "x", "ayref": "y", "showarrow": True, "arrowhead": 2}
            notes.append({"x": 0.5, "y": y - 0.68, "text": "", "arrowcolor": ink(dark), **arrow})
        notes.append(_text(hands_on, 0.53, y - 0.5, "left", dark))
    hidden = {"visible": False, "fixedrange": True}
    x, y = hidden | {"range": [0, 1]}, hidden | {"range": [-0.75, last + 0.4]}
    drawn = figure([{"type": "scatter", "x": [], "y": []}], x, y, shapes, notes, 40 + 78 * len(rows), dark)
    return drawn.update_layout(margin={"t": 4, "b": 4}, showlegend=False)


def _text(text: str, x: float, y: float, anchor: str, dark: bool) -> dict:
    font = {"size": 15, "color": ink(dark)}
    return {"text": text, "x": x, "y": y, "xanchor": anchor, "showarrow": False, "font": font}
