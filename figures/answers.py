"""What trained networks answer: probabilities of the options, and of the right one against the gap."""

from collections.abc import Mapping, Sequence

import numpy as np
import plotly.graph_objects as go

from figures.cells import look

INK = "#7d8190"  # 3:1 or more on both papers
PERCENT = {"tickformat": ".0%", "range": [-0.02, 1.04], "tickvals": [0, 0.25, 0.5, 0.75, 1], "fixedrange": True}
LAYOUT = {
    "margin": {"l": 8, "r": 16, "t": 48, "b": 8},
    "legend": {"orientation": "h", "x": 0, "y": 1.02, "yanchor": "bottom", "font": {"size": 16}},
    "font": {"size": 15},
    "hoverlabel": {"font": {"size": 15}},
}


def by_gap(
    gaps: Sequence[float], probabilities: Mapping[str, np.ndarray], chance: float, gap: float | None = None
) -> go.Figure:
    """For each cell the mean over its seeds and the band from the lowest to the highest; probabilities are (S, G)."""
    traces = []
    for number, (cell, seeds) in enumerate(probabilities.items()):
        style = look(cell, number)
        around = {"x": [*gaps, *reversed(gaps)], "y": [*seeds.max(axis=0), *seeds.min(axis=0)[::-1]]}
        band = {"fill": "toself", "fillcolor": style.color, "opacity": 0.16, "line": {"width": 0}, "mode": "lines"}
        traces.append({"type": "scatter", **around, **band, "hoverinfo": "skip", "showlegend": False, "legendgroup": cell})
    for number, (cell, seeds) in enumerate(probabilities.items()):
        style = look(cell, number)
        traces.append(
            {
                "type": "scatter",
                "x": list(gaps),
                "y": seeds.mean(axis=0).tolist(),
                "name": f"{cell}, mean of {len(seeds)} seeds",
                "legendgroup": cell,
                "mode": "lines+markers",
                "line": {"color": style.color, "dash": style.dash, "width": 3},
                "marker": {"symbol": style.mark, "size": 10, "color": style.color},
                "hovertemplate": f"{cell}: %{{y:.1%}} at gap %{{x}}<extra></extra>",
            }
        )
    lines = [_chance_line("y", chance)]
    notes = [_note(f"chance, {chance:.0%}", x=1, xref="paper", xanchor="right", y=chance, yanchor="bottom")]
    if gap is not None:
        lines.append({"type": "line", "x0": gap, "x1": gap, "y0": 0, "y1": 1, "yref": "paper", "line": {"color": INK}})
        notes.append(_note("here", x=gap, xanchor="left", y=0.5, yref="y", yanchor="middle"))
    axes = {
        "xaxis": {"title": {"text": "gap: words from the country to “fluent”"}, "fixedrange": True, "zeroline": False},
        "yaxis": {"title": {"text": "probability of the right language"}, **PERCENT, "zeroline": False},
    }
    return _figure(traces, {**axes, "shapes": lines, "annotations": notes, "height": 420})


def by_option(
    options: Sequence[str], probabilities: Mapping[str, np.ndarray], chosen: str | None = None, chance: float | None = None
) -> go.Figure:
    """A row for each option; in it one small mark per seed and a large one at their mean for each cell; (S, options)."""
    traces = []
    offsets = np.linspace(0.24, -0.24, len(probabilities)) if len(probabilities) > 1 else [0.0]
    rows = np.arange(len(options))[::-1]
    for number, (cell, seeds) in enumerate(probabilities.items()):
        style, y = look(cell, number), rows + offsets[number]
        dots = {"symbol": style.mark, "size": 8, "color": style.color, "opacity": 0.45}
        mean = {"symbol": style.mark, "size": 15, "color": style.color}
        hover = f"{cell}, {{}}: %{{x:.1%}}<extra></extra>"
        traces += [
            {
                "type": "scatter",
                "x": seeds.ravel().tolist(),
                "y": np.tile(y, len(seeds)).tolist(),
                "mode": "markers",
                "marker": dots,
                "hovertemplate": hover.format("one seed"),
                "showlegend": False,
                "legendgroup": cell,
            },
            {
                "type": "scatter",
                "x": seeds.mean(axis=0).tolist(),
                "y": y.tolist(),
                "mode": "markers",
                "marker": mean,
                "name": f"{cell}, mean of {len(seeds)} seeds",
                "hovertemplate": hover.format("mean"),
                "legendgroup": cell,
            },
        ]
    ticks = [f"<b>{option}</b> · your vote" if option == chosen else option for option in options]
    axes = {
        "xaxis": {"title": {"text": "probability that it comes next"}, **PERCENT},
        "yaxis": {
            "title": {"text": ""},
            "tickvals": rows.tolist(),
            "ticktext": ticks,
            "range": [-0.6, len(options) - 0.4],
            "zeroline": False,
            "fixedrange": True,
            "tickfont": {"size": 17},
        },
    }
    lines = [_chance_line("x", chance)] if chance else []
    notes = [_note(f"chance, {chance:.0%}", x=chance, y=1, yref="paper", xanchor="left", yanchor="top")] if chance else []
    return _figure(traces, {**axes, "shapes": lines, "annotations": notes, "height": 150 + 62 * len(options)})


def _figure(traces: list[dict], layout: dict) -> go.Figure:
    return go.Figure({"data": traces, "layout": {**LAYOUT, **layout}}, _validate=False)


def _chance_line(axis: str, chance: float) -> dict:
    along = "x" if axis == "y" else "y"
    ends = {f"{axis}0": chance, f"{axis}1": chance, f"{along}0": 0, f"{along}1": 1, f"{along}ref": "paper"}
    return {"type": "line", **ends, "line": {"color": INK, "dash": "dot", "width": 2}, "layer": "below"}


def _note(text: str, **place: object) -> dict:
    return {"text": text, "showarrow": False, "font": {"size": 14}, "xshift": 4, **place}
