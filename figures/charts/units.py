"""Which units know the country: what it explains of each, against what the unit keeps of it."""

from collections.abc import Sequence

import numpy as np
import plotly.graph_objects as go

from figures.axes import axis, figure, ink
from figures.theme import KNOWN


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
    color = KNOWN["c"].text(dark)
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
    if guess is not None:  # named in the legend, where no dot lies over its name
        traces.append(
            {
                "type": "scatter",
                "mode": "markers",
                "name": f"your guess, unit {guess}",
                "x": [float(across[guess])],
                "y": [float(selectivity[guess])],
                "marker": {"size": 24, "symbol": "square-open", "color": ink(dark), "line": {"width": 3}},
                "hoverinfo": "skip",
            }
        )
    y = axis("η²: what the country explains", dark) | {"range": [-0.04, 1.08]}
    return figure(traces, axis(title, dark), y, [], [], 420, dark)
