"""What trained networks answer: probabilities of the options, and of the right one against the gap."""

from collections.abc import Mapping, Sequence

import numpy as np
import plotly.graph_objects as go

from figures.axes import PERCENT, axis, figure, ink, note
from figures.cell_styles import look


def by_gap(
    gaps: Sequence[float],
    probabilities: Mapping[str, np.ndarray],
    chance: float,
    gap: float | None = None,
    dark: bool = False,
) -> go.Figure:
    """For each cell the mean over its seeds and the band from the lowest to the highest; probabilities are (S, G)."""
    bands, lines = [], []
    for number, (cell, seeds) in enumerate(probabilities.items()):
        style = look(cell, number)
        around = {"x": [*gaps, *reversed(gaps)], "y": [*seeds.max(axis=0), *seeds.min(axis=0)[::-1]], "mode": "lines"}
        fill = {"fill": "toself", "fillcolor": style.color, "opacity": 0.16, "line": {"width": 0}, "hoverinfo": "skip"}
        bands.append({"type": "scatter", **around, **fill, "showlegend": False, "legendgroup": cell})
        mean = {"x": list(gaps), "y": seeds.mean(axis=0).tolist(), "name": cell, "legendgroup": cell}
        stroke = {"color": style.color, "dash": style.dash, "width": 3}
        mark = {"symbol": style.mark, "size": 10, "color": style.color}
        hover = f"{cell}: %{{y:.1%}} at a gap of %{{x}}<extra></extra>"
        lines.append(
            {"type": "scatter", **mean, "mode": "lines+markers", "line": stroke, "marker": mark, "hovertemplate": hover}
        )
    x, y = axis("gap: words from the country to “fluent”", dark), axis("probability of the right language", dark)
    x |= {"range": [0, max([*gaps, gap or 0]) + 2]}
    shapes, notes = _chance("y", chance, dark)
    if gap is not None:
        shapes.append(
            {
                "type": "line",
                "x0": gap,
                "x1": gap,
                "y0": 0,
                "y1": 1,
                "yref": "paper",
                "line": {"color": ink(dark), "width": 1.5},
            }
        )
        notes.append(note("here", dark, x=gap, xanchor="left", y=0.5, yanchor="middle"))
    return figure(bands + lines, x, y | PERCENT, shapes, notes, 400, dark)


def by_option(
    options: Sequence[str],
    probabilities: Mapping[str, np.ndarray],
    chosen: str | None = None,
    chance: float | None = None,
    dark: bool = False,
) -> go.Figure:
    """A row for each option: for each cell a small mark per seed and a large one at their mean; (S, options)."""
    traces, rows = [], np.arange(len(options))[::-1]
    offsets = np.linspace(0.24, -0.24, len(probabilities)) if len(probabilities) > 1 else [0.0]
    for number, (cell, seeds) in enumerate(probabilities.items()):
        style, y = look(cell, number), rows + offsets[number]
        small = {"symbol": style.mark, "size": 8, "color": style.color, "opacity": 0.45}
        large = {"symbol": style.mark, "size": 15, "color": style.color}
        each = {"type": "scatter", "mode": "markers", "legendgroup": cell, "name": cell}
        dots = {"x": seeds.ravel().tolist(), "y": np.tile(y, len(seeds)).tolist(), "marker": small, "showlegend": False}
        mean = {"x": seeds.mean(axis=0).tolist(), "y": y.tolist(), "marker": large}
        traces.append({**each, **dots, "hovertemplate": f"{cell}, one seed: %{{x:.1%}}<extra></extra>"})
        traces.append({**each, **mean, "hovertemplate": f"{cell}, mean: %{{x:.1%}}<extra></extra>"})
    ticks = [f"<b>{option}</b> · your vote" if option == chosen else option for option in options]
    y = axis("", dark) | {"tickvals": rows.tolist(), "ticktext": ticks, "range": [-0.6, len(options) - 0.4]}
    y["tickfont"] = {"size": 17, "color": ink(dark)}
    shapes, notes = _chance("x", chance, dark) if chance else ([], [])
    return figure(
        traces, axis("probability that it comes next", dark) | PERCENT, y, shapes, notes, 130 + 60 * len(options), dark
    )


def _chance(axis: str, chance: float, dark: bool) -> tuple[list[dict], list[dict]]:
    """The line at chance across the other axis, and its name."""
    along = "x" if axis == "y" else "y"
    ends = {f"{axis}0": chance, f"{axis}1": chance, f"{along}0": 0, f"{along}1": 1, f"{along}ref": "paper"}
    line = {"type": "line", **ends, "line": {"color": ink(dark), "dash": "dot", "width": 1.5}, "layer": "below"}
    place = {"x": 1, "xref": "paper", "xanchor": "right", "y": chance, "yanchor": "top"}
    if axis == "x":
        place = {"x": chance, "xanchor": "left", "y": 0, "yref": "paper", "yanchor": "bottom"}
    return [line], [note(f"chance, {chance:.0%}", dark, **place)]
