"""How an error signal shrinks or grows on its way back: by path, by direction, by power, by weight."""

from collections.abc import Callable, Mapping, Sequence

import numpy as np
import plotly.graph_objects as go

from figures.axes import axis, figure, ink, note
from figures.cell_styles import look
from figures.decades import decades, size
from figures.theme import KNOWN
from figures.traces import band, line

SMALLEST = float(np.log(np.finfo(float).tiny))  # ln of the smallest number that a float holds in full
PATHS = {"whole": "all paths", "belt": "belt alone", "rest": "left it at least once", "without": "never on it"}


def by_path(
    logs: Mapping[str, np.ndarray], title: str, dark: bool = False, beside: Sequence[Mapping[str, np.ndarray]] = ()
) -> go.Figure:
    """Four lines, ln of norms {"belt", "rest", "whole", "without": (T,)}, lag 0 first, on one scale with those beside.

    A line begins where it is first more than 0.
    """
    looks = {
        "whole": {"color": ink(dark), "dash": "solid", "width": 5},
        "belt": {"color": KNOWN["f"].text(dark), "dash": "solid", "width": 2.5},
        "rest": {"color": KNOWN["h"].text(dark), "dash": "dash", "width": 2.5},
        "without": {"color": KNOWN["h"].text(dark), "dash": "dot", "width": 2.5},
    }
    y, height = decades([_begun(log) for each in (logs, *beside) for log in each.values()], title, dark)
    lines = [
        line(range(len(logs[name])), _with_gaps(_begun(logs[name]), height), PATHS[name], stroke)
        | {"text": [size(log) for log in logs[name]], "hovertemplate": f"{PATHS[name]}: %{{text}}<extra></extra>"}
        | ({"opacity": 0.45} if name == "whole" else {})
        for name, stroke in looks.items()
    ]
    return figure(lines, axis("steps back from the last memory", dark), y, [], [], 440, dark)


def spectra(logs: Mapping[str, np.ndarray], dark: bool = False) -> go.Figure:
    """A line for each cell: ln of the singular values of the product over all steps, (K,), largest first.

    Those that a float would hold as 0 are not drawn.
    """
    logs = {cell: found[found >= SMALLEST] for cell, found in logs.items()}
    y, height = decades(list(logs.values()), "singular value of the whole way back", dark)
    lines = []
    for number, (cell, found) in enumerate(logs.items()):
        style = look(cell, number)
        ranks, stroke = range(1, len(found) + 1), {"color": style.color, "width": 1.5}
        marks = {"mode": "lines+markers", "marker": {"symbol": style.mark, "size": 7, "color": style.color}}
        hover = {
            "text": [size(log) for log in found],
            "hovertemplate": f"{cell}, number %{{x}}: %{{text}}<extra></extra>",
        }
        lines.append(line(ranks, height(found), cell, stroke) | marks | hover)
    return figure(lines, axis("directions, the longest-lived first", dark), y, [], [], 420, dark)


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
        line(steps, norms, "‖Nᵏ‖, largest stretch", {"color": KNOWN["o"].mark, "width": 3}),
        line(steps, bound, "ρᵏ, largest eigenvalue", {"color": ink(dark), "dash": "dash", "width": 2}),
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
        bands.append(band(x, height(seeds.min(axis=0)), height(seeds.max(axis=0)), style.color))
        before = line(x, height(middle), cell, {"color": style.color, "dash": style.dash, "width": 2.5})
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


def _begun(log: np.ndarray) -> np.ndarray:
    """The logarithms without the zeros before the last number that is more than 0."""
    finite = np.flatnonzero(np.isfinite(log))
    last = finite[-1] if finite.size else 0
    return np.where(np.isneginf(log) & (np.arange(len(log)) < last), np.nan, log)


def _with_gaps(log: np.ndarray, height: Callable[[np.ndarray], list[float]]) -> list[float | None]:
    return [None if np.isnan(one) else y for one, y in zip(log, height(log), strict=True)]
