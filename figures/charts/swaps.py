"""How many answers flip when memory is swapped: against the word of the swap, against the number of units."""

from collections.abc import Mapping, Sequence

import numpy as np
import plotly.graph_objects as go

from figures.axes import PERCENT, axis, figure, ink, note
from figures.theme import KNOWN
from figures.traces import band, line


def flips_by_word(shares: Mapping[str, Sequence[float]], words: Sequence[str], dark: bool = False) -> go.Figure:
    """A line for each thing that was swapped: the share of answers that flip, against the word of the swap."""
    marks = {"c": ("solid", "circle"), "h": ("dash", "square"), "both": ("dot", "diamond")}
    traces = []
    for label, row in shares.items():
        dash, mark = marks.get(label, ("solid", "circle"))
        color = KNOWN[label].text(dark) if label in KNOWN else ink(dark)
        name = {"both": "both"}.get(label, f"{label} only" if len(shares) > 1 else label)
        traces.append(
            {
                "type": "scatter",
                "mode": "lines+markers",
                "name": name,
                "x": list(range(len(row))),
                "y": list(row),
                "line": {"color": color, "dash": dash, "width": 3},
                "marker": {"symbol": mark, "size": 9, "color": color},
                "hovertemplate": f"{name}: %{{y:.0%}}<extra></extra>",
            }
        )
    x = axis("swapped after this word", dark) | _named(words) | {"range": [-0.5, len(words) - 0.5]}
    y = axis("answers that flip", dark) | PERCENT
    return figure(traces, x, y, [], [], 420, dark)


def flips_by_count(
    counts: Sequence[int], top: Sequence[float], random: Sequence[Sequence[float]], carriers: int, dark: bool = False
) -> go.Figure:
    """The first k units beside random sets of k units (the band: worst to best); `random` is (K, sets)."""
    sets, color = np.asarray(random), KNOWN["c"].text(dark)
    dashed, squares = {"color": ink(dark), "dash": "dash", "width": 2}, {"symbol": "square", "size": 8}
    traces = [
        band(counts, sets.min(axis=1), sets.max(axis=1), ink(dark), 0.18),
        line(counts, sets.mean(axis=1).tolist(), "random units", dashed)
        | {"mode": "lines+markers", "marker": squares | {"color": ink(dark)}}
        | {"hovertemplate": "%{x} random units: %{y:.0%}<extra></extra>"},
        line(counts, top, "the first units by η²", {"color": color, "width": 3})
        | {"mode": "lines+markers", "marker": {"size": 9, "color": color}}
        | {"hovertemplate": "first %{x} units: %{y:.0%}<extra></extra>"},
    ]
    edge = {"type": "line", "x0": carriers, "x1": carriers, "y0": 0, "y1": 1, "yref": "paper"}
    shapes = [edge | {"line": {"color": ink(dark), "width": 1.5, "dash": "dot"}}]
    notes = [note(f"{carriers} carriers", dark, x=carriers, xanchor="left", y=0.6, yref="paper", yanchor="middle")]
    x = axis("units whose memory is carried in", dark) | {"range": [0, max(counts) + 1]}
    return figure(traces, x, axis("answers that flip", dark) | PERCENT, shapes, notes, 380, dark)


def flips_by_word_and_count(
    top: Sequence[Sequence[float]],
    random: Sequence[Sequence[float]],
    counts: Sequence[int],
    words: Sequence[str],
    dark: bool = False,
) -> go.Figure:
    """Two maps side by side, word by number of units: the first k units, and random sets of k; (T, K) each."""
    labels = [str(count) for count in counts]
    maps = []
    for number, (name, shares) in enumerate({"the first units": top, "random units": random}.items()):
        place = {"xaxis": "x2", "yaxis": "y2"} if number else {}
        maps.append(
            {
                "type": "heatmap",
                "z": np.asarray(shares).T.tolist(),
                "x": list(range(len(words))),
                "y": labels,
                "zmin": 0,
                "zmax": 1,
                "colorscale": "Cividis",
                "showscale": bool(number),
                "colorbar": {"tickformat": ".0%", "thickness": 12, "tickfont": {"color": ink(dark), "size": 14}},
                "hovertemplate": f"{name}, %{{y}}: %{{z:.0%}}<extra></extra>",
                **place,
            }
        )
    steps = _named(words)
    x, y = axis("the first units", dark) | steps, axis("number of units", dark)
    drawn = figure(maps, x | {"domain": [0, 0.48]}, y | {"type": "category"}, [], [], 380, dark)
    beside = axis("random units", dark) | steps | {"domain": [0.52, 1]}
    return drawn.update_layout(xaxis2=beside, yaxis2={"type": "category", "showticklabels": False, "anchor": "x2"})


def _named(words: Sequence[str]) -> dict:
    """Ticks at the words that have a name."""
    named = [k for k, word in enumerate(words) if word]
    return {"tickvals": named, "ticktext": [words[k] for k in named]}
