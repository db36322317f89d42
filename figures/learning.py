"""How a training went: the share of each batch that was right, and how long its gradient was before it was clipped."""

from collections.abc import Sequence

import plotly.graph_objects as go

from figures.answers import PERCENT, axis, figure, ink, note
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


def norm_by_step(
    steps: Sequence[int], norms: Sequence[float], clip: float, total: int, dark: bool = False
) -> go.Figure:
    """The length of the gradient on a logarithmic axis, with the length to which longer ones are clipped."""
    line = _line(steps, norms, KNOWN["o"].mark) | {"hovertemplate": "%{y:.3g} at step %{x:,}<extra></extra>"}
    across = {"type": "line", "x0": 0, "x1": 1, "xref": "paper", "y0": clip, "y1": clip, "layer": "below"}
    across |= {"line": {"color": ink(dark), "dash": "dot", "width": 1.5}}
    y = axis("length of the gradient", dark) | {"type": "log", "exponentformat": "power", "nticks": 6}
    return figure([line], axis("step of training", dark) | {"range": [0, total]}, y, [across], [], 300, dark)


def _line(x: Sequence[float], y: Sequence[float], color: str) -> dict:
    stroke = {"color": color, "width": 2.5}
    return {"type": "scatter", "mode": "lines", "x": list(x), "y": list(y), "line": stroke, "showlegend": False}
