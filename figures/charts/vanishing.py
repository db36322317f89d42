"""Error signals on absolute logarithmic axes: against the lag, by path, as spectra, before and after clipping."""

from collections.abc import Mapping, Sequence

import numpy as np
import plotly.graph_objects as go

from figures.axes import axis, figure, ink, note
from figures.cell_styles import look
from figures.decades import decades, size
from figures.theme import KNOWN

PATHS = {"whole": "all paths", "belt": "belt alone", "rest": "left it once or more", "without": "never on it"}


def along_lag(
    logs: Mapping[str, np.ndarray],
    theory: Mapping[str, np.ndarray],
    title: str,
    dark: bool = False,
    at: str = ", %{x} steps back",
) -> go.Figure:
    """For each cell the median over its seeds and the band from lowest to highest; ln of norms (S, T), lag 0 first.

    `theory` {cell: ln (T,)} are thin dotted lines; `at` says, when a line is pointed at, what x means.
    """
    y, height = decades([*logs.values(), *theory.values()], title, dark)
    bands, lines = [], []
    for number, (cell, seeds) in enumerate(logs.items()):
        style, lags = look(cell, number), list(range(seeds.shape[1]))
        low, middle, high = (height(q) for q in (seeds.min(axis=0), np.median(seeds, axis=0), seeds.max(axis=0)))
        around = {"x": [*lags, *lags[::-1]], "y": [*high, *low[::-1]], "mode": "lines", "type": "scatter"}
        fill = {"fill": "toself", "fillcolor": style.color, "opacity": 0.2, "line": {"width": 0}, "hoverinfo": "skip"}
        bands.append({**around, **fill, "showlegend": False})
        lines.append(
            _line(lags, middle, cell, {"color": style.color, "dash": style.dash, "width": 3})
            | {"text": [size(log) for log in np.median(seeds, axis=0)]}
            | {"hovertemplate": f"{cell}{at}: %{{text}}<extra></extra>"}
        )
        if cell in theory:
            stroke = {"color": style.color, "dash": "1px,5px", "width": 1.5}
            lines.append(
                _line(lags, height(theory[cell]), f"{cell}, theory", stroke)
                | {"hoverinfo": "skip", "showlegend": False}
            )
    return figure(bands + lines, axis("steps back from the loss", dark), y, [], [], 460, dark)


def by_path(logs: Mapping[str, np.ndarray], title: str, dark: bool = False) -> go.Figure:
    """Four lines, ln of norms {"belt", "rest", "whole", "without": (T,)}, lag 0 first."""
    looks = {
        "whole": {"color": ink(dark), "dash": "solid", "width": 5},
        "belt": {"color": _text("f", dark), "dash": "solid", "width": 2.5},
        "rest": {"color": _text("h", dark), "dash": "dash", "width": 2.5},
        "without": {"color": _text("h", dark), "dash": "dot", "width": 2.5},
    }
    y, height = decades(list(logs.values()), title, dark)
    lines = [
        _line(list(range(len(logs[name]))), height(logs[name]), PATHS[name], stroke)
        | {"text": [size(log) for log in logs[name]], "hovertemplate": f"{PATHS[name]}: %{{text}}<extra></extra>"}
        | ({"opacity": 0.45} if name == "whole" else {})
        for name, stroke in looks.items()
    ]
    return figure(lines, axis("steps back from the last memory", dark), y, [], [], 440, dark)


def spectra(logs: Mapping[str, np.ndarray], dark: bool = False) -> go.Figure:
    """A line for each cell: ln of the singular values of the product over all steps, (K,), largest first."""
    y, height = decades(list(logs.values()), "singular value of the whole way back", dark)
    lines = []
    for number, (cell, found) in enumerate(logs.items()):
        style = look(cell, number)
        line = _line(list(range(1, len(found) + 1)), height(found), cell, {"color": style.color, "width": 1.5})
        marks = {"mode": "lines+markers", "marker": {"symbol": style.mark, "size": 7, "color": style.color}}
        hover = {
            "text": [size(log) for log in found],
            "hovertemplate": f"{cell}, number %{{x}}: %{{text}}<extra></extra>",
        }
        lines.append(line | marks | hover)
    return figure(lines, axis("direction, the longest-lived first", dark), y, [], [], 420, dark)


