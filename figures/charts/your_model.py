"""What is seen in a network that somebody brought along: its weights by gate, how its gates stand, how it keeps."""

from collections.abc import Mapping, Sequence

import numpy as np
import plotly.graph_objects as go
from plotly.subplots import make_subplots

from figures.axes import PERCENT, axis, figure, ink, note
from figures.theme import colours, diverging
from figures.traces import line

MOST = 64  # rows and columns of a heat map: more are averaged


def blocks(matrix: np.ndarray, rows: int = MOST, columns: int = MOST) -> np.ndarray:
    """A matrix in at most so many rows and columns, each the mean of as many next to each other."""
    for axis_number, most in ((0, rows), (1, columns)):
        size = matrix.shape[axis_number]
        edges = np.linspace(0, size, min(most, size) + 1).astype(int)
        shape = [-1 if k == axis_number else 1 for k in range(2)]
        matrix = np.add.reduceat(matrix, edges[:-1], axis=axis_number) / np.diff(edges).reshape(shape)
    return matrix


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


def by_step(rows: Mapping[str, np.ndarray], steps: Sequence[float], dark: bool = False) -> go.Figure:
    """A line for each gate along time: the mean over its units."""
    hue = colours(rows)
    traces = [
        line(steps, values.tolist(), name, {"color": hue[name].mark, "width": 2.5, "dash": "dot" if k % 2 else "solid"})
        for k, (name, values) in enumerate(rows.items())
    ]
    return figure(traces, axis("step", dark), axis("mean over the units", dark) | PERCENT, [], [], 340, dark)


def saturation(rows: Mapping[str, tuple[float, float]], dark: bool = False) -> go.Figure:
    """A bar for each gate: the share of its values that are shut (left, hatched), between, open (right)."""
    hue, traces = colours(rows), []
    parts = {"shut, under 0.1": lambda s, o: s, "between": lambda s, o: 1 - s - o, "open, over 0.9": lambda s, o: o}
    names, strengths = list(rows), (0.35, 0.12, 0.95)
    for (label, share), strength, pattern in zip(parts.items(), strengths, ("/", "", "x"), strict=True):
        bar = {
            "type": "bar",
            "orientation": "h",
            "name": label,
            "x": [share(*rows[name]) for name in names],
            "y": names,
        }
        fill = {"color": [hue[name].mark for name in names], "opacity": strength, "pattern": {"shape": pattern}}
        traces.append(bar | {"marker": fill, "hovertemplate": f"%{{y}}: %{{x:.1%}} {label}<extra></extra>"})
    x = axis("share of all units and steps", dark) | {"tickformat": ".0%", "range": [0, 1]}
    return figure(traces, x, axis("", dark), [], [], 130 + 46 * len(names), dark).update_layout(barmode="stack")


def half_lives(lives: np.ndarray, color: str, dark: bool = False) -> go.Figure:
    """Every unit, the one that keeps longest first: after how many steps half of its memory is left."""
    ordered = -np.sort(-np.minimum(lives, 1e6))
    trace = line(list(range(1, len(ordered) + 1)), ordered.tolist(), "units", {"color": color, "width": 3})
    trace |= {"mode": "lines+markers", "hovertemplate": "%{y:.1f} steps<extra></extra>"}
    y = axis("half-life in steps", dark) | {"type": "log", "dtick": 1}
    x = axis("units, the one that keeps longest first", dark)
    return figure([trace], x, y, [], [], 340, dark)


def signals(logs: Mapping[str, np.ndarray], dark: bool = False) -> go.Figure:
    """ln of the signal's length against the steps back from the end, a line for each value; on a logarithmic axis."""
    hue, traces = colours(logs), []
    for name, values in logs.items():
        back = np.exp(np.clip(values[::-1], -700, 700))
        stroke = {"color": hue[name].mark, "width": 3, "dash": "dash" if hue[name].dash else "solid"}
        traces.append(line(list(range(len(back))), back.tolist(), f"∂L/∂{name}", stroke))
    y = axis("length of the error signal", dark) | {"type": "log", "exponentformat": "power"}
    return figure(traces, axis("steps back from the end", dark), y, [], [], 360, dark)


def towards(shares: Mapping[str, np.ndarray], first: int, dark: bool = False) -> go.Figure:
    """From the step at which a memory was carried over: how far each run with it lies from the one it was put into."""
    hue, traces = colours(shares), []
    for name, values in shares.items():
        steps = list(range(first, first + len(values)))
        stroke = {"color": hue[name].mark, "width": 3, "dash": "dash" if hue[name].dash else "solid"}
        traces.append(line(steps, values.tolist(), name, stroke))
    y = axis("distance from the run without it", dark) | {"rangemode": "tozero"}
    return figure(traces, axis("step", dark), y, [], [], 340, dark)
