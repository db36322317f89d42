"""How a training went: the share of each batch that was right, its loss, the length of its gradient."""

from collections.abc import Mapping, Sequence

import numpy as np
import plotly.graph_objects as go

from figures.axes import PERCENT, across, axis, figure
from figures.decades import decades, size
from figures.theme import KNOWN
from figures.traces import line


def accuracy_by_step(
    steps: Sequence[int],
    right: Sequence[float],
    chance: float,
    total: int,
    dark: bool = False,
    beside: Mapping[str, tuple[Sequence[int], Sequence[float]]] | None = None,
) -> go.Figure:
    """The share of sequences that are right in each batch, over all `total` steps, above the line at chance.

    `beside` holds (steps, right) of another run under the name of its cell, drawn dashed; then both have names.
    """
    hover = {"hovertemplate": "%{y:.0%} after %{x:,} updates<extra>%{fullData.name}</extra>"}
    curves = [_curve(steps, right, KNOWN["i"].mark) | hover | {"name": "yours", "showlegend": bool(beside)}]
    for name, (at, share) in (beside or {}).items():
        look = {"color": KNOWN["h"].mark, "width": 2, "dash": "dash"}
        curves.append(line(at, share, name, look) | hover | {"showlegend": True})
    shapes, notes = across(chance, f"chance, {chance:.0%}", dark, x=1, xanchor="right")
    x, y = axis("updates", dark) | {"range": [0, total]}, axis("right answers in the batch", dark) | PERCENT
    return figure(curves, x, y, shapes, notes, 300, dark)


def size_by_step(
    steps: Sequence[int],
    values: Sequence[float],
    title: str,
    total: int,
    limit: float | None = None,
    dark: bool = False,
) -> go.Figure:
    """A length or a loss on an axis of powers of ten; a dotted line at the `limit`, where there is one."""
    with np.errstate(divide="ignore"):
        logs = np.log([*values, *([] if limit is None else [limit])])
    y, height = decades([logs], title, dark)
    heights = height(logs)
    hover = {"text": [size(log) for log in logs], "hovertemplate": "%{text} after %{x:,} updates<extra></extra>"}
    shapes, _ = across(heights[-1], "", dark) if limit is not None else ([], [])
    curve = _curve(steps, heights[: len(steps)], KNOWN["o"].mark) | hover
    x = axis("updates", dark) | {"range": [0, total]}
    return figure([curve], x, y, shapes, [], 300, dark)


def _curve(steps: Sequence[int], values: Sequence[float], color: str) -> dict:
    return line(steps, values, "", {"color": color, "width": 2.5}) | {"showlegend": False}
