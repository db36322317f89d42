"""What travels along a run: an error signal on its way back, a memory that was carried over."""

from collections.abc import Mapping

import numpy as np
import plotly.graph_objects as go

from figures.axes import axis, figure
from figures.theme import colours
from figures.traces import line


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
