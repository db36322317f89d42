"""Where a writer looks: alignments with a slider along what is written, what swaps change, and how fast it learns."""

from collections.abc import Mapping, Sequence

import numpy as np
import plotly.graph_objects as go

from figures.axes import PERCENT, axis, figure, ink
from figures.cell_styles import Look
from figures.theme import diverging, sequential

LOOKS = {  # of the translators; never the hue of a gate
    "attention": Look("#5b6ee1", "solid", "circle"),
    "luong": Look("#b0569c", "dashdot", "triangle-up"),
    "self": Look("#3d8f4f", "dash", "diamond"),
    "fixed": Look("#c2691c", "dot", "square"),
}
SWAPS = {"pointed": ("solid", "circle"), "rest": ("dot", "diamond"), "random": ("dash", "square")}

PLACES = {0: "2", 1: "0", 2: "2", 3: "6", 5: "1", 6: "1", 8: "2", 9: "0"}  # of 2026-11-20, without what never differs


def alignment(
    weights: np.ndarray, read: str, written: str, probabilities: Sequence[float], dark: bool = False
) -> go.Figure:
    """A row for each written character, the first above, a column for each read one; weights (T, S), one scale.

    A slider below shows the writing up to any character, in the browser.
    """
    shown = weights[: len(written)]
    text = [[f"{100 * w:.0f} %" for w in row] for row in shown]
    heat = _heat(shown, text, "weight", sequential(), 0.0, float(shown.max()), dark)
    hover = "writing “%{customdata[0]}” (%{customdata[2]:.1%} sure): %{text} on “%{customdata[1]}”<extra></extra>"
    rows = zip(written, probabilities, strict=False)
    heat |= {"hovertemplate": hover, "customdata": [[[w, _seen(r), p] for r in read] for w, p in rows]}
    drawn = _map(heat, read, list(written), "written", dark)
    frames = []
    for k in range(1, len(written) + 1):
        upto = [row if t < k else [None] * len(read) for t, row in enumerate(shown.tolist())]
        frames.append({"name": str(k), "data": [{"type": "heatmap", "z": upto}]})
    still = {"mode": "immediate", "frame": {"duration": 0, "redraw": True}, "transition": {"duration": 0}}
    steps = [{"method": "animate", "label": mark, "args": [[str(k)], still]} for k, mark in enumerate(written, start=1)]
    slider = {"active": len(steps) - 1, "steps": steps, "x": 0, "len": 1, "pad": {"t": 64, "b": 8}, "ticklen": 4}
    slider |= {"currentvalue": {"visible": False}, "font": {"size": 15, "color": ink(dark)}}
    slider |= {"bgcolor": "#808894", "bordercolor": "#808894", "tickcolor": ink(dark)}
    drawn.update_layout(sliders=[slider], height=drawn.layout.height + 96)
    drawn.frames = [go.Frame(frame) for frame in frames]
    return drawn


def falls(matrix: np.ndarray, read: str, written: str, dark: bool = False) -> go.Figure:
    """By how much each written character's probability falls (red) or rises if a position is swapped, (T, S)."""
    shown = matrix[: len(written)]
    text = [[f"{100 * x:+.0f}".replace("-", "−") for x in -row] for row in shown]
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


def flips(results: Mapping[str, Sequence[Mapping]], titles: Mapping[str, str], dark: bool = False) -> go.Figure:
    """For each translator three lines against the number of swapped positions: the mean over seeds, a mark per seed."""
    traces = []
    for variant, runs in results.items():
        color = LOOKS[variant].color
        for key, (dash, mark) in SWAPS.items():
            shares = np.array([run[key] for run in runs])
            counts = list(runs[0]["counts"])
            name = f"{titles[variant]}: {_SAID[key]}"
            line = {"x": counts, "y": shares.mean(axis=0).tolist(), "mode": "lines+markers", "name": name}
            look = {"line": {"color": color, "dash": dash, "width": 3}}
            look["marker"] = {"symbol": mark, "size": 10, "color": color}
            small = {"symbol": mark, "size": 6, "color": color, "opacity": 0.45}
            dots = {"x": np.tile(counts, len(runs)).tolist(), "y": shares.ravel().tolist(), "mode": "markers"}
            hover = {"hovertemplate": f"{name}, %{{x}}: %{{y:.1%}}<extra></extra>"}
            traces.append({"type": "scatter", **line, **look, **hover})
            traces.append({"type": "scatter", **dots, "marker": small, "showlegend": False, "hoverinfo": "skip"})
    counts = traces[0]["x"]
    x = axis("swapped positions", dark) | {"tickvals": counts, "range": [min(counts) - 0.3, max(counts) + 0.3]}
    y = axis("characters that turn", dark) | PERCENT
    return _below(figure(traces, x, y, [], [], 460, dark), dark)


def by_place(results: Mapping[str, Sequence[Mapping]], titles: Mapping[str, str], dark: bool = False) -> go.Figure:
    """How often each written character turns if all positions are swapped: the mean over seeds, a mark per seed."""
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
    y = axis("characters that turn", dark) | PERCENT
    return _below(figure(traces, x | {"range": [-0.5, len(PLACES) - 0.5]}, y, [], [], 360, dark), dark)


def learning(results: Mapping[str, Sequence[Mapping]], titles: Mapping[str, str], dark: bool = False) -> go.Figure:
    """Unseen dates wholly right against the steps of training: the mean over seeds and the band."""
    bands, lines = [], []
    for variant, runs in results.items():
        look, steps = LOOKS[variant], list(runs[0]["steps"])
        seeds = np.array([run["curve"] for run in runs])
        around = {"x": [*steps, *reversed(steps)], "y": [*seeds.max(axis=0), *seeds.min(axis=0)[::-1]]}
        fill = {"fill": "toself", "fillcolor": look.color, "opacity": 0.16, "line": {"width": 0}, "hoverinfo": "skip"}
        bands.append({"type": "scatter", "mode": "lines", **around, **fill, "showlegend": False})
        mean = {"x": steps, "y": seeds.mean(axis=0).tolist(), "name": titles[variant], "mode": "lines"}
        hover = f"{titles[variant]}, step %{{x}}: %{{y:.1%}}<extra></extra>"
        stroke = {"line": {"color": look.color, "dash": look.dash, "width": 3}}
        lines.append({"type": "scatter", **mean, **stroke, "hovertemplate": hover})
    y = axis("unseen dates wholly right", dark) | PERCENT
    return _below(figure(bands + lines, axis("steps of training", dark), y, [], [], 400, dark), dark)


_SAID = {"pointed": "most weight", "rest": "all but those", "random": "random others"}


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


def _below(drawn: go.Figure, dark: bool) -> go.Figure:
    """Long names stand one under the other, below the picture."""
    legend = {"orientation": "v", "x": 0, "y": -0.22, "yanchor": "top", "font": {"size": 15, "color": ink(dark)}}
    names = sum(trace.showlegend is not False for trace in drawn.data)
    return drawn.update_layout(legend=legend, height=drawn.layout.height + 24 * names)


def _seen(mark: str) -> str:
    """A space that can be seen."""
    return "␣" if mark == " " else mark
