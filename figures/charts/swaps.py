"""How many answers change when memory is swapped: against the word of the swap, against the number of units."""

from collections.abc import Mapping, Sequence

import numpy as np
import plotly.graph_objects as go

from figures.axes import PERCENT, axis, figure, ink
from figures.theme import KNOWN


def flips_by_word(shares: Mapping[str, Sequence[float]], words: Sequence[str], dark: bool = False) -> go.Figure:
    """A line for each thing that was swapped: the share of answers that change, against the word of the swap."""
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
    y = axis("answers that change", dark) | PERCENT
    return figure(traces, x, y, [], [], 420, dark)


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