def eigenvalues(found: Mapping[str, np.ndarray], dark: bool = False) -> go.Figure:
    """Complex numbers of each cell in the plane, around them the unit circle."""
    traces = []
    for number, (cell, values) in enumerate(found.items()):
        style = look(cell, number)
        mark = {"symbol": style.mark, "size": 8, "color": style.color, "opacity": 0.75}
        dots = {"x": values.real.tolist(), "y": values.imag.tolist(), "mode": "markers", "marker": mark, "name": cell}
        hover = f"{cell}: %{{x:.2f}} + %{{y:.2f}} i<extra></extra>"
        traces.append({"type": "scatter", **dots, "hovertemplate": hover})
    circle = {"type": "circle", "x0": -1, "x1": 1, "y0": -1, "y1": 1, "line": {"color": ink(dark), "width": 1.5}}
    reach = 1.1 * max([1.0, *(float(np.abs(values).max()) for values in found.values())])
    x, y = axis("real part", dark), axis("imaginary part", dark)
    y |= {"scaleanchor": "x", "range": [-reach, reach]}
    return figure(traces, x | {"range": [-reach, reach]}, y, [circle], [], 420, dark)


def powers(norms: Sequence[float], bound: Sequence[float], dark: bool = False) -> go.Figure:
    """The norm of a matrix' powers beside the powers of its largest eigenvalue, both from power 0 on."""
    steps, top = list(range(len(norms))), int(np.argmax(norms))
    lines = [
        _line(steps, list(norms), "‖Nᵏ‖, largest stretch", {"color": KNOWN["o"].mark, "width": 3}),
        _line(steps, list(bound), "ρᵏ, largest eigenvalue", {"color": ink(dark), "dash": "dash", "width": 2}),
    ]
    high = note(f"{norms[top]:.1f} at k = {top}", dark, x=top, y=float(norms[top]), yanchor="bottom", yshift=4)
    y = axis("factor after k steps", dark) | {"rangemode": "tozero", "range": [0, 1.15 * float(norms[top])]}
    return figure(lines, axis("k, steps", dark), y, [], [high], 320, dark)


def before_and_after(
    scales: Sequence[float], logs: Mapping[str, np.ndarray], limit: float, dark: bool = False
) -> go.Figure:
    """For each cell the gradient's length by scale, before (line, band) and after clipping (marks); ln (S, scales)."""
    y, height = decades([*logs.values(), np.array([np.log(limit)])], "length of the gradient of all weights", dark)
    bands, lines, x = [], [], list(scales)
    for number, (cell, seeds) in enumerate(logs.items()):
        style, middle = look(cell, number), np.median(seeds, axis=0)
        around = {"x": [*x, *x[::-1]], "y": [*height(seeds.max(axis=0)), *height(seeds.min(axis=0))[::-1]]}
        fill = {"fill": "toself", "fillcolor": style.color, "opacity": 0.16, "line": {"width": 0}, "hoverinfo": "skip"}
        bands.append({"type": "scatter", "mode": "lines", **around, **fill, "showlegend": False})
        before = _line(x, height(middle), cell, {"color": style.color, "dash": style.dash, "width": 2.5})
        hover = {"text": [size(log) for log in middle], "hovertemplate": f"{cell}, before: %{{text}}<extra></extra>"}
        mark = {"symbol": style.mark, "size": 12, "color": style.color, "line": {"width": 1.5, "color": ink(dark)}}
        beside = [at + 0.03 * (number - 1) for at in x]
        after = {"x": beside, "y": height(np.minimum(middle, np.log(limit))), "mode": "markers", "marker": mark}
        lines += [before | hover, {"type": "scatter", **after, "name": f"{cell}, clipped", "hoverinfo": "skip"}]
    edge = {"type": "line", "x0": 0, "x1": 1, "xref": "paper", "y0": np.log10(limit), "y1": np.log10(limit)}
    shapes = [edge | {"line": {"color": ink(dark), "dash": "dot", "width": 1.5}}]
    notes = [note(f"limit {limit:g}", dark, x=0, xref="paper", xanchor="left", y=np.log10(limit), yanchor="bottom")]
    ticks = {"tickvals": x, "ticktext": [f"× {scale:g}" for scale in x]}
    return figure(bands + lines, axis("recurrent weights", dark) | ticks, y, shapes, notes, 420, dark)


def _line(x: list, y: list, name: str, stroke: dict) -> dict:
    return {"type": "scatter", "mode": "lines", "x": x, "y": y, "name": name, "line": stroke}


def _text(name: str, dark: bool) -> str:
    return KNOWN[name].dark if dark else KNOWN[name].light
