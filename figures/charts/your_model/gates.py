"""How the gates of a layer stood during a run, and how long its units keep."""

from collections.abc import Mapping, Sequence

import numpy as np
import plotly.graph_objects as go

from figures.axes import PERCENT, axis, figure
from figures.theme import colours
from figures.traces import line


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
