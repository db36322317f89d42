"""How a training went: the share of each batch that was right, its loss, the length of its gradient."""

from collections.abc import Sequence

import numpy as np
import plotly.graph_objects as go

from figures.axes import PERCENT, axis, figure, ink, note
from figures.decades import decades, size
from figures.theme import KNOWN


def accuracy_by_step(
    steps: Sequence[int], right: Sequence[float], chance: float, total: int, dark: bool = False
) -> go.Figure:
    """The share of sequences that are right in each batch, over all `total` steps, above the line at chance."""
    line = _line(steps, right, KNOWN["i"].mark) | {"hovertemplate": "%{y:.0%} at step %{x:,}<extra></extra>"}
    across = {"type": "line", "x0": 0, "x1": 1, "xref": "paper", "y0": chance, "y1": chance, "layer": "below"}
    across |= {"line": {"color": ink(dark), "dash": "dot", "width": 1.5}}
    beside = note(f"chance, {chance:.0%}", dark, x=1, xref="paper", xanchor="right", y=chance, yanchor="bottom")
    x, y = axis("step of training", dark) | {"range": [0, total]}, axis("right in the batch", dark) | PERCENT
    return figure([line], x, y, [across], [beside], 300, dark)


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
    hover = {"text": [size(log) for log in logs], "hovertemplate": "%{text} at step %{x:,}<extra></extra>"}
    across = {"type": "line", "x0": 0, "x1": 1, "xref": "paper", "y0": heights[-1], "y1": heights[-1], "layer": "below"}
    across |= {"line": {"color": ink(dark), "dash": "dot", "width": 1.5}}
    line = _line(steps, heights[: len(steps)], KNOWN["o"].mark) | hover
    x = axis("step of training", dark) | {"range": [0, total]}
    return figure([line], x, y, [across] if limit is not None else [], [], 300, dark)


def _line(x: Sequence[float], y: Sequence[float], color: str) -> dict:
    stroke = {"color": color, "width": 2.5}
    return {"type": "scatter", "mode": "lines", "x": list(x), "y": list(y), "line": stroke, "showlegend": False}
