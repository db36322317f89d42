"""Moving pictures: the errors of predictions, picture by picture."""

from collections.abc import Mapping, Sequence

import plotly.graph_objects as go

from figures.axes import axis, figure
from figures.cell_styles import OTHERS, look


def by_step(
    seeds: Sequence[Sequence[float]], others: Mapping[str, Sequence[float]], first: int, dark: bool = False
) -> go.Figure:
    """Squared errors per pixel, a line for each seed, and what they are compared with; pictures from `first` on."""
    style, traces = look("LSTM"), []
    for k, errors in enumerate(seeds):
        line = {"x": list(range(first, first + len(errors))), "y": list(errors), "showlegend": k == 0}
        stroke = {"color": style.color, "dash": style.dash, "width": 2}
        hover = {"hovertemplate": "picture %{x}: %{y:.3f}<extra></extra>"}
        mark = {"mode": "lines+markers", "marker": {"symbol": style.mark, "size": 6, "color": style.color}}
        traces.append({"type": "scatter", "name": "ConvLSTM, each seed", "line": stroke} | line | hover | mark)
    for (name, errors), other in zip(others.items(), (*OTHERS, *OTHERS), strict=False):
        line = {"x": list(range(first, first + len(errors))), "y": list(errors), "name": name}
        stroke = {"color": other.color, "dash": other.dash, "width": 3}
        hover = {"hovertemplate": f"{name}, picture %{{x}}: %{{y:.3f}}<extra></extra>"}
        traces.append({"type": "scatter", "mode": "lines", "line": stroke} | line | hover)
    y = axis("squared error of a pixel", dark) | {"rangemode": "tozero"}
    return figure(traces, axis("picture that is predicted", dark) | {"dtick": 2}, y, [], [], 360, dark)
