"""How the translators of dates compare, over all their seeds."""

from collections.abc import Mapping, Sequence

import numpy as np
import plotly.graph_objects as go

from figures.axes import PERCENT, axis, figure, ink
from figures.cell_styles import Look
from figures.traces import band, line

LOOKS = {  # of the translators; never the hue of a gate
    "attention": Look("#5b6ee1", "solid", "circle"),
    "luong": Look("#b0569c", "dashdot", "triangle-up"),
    "self": Look("#3d8f4f", "dash", "diamond"),
    "fixed": Look("#c2691c", "dot", "square"),
}
SWAPS = {  # what is swapped, its dash, its mark
    "pointed": ("most weight", "solid", "circle"),
    "rest": ("all but those", "dot", "diamond"),
    "random": ("random others", "dash", "square"),
}
PLACES = {0: "2", 1: "0", 2: "2", 3: "6", 5: "1", 6: "1", 8: "2", 9: "0"}  # of 2026-11-20, without what never differs


def flips(results: Mapping[str, Sequence[Mapping]], titles: Mapping[str, str], dark: bool = False) -> go.Figure:
    """For each translator three lines against the number of swapped positions: the mean over seeds, a mark per seed."""
    traces = []
    for variant, runs in results.items():
        color = LOOKS[variant].color
        for key, (said, dash, mark) in SWAPS.items():
            shares = np.array([run[key] for run in runs])
            counts = list(runs[0]["counts"])
            name = f"{titles[variant]}: {said}"
            mean = line(counts, shares.mean(axis=0).tolist(), name, _stroke(color, dash))
            large = {"mode": "lines+markers", "marker": {"symbol": mark, "size": 10, "color": color}}
            small = {"symbol": mark, "size": 6, "color": color, "opacity": 0.45}
            dots = {"x": np.tile(counts, len(runs)).tolist(), "y": shares.ravel().tolist(), "mode": "markers"}
            traces.append(mean | large | {"hovertemplate": f"{name}, %{{x}}: %{{y:.1%}}<extra></extra>"})
            traces.append({"type": "scatter", **dots, "marker": small, "showlegend": False, "hoverinfo": "skip"})
    counts = traces[0]["x"]
    x = axis("swapped positions", dark) | {"tickvals": counts, "range": [min(counts) - 0.3, max(counts) + 0.3]}
    y = axis("characters that change", dark) | PERCENT
    return _below(figure(traces, x, y, [], [], 460, dark), dark)


def by_place(results: Mapping[str, Sequence[Mapping]], titles: Mapping[str, str], dark: bool = False) -> go.Figure:
    """How often each written character changes if all positions are swapped: the mean over seeds, a mark per seed."""
    traces = []
    for number, (variant, runs) in enumerate(results.items()):
        look = LOOKS[variant]
        rows = np.array([[run["every_at"][k] for k in PLACES] for run in runs])
        places = np.arange(len(PLACES)) + 0.16 * (number - (len(results) - 1) / 2)
        mean = {"x": places.tolist(), "y": rows.mean(axis=0).tolist(), "name": titles[variant], "mode": "markers"}
        dots = {"x": np.tile(places, len(runs)).tolist(), "y": rows.ravel().tolist(), "mode": "markers"}
        hover = {"hovertemplate": f"{titles[variant]}: %{{y:.0%}}<extra></extra>"}
        large, small = ({"symbol": look.mark, "size": size, "color": look.color} for size in (14, 7))
        traces.append({"type": "scatter", **mean, **hover, "marker": large})
        small["opacity"] = 0.5
        traces.append({"type": "scatter", **dots, "marker": small, "showlegend": False, "hoverinfo": "skip"})
    x = axis("character of 2026-11-20", dark) | {
        "tickvals": list(range(len(PLACES))),
        "ticktext": list(PLACES.values()),
    }
    y = axis("characters that change", dark) | PERCENT
    return _below(figure(traces, x | {"range": [-0.5, len(PLACES) - 0.5]}, y, [], [], 360, dark), dark)


def learning(results: Mapping[str, Sequence[Mapping]], titles: Mapping[str, str], dark: bool = False) -> go.Figure:
    """Unseen dates wholly right against the steps of training: the mean over seeds and the band."""
    bands, lines = [], []
    for variant, runs in results.items():
        look, steps = LOOKS[variant], list(runs[0]["steps"])
        seeds = np.array([run["curve"] for run in runs])
        bands.append(band(steps, seeds.min(axis=0), seeds.max(axis=0), look.color))
        mean = line(steps, seeds.mean(axis=0).tolist(), titles[variant], _stroke(look.color, look.dash))
        lines.append(mean | {"hovertemplate": f"{titles[variant]}, after %{{x}} updates: %{{y:.1%}}<extra></extra>"})
    y = axis("unseen dates wholly right", dark) | PERCENT
    return _below(figure(bands + lines, axis("updates", dark), y, [], [], 400, dark), dark)


def _stroke(color: str, dash: str) -> dict:
    return {"color": color, "dash": dash, "width": 3}


def _below(drawn: go.Figure, dark: bool) -> go.Figure:
    """Long names stand one under the other, below the picture."""
    legend = {"orientation": "v", "x": 0, "y": -0.22, "yanchor": "top", "font": {"size": 15, "color": ink(dark)}}
    names = sum(trace.showlegend is not False for trace in drawn.data)
    return drawn.update_layout(legend=legend, height=drawn.layout.height + 24 * names)
