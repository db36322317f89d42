"""How long is an error signal so many steps back?"""

from collections.abc import Mapping

import numpy as np
import plotly.graph_objects as go

from figures.axes import axis, figure
from figures.cell_styles import look
from figures.decades import decades, size
from figures.traces import band, line


def along_lag(
    logs: Mapping[str, np.ndarray],
    theory: Mapping[str, np.ndarray],
    title: str,
    dark: bool = False,
    at: str = ", %{x} steps back",
) -> go.Figure:
    """For each cell the median over its seeds and the band from lowest to highest; ln of norms (S, T), lag 0 first.

    `theory` {cell: ln (T,)} are thin dotted lines; `at` says, when a line is pointed at, what x means.
    """
    y, height = decades([*logs.values(), *theory.values()], title, dark)
    bands, lines = [], []
    for number, (cell, seeds) in enumerate(logs.items()):
        style, lags = look(cell, number), list(range(seeds.shape[1]))
        low, middle, high = (height(q) for q in (seeds.min(axis=0), np.median(seeds, axis=0), seeds.max(axis=0)))
        bands.append(band(lags, low, high, style.color, 0.2))
        lines.append(
            line(lags, middle, cell, {"color": style.color, "dash": style.dash, "width": 3})
            | {"text": [size(log) for log in np.median(seeds, axis=0)]}
            | {"hovertemplate": f"{cell}{at}: %{{text}}<extra></extra>"}
        )
        if cell in theory:
            stroke = {"color": style.color, "dash": "1px,5px", "width": 1.5}
            lines.append(
                line(lags, height(theory[cell]), f"{cell}, theory", stroke) | {"hoverinfo": "skip", "showlegend": False}
            )
    return figure(bands + lines, axis("steps back from the loss", dark), y, [], [], 460, dark)
