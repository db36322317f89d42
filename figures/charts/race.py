"""Races: loss and accuracy against sequences seen, accuracy against the level, sequences needed against the level."""

from collections.abc import Mapping, Sequence

import numpy as np
import plotly.graph_objects as go

from figures.axes import PERCENT, axis, figure, ink, note
from figures.cell_styles import Look, look
from lstm_core.races.results import Lane

Groups = Mapping[str, Sequence[Lane]]
COUNTS = (100, 300, 1000, 3000, 10_000, 30_000, 100_000, 300_000, 1_000_000)
NEVER = "not met"


def accuracy(groups: Groups, chance: float, lines: Mapping[str, int], dark: bool = False) -> go.Figure:
    """The share of sequences solved against sequences seen; `lines` {who: sequences} are what papers report."""
    drawn, x = _curves(groups, "accuracy", "%{y:.0%} solved", lines, dark)
    shapes, notes = _level_line(chance, f"blind guess, {chance:.0%}" if chance >= 0.005 else "blind guess", dark)
    marks, said = _published(lines, dark)
    y = axis("sequences solved", dark) | PERCENT
    return figure(drawn, x, y, shapes + marks, notes + said, 400, dark)


def loss(groups: Groups, baseline: float, lines: Mapping[str, int], dark: bool = False) -> go.Figure:
    """The loss against sequences seen, from 0 to a little above what a blind answer pays."""
    drawn, x = _curves(groups, "loss", "loss %{y:.3g}", lines, dark)
    shapes, notes = _level_line(baseline, f"the best blind answer, {baseline:.3g}", dark)
    marks, _ = _published(lines, dark)
    y = axis("loss", dark) | {"range": [0, 1.45 * baseline]}
    return figure(drawn, x, y, shapes + marks, notes, 400, dark)


def by_level(groups: Groups, trained: tuple[int, int], name: str, chance: float, dark: bool = False) -> go.Figure:
    """The share solved at every level: mean over seeds, and each seed thin; what was trained is shaded."""
    thin, lines, levels = [], [], set()
    for number, (title, lanes) in enumerate(groups.items()):
        measured = [lane.by_level for lane in lanes if lane.by_level]
        common = sorted(set.intersection(*(set(found) for found in measured))) if measured else []
        if not common:
            continue
        shares, style = np.array([[found[level] for level in common] for found in measured]), _look(title, number)
        levels |= set(common)
        thin += [_thin(common, row, title, style) for row in shares] if len(shares) > 1 else []
        line = _line(common, shares.mean(axis=0), title, style, f"%{{y:.0%}} at {name} %{{x}}")
        lines.append(line | {"mode": "lines+markers"})
    low, high = trained
    edge = {"yref": "paper", "y0": 0, "y1": 1, "line": {"width": 0}, "layer": "below"}
    here = {"type": "rect", "x0": low / 1.03, "x1": high * 1.03, **edge, "fillcolor": ink(dark), "opacity": 0.16}
    shapes, notes = _level_line(chance, "blind guess", dark)
    side = {"xanchor": "left", "xshift": 4} if high > low else {"xanchor": "right", "xshift": -8}
    notes.append(note("trained here", dark, x=np.log10(low), **side, y=0.1, yanchor="middle"))
    ticks = sorted(levels)
    x = axis(f"{name} of the sequences tested", dark) | _log(ticks) | {"range": _reach(ticks)}
    return figure(thin + lines, x, axis("sequences solved", dark) | PERCENT, [here, *shapes], notes, 400, dark)


def by_gap(
    found: Mapping[str, Mapping[int, Sequence[int | None]]], most: int, name: str, dark: bool = False
) -> go.Figure:
    """How many sequences each lane needed at every level: {title: {level: one number for each seed, None: not met}}."""
    traces, levels, ceiling = [], sorted({level for needed in found.values() for level in needed}), 1.9 * most
    offsets = np.linspace(0.97, 1.03, max(2, len(found)))
    for number, (title, needed) in enumerate(found.items()):
        style, places = _look(title, number), sorted(needed)
        counts = {level: [count or ceiling for count in needed[level]] for level in places}
        middle = [float(np.median(counts[level])) for level in places]
        points = [(level, count) for level in places for count in counts[level]]
        small = {"symbol": style.mark, "size": 7, "color": style.color, "opacity": 0.4}
        x = [level * offsets[number] for level, _ in points]
        dots = {"x": x, "y": [count for _, count in points], "mode": "markers", "marker": small, "name": title}
        traces.append({"type": "scatter", **dots, "showlegend": False, "hoverinfo": "skip"})
        line = _line(places, middle, title, style, f"%{{text}} at {name} %{{x}}")
        said = [NEVER if count > most else f"{count:,.0f} sequences" for count in middle]
        traces.append(line | {"mode": "lines+markers", "text": said})
    ticks = [count for count in COUNTS if 1000 <= count <= most]
    y = axis("sequences until the rule is met", dark) | _log(ticks)
    y["tickvals"], y["ticktext"] = [*ticks, ceiling], [*y["ticktext"], NEVER]
    y["range"] = [np.log10(1800), np.log10(1.25 * ceiling)]
    x = axis(f"{name} it was trained at", dark) | _log(levels) | {"range": _reach(levels)}
    border = {"type": "line", "xref": "paper", "x0": 0, "x1": 1, "y0": 1.3 * most, "y1": 1.3 * most, "layer": "below"}
    return figure(traces, x, y, [border | {"line": {"color": ink(dark), "dash": "dot", "width": 1.5}}], [], 440, dark)


