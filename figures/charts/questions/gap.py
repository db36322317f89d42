"""How probable is the right answer, the longer ago the country was named?"""

from collections.abc import Mapping, Sequence

import numpy as np
import plotly.graph_objects as go

from figures.axes import PERCENT, across, axis, figure, ink, note
from figures.cell_styles import look
from figures.traces import band, of_all


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
        bands.append(band(gaps, seeds.min(axis=0), seeds.max(axis=0), style.color) | {"legendgroup": cell})
        mean = of_all(gaps, seeds.mean(axis=0), cell, style, "%{y:.1%} at a gap of %{x}")
        lines.append(mean | {"mode": "lines+markers"})
    x, y = axis("gap: words from the country to “fluent”", dark), axis("probability of the right language", dark)
    x |= {"range": [0, max([*gaps, gap or 0]) + 2]}
    shapes, notes = across(chance, f"chance, {chance:.0%}", dark, x=1, xanchor="right", yanchor="top")
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
