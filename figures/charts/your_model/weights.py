"""The weights of a layer, gate by gate, and its biases."""

from collections.abc import Mapping

import numpy as np
import plotly.graph_objects as go
from plotly.subplots import make_subplots

from figures.axes import axis, figure, ink, note
from figures.theme import colours, diverging

MOST = 64  # rows and columns of a heat map: more are averaged


def weights(
    gates: Mapping[str, tuple[np.ndarray, np.ndarray]], label: Mapping[str, str], dark: bool = False
) -> go.Figure:
    """{gate: (weights of the input (H, D), of the state (H, H))}: a column of two heat maps each, on one scale."""
    shown = {gate: [blocks(one) for one in pair] for gate, pair in gates.items()}
    limit = max(float(np.quantile(np.abs(one), 0.995)) for pair in shown.values() for one in pair) or 1.0
    drawn = make_subplots(2, len(shown), vertical_spacing=0.09, horizontal_spacing=0.03)
    hue = colours(shown)
    for column, (gate, pair) in enumerate(shown.items(), 1):
        for row, one in enumerate(pair, 1):
            heat = {
                "type": "heatmap",
                "z": one.tolist(),
                "coloraxis": "coloraxis",
                "hovertemplate": f"{gate}: unit %{{y}}, from %{{x}}: %{{z:.3f}}<extra></extra>",
            }
            drawn.add_trace(heat, row, column)
        place = {"xref": "x domain" if column == 1 else f"x{column} domain", "x": 0.5, "xanchor": "center"}
        text = f"<i>{gate}</i> {label[gate]}"
        drawn.add_annotation(note(text, dark, yref="paper", y=1.0, yanchor="bottom", **place))
        drawn.layout.annotations[-1].font.color = hue[gate].text(dark)
    font = {"size": 13, "color": ink(dark)}
    bar = {"thickness": 12, "tickfont": font, "nticks": 5}
    drawn.update_layout(
        coloraxis={
            "cmin": -limit,
            "cmax": limit,
            "colorscale": diverging("dark" if dark else "light"),
            "colorbar": bar,
        },
        height=420,
        margin={"l": 8, "r": 8, "t": 36, "b": 8},
    )
    drawn.update_xaxes(showgrid=False, fixedrange=True, showticklabels=False)
    drawn.update_yaxes(showgrid=False, fixedrange=True, showticklabels=False, autorange="reversed")
    for row, text in ((1, "from the input"), (2, "from the state")):
        drawn.update_yaxes(title={"text": text, "font": font}, row=row, col=1)
    return drawn


def biases(of_gates: Mapping[str, np.ndarray], dark: bool = False) -> go.Figure:
    """A row for each gate: the bias of every unit as a mark, their median as a thick one."""
    hue, traces = colours(of_gates), []
    for row, (gate, values) in enumerate(of_gates.items()):
        each = {"type": "scatter", "mode": "markers", "name": gate, "showlegend": False}
        marks = {"symbol": "line-ns", "size": 18, "line": {"width": 1.2, "color": hue[gate].mark}, "opacity": 0.7}
        traces.append(each | {"x": values.tolist(), "y": [row] * len(values), "marker": marks})
        middle = {"symbol": "diamond", "size": 13, "color": hue[gate].mark, "line": {"width": 1.5, "color": ink(dark)}}
        traces.append(each | {"x": [float(np.median(values))], "y": [row], "marker": middle})
    y = axis("", dark) | {"tickvals": list(range(len(of_gates))), "ticktext": list(of_gates), "showgrid": False}
    return figure(traces, axis("bias", dark) | {"zeroline": True}, y, [], [], 120 + 46 * len(of_gates), dark)


def blocks(matrix: np.ndarray, rows: int = MOST, columns: int = MOST) -> np.ndarray:
    """A matrix in at most so many rows and columns, each the mean of as many next to each other."""
    for axis_number, most in ((0, rows), (1, columns)):
        size = matrix.shape[axis_number]
        edges = np.linspace(0, size, min(most, size) + 1).astype(int)
        shape = [-1 if k == axis_number else 1 for k in range(2)]
        matrix = np.add.reduceat(matrix, edges[:-1], axis=axis_number) / np.diff(edges).reshape(shape)
    return matrix