def _curves(groups: Groups, what: str, hover: str, lines: Mapping[str, int], dark: bool) -> tuple[list, dict]:
    """Median over seeds, each seed thin, and a mark where one met the rule; the x axis too."""
    thin, drawn, reach = [], [], [*lines.values()]
    for number, (title, lanes) in enumerate(groups.items()):
        lanes = [lane for lane in lanes if len(lane.sequences)]
        if not lanes:
            continue
        style, grid = _look(title, number), sorted({x for lane in lanes for x in lane.sequences})
        rows = np.array([_held(lane, what, grid) for lane in lanes])
        here = ~np.isnan(rows).all(axis=0)
        grid, rows = [x for x, kept in zip(grid, here, strict=True) if kept], rows[:, here]
        thin += [_thin(lane.sequences, getattr(lane, what), title, style) for lane in lanes] if len(lanes) > 1 else []
        drawn.append(_line(grid, np.nanmedian(rows, axis=0), title, style, f"{hover} after %{{x:,}}"))
        drawn.append(_ends(lanes, what, title, style))
        reach += [grid[0], grid[-1]]
    reach = reach or [100, 1000]
    low, high = min(reach), max(reach)
    ticks = [count for count in COUNTS if low <= count <= high] or [low]
    x = axis("sequences seen", dark) | _log(ticks) | {"range": [np.log10(low) - 0.03, np.log10(high) + 0.06]}
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


def _thin(x: Sequence[int], y: Sequence[float], title: str, style: Look) -> dict:
    """One seed."""
    stroke = {"color": style.color, "width": 1.2}
    points = {"x": list(x), "y": [float(value) for value in y], "mode": "lines", "type": "scatter", "line": stroke}
    return {**points, "opacity": 0.4, "legendgroup": title, "showlegend": False, "hoverinfo": "skip"}


def _line(x: Sequence[float], y: Sequence[float], title: str, style: Look, hover: str) -> dict:
    stroke = {"color": style.color, "dash": style.dash, "width": 3}
    mark = {"symbol": style.mark, "size": 10, "color": style.color}
    points = {"x": list(x), "y": [float(value) for value in y], "name": title, "mode": "lines", "type": "scatter"}
    return {
        **points,
        "legendgroup": title,
        "line": stroke,
        "marker": mark,
        "hovertemplate": f"{title}: {hover}<extra></extra>",
    }


def _look(title: str, number: int) -> Look:
    """The cell's look, whatever its start."""
    return look(title.split(",")[0], number)


def _level_line(height: float, text: str, dark: bool) -> tuple[list[dict], list[dict]]:
    ends = {"y0": height, "y1": height, "x0": 0, "x1": 1, "xref": "paper", "layer": "below"}
    line = {"type": "line", **ends, "line": {"color": ink(dark), "dash": "dot", "width": 1.5}}
    return [line], [note(text, dark, x=0, xref="paper", xanchor="left", y=height, yanchor="bottom", yshift=9)]


def _published(lines: Mapping[str, int], dark: bool) -> tuple[list[dict], list[dict]]:
    shapes, notes = [], []
    for who, sequences in lines.items():
        ends = {"x0": sequences, "x1": sequences, "y0": 0, "y1": 1, "yref": "paper", "layer": "below"}
        shapes.append({"type": "line", **ends, "line": {"color": ink(dark), "dash": "dash", "width": 2}})
        place = {"x": np.log10(sequences), "xanchor": "right", "xshift": -4, "y": 0.14, "yref": "paper"}
        notes.append(note(f"{who}:<br>{sequences:,}", dark, **place, align="right"))
    return shapes, notes


def _log(ticks: Sequence[int]) -> dict:
    return {"type": "log", "tickvals": list(ticks), "ticktext": [f"{tick:,}" for tick in ticks]}


def _reach(ticks: Sequence[int]) -> list[float]:
    return [np.log10(ticks[0] / 1.12), np.log10(ticks[-1] * 1.12)] if ticks else [0, 1]
