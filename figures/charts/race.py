"""How the lanes of a race go: what each of them knows after so many sequences."""

from collections.abc import Mapping, Sequence

import numpy as np
import plotly.graph_objects as go

from figures.axes import PERCENT, across, axis, figure, ink, note
from figures.cell_styles import Look, look_of_lane
from figures.decades import counted, counts
from figures.traces import of_all, of_seed
from lstm_core.races.results import Lane

Groups = Mapping[str, Sequence[Lane]]


def accuracy(groups: Groups, chance: float, lines: Mapping[str, int], dark: bool = False) -> go.Figure:
    """The share of sequences solved against sequences seen; `lines` {who: sequences} are what papers report."""
    drawn, x = _curves(groups, "accuracy", "%{y:.0%} solved", lines, dark)
    guess = f"blind guess, {chance:.0%}" if chance >= 0.005 else "blind guess"
    shapes, notes = across(chance, guess, dark, yshift=9)
    marks, said = _published(lines, dark)
    y = axis("sequences solved", dark) | PERCENT
    return figure(drawn, x, y, shapes + marks, notes + said, 400, dark)


def loss(groups: Groups, baseline: float, lines: Mapping[str, int], dark: bool = False) -> go.Figure:
    """The loss against sequences seen, from 0 to a little above what a blind answer pays."""
    drawn, x = _curves(groups, "loss", "loss %{y:.3g}", lines, dark)
    shapes, notes = across(baseline, f"the best blind answer, {baseline:.3g}", dark, yshift=9)
    marks, _ = _published(lines, dark)
    y = axis("loss", dark) | {"range": [0, 1.45 * baseline]}
    return figure(drawn, x, y, shapes + marks, notes, 400, dark)


def _curves(groups: Groups, what: str, hover: str, lines: Mapping[str, int], dark: bool) -> tuple[list, dict]:
    """Median over seeds, each seed thin, and a mark where one met the rule; the x axis too."""
    thin, drawn, reach = [], [], [*lines.values()]
    for number, (title, lanes) in enumerate(groups.items()):
        lanes = [lane for lane in lanes if len(lane.sequences)]
        if not lanes:
            continue
        style, grid = look_of_lane(title, number), sorted({x for lane in lanes for x in lane.sequences})
        rows = np.array([_held(lane, what, grid) for lane in lanes])
        here = ~np.isnan(rows).all(axis=0)
        grid, rows = [x for x, kept in zip(grid, here, strict=True) if kept], rows[:, here]
        thin += [of_seed(lane.sequences, getattr(lane, what), title, style) for lane in lanes] if len(lanes) > 1 else []
        drawn.append(of_all(grid, np.nanmedian(rows, axis=0), title, style, f"{hover} after %{{x:,}}"))
        drawn.append(_ends(lanes, what, title, style))
        reach += [grid[0], grid[-1]]
    reach = reach or [100, 1000]
    low, high = min(reach), max(reach)
    ticks = counts(low, high) or [low]
    x = axis("sequences seen", dark) | counted(ticks) | {"range": [np.log10(low) - 0.03, np.log10(high) + 0.06]}
    return thin + drawn, x


def _held(lane: Lane, what: str, grid: Sequence[int]) -> np.ndarray:
    """A lane's curve on a grid; one that has met the rule stays where it was."""
    curve = getattr(lane, what)
    return np.interp(grid, lane.sequences, curve, left=np.nan, right=curve[-1] if lane.reached else np.nan)


def _ends(lanes: Sequence[Lane], what: str, title: str, style: Look) -> dict:
    ended = [lane for lane in lanes if lane.reached]
    mark = {"symbol": style.mark, "size": 10, "color": style.color, "line": {"width": 1.5, "color": "#ffffff"}}
    dots = {"x": [lane.reached for lane in ended], "y": [getattr(lane, what)[-1] for lane in ended], "marker": mark}
    hover = f"{title}: a seed met the rule after %{{x:,}}<extra></extra>"
    rest = {"legendgroup": title, "showlegend": False, "hovertemplate": hover}
    return {"type": "scatter", "mode": "markers", **dots, **rest}


def _published(lines: Mapping[str, int], dark: bool) -> tuple[list[dict], list[dict]]:
    shapes, notes = [], []
    for who, sequences in lines.items():
        ends = {"x0": sequences, "x1": sequences, "y0": 0, "y1": 1, "yref": "paper", "layer": "below"}
        shapes.append({"type": "line", **ends, "line": {"color": ink(dark), "dash": "dash", "width": 2}})
        place = {"x": np.log10(sequences), "xanchor": "right", "xshift": -4, "y": 0.14, "yref": "paper"}
        notes.append(note(f"{who}:<br>{sequences:,}", dark, **place, align="right"))
    return shapes, notes
