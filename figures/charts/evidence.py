"""What the experiments found: swaps against words and against the number of units, rankings of units."""

from collections.abc import Mapping, Sequence

import numpy as np
import plotly.graph_objects as go

from figures.axes import PERCENT, axis, figure, ink, note
from figures.cell_styles import look
from figures.theme import KNOWN


def flips_by_word(shares: Mapping[str, Sequence[float]], words: Sequence[str], dark: bool = False) -> go.Figure:
    """A line for each thing that was swapped: the share of answers that flip, against the word of the swap."""
    marks = {"c": ("solid", "circle"), "h": ("dash", "square"), "both": ("dot", "diamond")}
    traces = []
    for label, row in shares.items():
        dash, mark = marks.get(label, ("solid", "circle"))
        color = _text(label, dark) if label in KNOWN else ink(dark)
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
    sets, color = np.asarray(random), _text("c", dark)
    around = {"x": [*counts, *reversed(counts)], "y": [*sets.max(axis=1), *sets.min(axis=1)[::-1]]}
    band = {"fill": "toself", "fillcolor": ink(dark), "opacity": 0.18, "line": {"width": 0}, "hoverinfo": "skip"}
    lines = {"x": list(counts), "mode": "lines+markers", "type": "scatter"}
    traces = [
        {"type": "scatter", "mode": "lines", **around, **band, "showlegend": False},
        lines
        | {
            "y": sets.mean(axis=1).tolist(),
            "name": "random units",
            "line": {"color": ink(dark), "dash": "dash", "width": 2},
        }
        | {
            "marker": {"symbol": "square", "size": 8, "color": ink(dark)},
            "hovertemplate": "%{x} random units: %{y:.0%}<extra></extra>",
        },
        lines
        | {"y": list(top), "name": "the first units by η²", "line": {"color": color, "width": 3}}
        | {"marker": {"size": 9, "color": color}, "hovertemplate": "first %{x} units: %{y:.0%}<extra></extra>"},
    ]
    edge = {"type": "line", "x0": carriers, "x1": carriers, "y0": 0, "y1": 1, "yref": "paper"}
    shapes = [edge | {"line": {"color": ink(dark), "width": 1.5, "dash": "dot"}}]
    notes = [note(f"{carriers} carriers", dark, x=carriers, xanchor="left", y=0.6, yref="paper", yanchor="middle")]
    x = axis("units whose memory is carried in", dark) | {"range": [0, max(counts) + 1]}
    return figure(traces, x, axis("answers that flip", dark) | PERCENT, shapes, notes, 380, dark)


def rankings(
    selectivity: Sequence[float],
    kept: Sequence[float] | None,
    ablation: Sequence[float],
    carriers: Sequence[int],
    guess: int | None = None,
    dark: bool = False,
) -> go.Figure:
    """A dot for each unit: how much the country explains of it, against how much it keeps across the gap.

    Where a cell has no carry, against what is lost without the unit. Carriers are full, others hollow.
    """
    across = ablation if kept is None else kept
    title = (
        "loss of log-probability without the unit"
        if kept is None
        else "share kept across the gap (product of the gates)"
    )
    units = np.arange(len(selectivity))
    color = _text("c", dark)
    traces = []
    for name, chosen, filled in (
        ("carriers", np.isin(units, carriers), True),
        ("other units", ~np.isin(units, carriers), False),
    ):
        traces.append(
            {
                "type": "scatter",
                "mode": "markers",
                "name": name,
                "x": np.asarray(across)[chosen].tolist(),
                "y": np.asarray(selectivity)[chosen].tolist(),
                "text": [f"unit {unit}" for unit in units[chosen]],
                "marker": {
                    "size": 13,
                    "symbol": "circle" if filled else "circle-open",
                    "color": color if filled else ink(dark),
                    "line": {"width": 1.5, "color": ink(dark)},
                },
                "hovertemplate": "%{text}: η² %{y:.2f}, %{x:.2f}<extra></extra>",
            }
        )
    notes = []
    if guess is not None:
        place = {"x": float(across[guess]), "y": float(selectivity[guess])}
        notes.append(
            {
                **note(f"your guess, unit {guess}", dark, **place),
                "showarrow": True,
                "arrowcolor": ink(dark),
                "ax": 40,
                "ay": -36,
            }
        )
    y = axis("η²: what the country explains", dark) | {"range": [-0.04, 1.08]}
    return figure(traces, axis(title, dark), y, [], notes, 420, dark)


def shares_by_seed(groups: Mapping[str, Mapping[str, Sequence[float]]], chance: float, dark: bool = False) -> go.Figure:
    """A row for each experiment, a mark for each seed of each cell: {experiment: {cell: shares}}."""
    traces, labels = [], list(groups)
    cells = list(dict.fromkeys(cell for found in groups.values() for cell in found))
    for number, cell in enumerate(cells):
        style = look(cell, number)
        rows = [
            (len(labels) - 1 - k + 0.2 - 0.2 * number, share)
            for k, label in enumerate(labels)
            for share in groups[label].get(cell, [])
        ]
        traces.append(
            {
                "type": "scatter",
                "mode": "markers",
                "name": cell,
                "x": [share for _, share in rows],
                "y": [row for row, _ in rows],
                "marker": {"symbol": style.mark, "size": 12, "color": style.color, "opacity": 0.75},
                "hovertemplate": f"{cell}, one seed: %{{x:.1%}}<extra></extra>",
            }
        )
    y = axis("", dark) | {
        "tickvals": list(range(len(labels))),
        "ticktext": labels[::-1],
        "range": [-0.6, len(labels) - 0.4],
    }
    line = {"type": "line", "x0": chance, "x1": chance, "y0": 0, "y1": 1, "yref": "paper", "layer": "below"}
    shapes = [line | {"line": {"color": ink(dark), "dash": "dot", "width": 1.5}}]
    notes = [note(f"chance, {chance:.0%}", dark, x=chance, xanchor="left", y=0, yref="paper", yanchor="bottom")]
    return figure(traces, axis("right answers", dark) | PERCENT, y, shapes, notes, 150 + 70 * len(labels), dark)


def _named(words: Sequence[str]) -> dict:
    """Ticks at the words that have a name."""
    named = [k for k, word in enumerate(words) if word]
    return {"tickvals": named, "ticktext": [words[k] for k in named]}


def _text(name: str, dark: bool) -> str:
    return KNOWN[name].dark if dark else KNOWN[name].light


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
