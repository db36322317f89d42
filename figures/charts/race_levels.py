"""How the lanes of a race compare from level to level: how much each solves, how long each needed."""

from collections.abc import Mapping, Sequence

import numpy as np
import plotly.graph_objects as go

from figures.axes import PERCENT, across, axis, figure, ink, note
from figures.cell_styles import look_of_lane
from figures.decades import counted
from figures.traces import of_all, of_seed
from lstm_core.races.results import Lane


def by_level(
    groups: Mapping[str, Sequence[Lane]], trained: tuple[int, int], name: str, chance: float, dark: bool = False
) -> go.Figure:
    """The share solved at every level: mean over seeds, and each seed thin; what was trained is shaded."""
    thin, lines, levels = [], [], set()
    for number, (title, lanes) in enumerate(groups.items()):
        measured = [lane.by_level for lane in lanes if lane.by_level]
        common = sorted(set.intersection(*(set(found) for found in measured))) if measured else []
        if not common:
            continue
        shares = np.array([[found[level] for level in common] for found in measured])
        style = look_of_lane(title, number)
        levels |= set(common)
        thin += [of_seed(common, row, title, style) for row in shares] if len(shares) > 1 else []
        thick = of_all(common, shares.mean(axis=0), title, style, f"%{{y:.0%}} at {name} %{{x}}")
        lines.append(thick | {"mode": "lines+markers"})
    low, high = trained
    edge = {"yref": "paper", "y0": 0, "y1": 1, "line": {"width": 0}, "layer": "below"}
    here = {"type": "rect", "x0": low / 1.03, "x1": high * 1.03, **edge, "fillcolor": ink(dark), "opacity": 0.16}
    shapes, notes = across(chance, "blind guess", dark, yshift=9)
    side = {"xanchor": "left", "xshift": 4} if high > low else {"xanchor": "right", "xshift": -8}
    notes.append(note("trained here", dark, x=np.log10(low), **side, y=0.1, yanchor="middle"))
    ticks = sorted(levels)
    x = axis(f"{name} of the sequences tested", dark) | counted(ticks) | {"range": _reach(ticks)}
    return figure(thin + lines, x, axis("sequences solved", dark) | PERCENT, [here, *shapes], notes, 400, dark)


def _reach(ticks: Sequence[int]) -> list[float]:
    return [np.log10(ticks[0] / 1.12), np.log10(ticks[-1] * 1.12)] if ticks else [0, 1]
