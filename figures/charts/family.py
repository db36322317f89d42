"""The family compared: what each cell solved, and how two of them answer the same input."""

from collections.abc import Collection, Mapping

import numpy as np
import plotly.graph_objects as go

from figures.axes import PERCENT, axis, figure, ink, note, upright
from figures.cell_styles import KNOWN, Look, look

REST = Look("#7a7f8a", "solid", "circle-open")  # cells that are not compared right now


def looks(titles: Collection[str]) -> dict[str, Look]:
    """How the cells that are compared look: those without a look of their own take the free ones in turn."""
    strangers = [title for title in titles if title not in KNOWN]
    return {title: look(title, strangers.index(title) if title in strangers else 0) for title in titles}


def by_cell(shares: Mapping[str, np.ndarray], chosen: Collection[str], chance: float, dark: bool = False) -> go.Figure:
    """A row for each cell, the best on top: a small mark for each seed (S,), a large one at their mean."""
    titles, rows = list(shares), np.arange(len(shares))[::-1]
    small, large, compared = [], [], looks(chosen)
    for title, row in zip(titles, rows, strict=True):
        style = compared.get(title, REST)
        seeds = np.sort(shares[title])
        each = {"type": "scatter", "mode": "markers", "showlegend": False}
        dot = {"symbol": style.mark, "size": 7, "color": style.color, "opacity": 0.55}
        hover = f"{title}, one seed: %{{x:.1%}}<extra></extra>"
        small.append({**each, "x": seeds.tolist(), "y": [row] * len(seeds), "marker": dot, "hovertemplate": hover})
        mark = {"symbol": style.mark, "size": 13, "color": style.color}
        hover = f"{title}, mean: %{{x:.1%}}<extra></extra>"
        large.append({**each, "x": [float(seeds.mean())], "y": [row], "marker": mark, "hovertemplate": hover})
    names = [f"<b>{title}</b>" if title in chosen else title for title in titles]
    y = axis("", dark) | {"tickvals": rows.tolist(), "ticktext": names, "range": [-0.7, len(titles) - 0.3]}
    x = axis("share of unseen sequences solved", dark) | PERCENT
    shapes, notes = upright(chance, f"chance, {chance:.1%}", dark)
    return figure([*small, *large], x, y, shapes, notes, 90 + 27 * len(titles), dark)


def answers(
    pulses: np.ndarray, found: Mapping[str, Mapping[str, np.ndarray]], kind: str, title: str, dark: bool = False
) -> go.Figure:
    """One value of two cells over time, {cell: {kind: (T,)}}, and below it when the input is not zero."""
    steps = list(range(len(pulses)))
    lines = []
    for cell, style in looks(found).items():
        values = found[cell]
        hover = f"{cell}, step %{{x}}: %{{y:.3f}}<extra></extra>"
        stroke = {"color": style.color, "dash": style.dash, "width": 3}
        curve = {"x": steps, "y": values[kind].tolist(), "line": stroke, "name": cell, "hovertemplate": hover}
        lines.append({"type": "scatter", "mode": "lines", **curve})
    shapes, notes = [], []
    for step in np.flatnonzero(pulses):
        edge = {"color": ink(dark), "width": 6}
        shapes.append({"type": "line", "x0": step, "x1": step, "y0": 0, "y1": 0.06, "yref": "paper", "line": edge})
        if not step or not pulses[step - 1]:
            text = f"input {pulses[step]:+g}".replace("-", "−")
            notes.append(note(text, dark, x=int(step), xanchor="left", y=0.06, yref="paper", yanchor="bottom"))
    y = axis(title, dark) | {"zeroline": True, "zerolinecolor": ink(dark), "zerolinewidth": 1}
    return figure(lines, axis("step", dark), y, shapes, notes, 330, dark)
