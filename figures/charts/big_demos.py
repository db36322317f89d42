"""Larger trainings: loss beside who does not learn, accuracy against the gap, one unit that knows and what it does."""

from collections.abc import Mapping, Sequence

import plotly.graph_objects as go

from figures.axes import PERCENT, across, axis, figure, ink, note
from figures.cell_styles import KNOWN
from figures.theme import DIVERGING, INK, diverging, letters_on
from figures.traces import line

OURS, BESIDE = KNOWN["LSTM"].color, INK.mark
MARKS = {"against": "diamond", "for": "circle"}
SAID = {"against": "negative", "for": "positive"}
NEITHER = "neither"


def side(name: str, dark: bool) -> str:
    """Blue for, red against: strong enough to be seen on the paper."""
    return DIVERGING["dark" if dark else "light"][{"for": (0, 1), "against": (-1, -2)}[name][dark]]


def loss(
    learned: Sequence[tuple[int, float]],
    unseen: Sequence[tuple[int, float]],
    baselines: Mapping[str, float],
    unit: str,
    total: int,
    dark: bool = False,
) -> go.Figure:
    """Loss against the step, (step, loss): of the batches that were learned from, and of data never shown.

    `baselines` {who: loss} are dotted lines.
    """
    thin, thick = {"color": BESIDE, "width": 1.5}, {"color": OURS, "width": 3}
    batches = _line(learned, "batches it learned from", "%{y:.3f} at step %{x:,}", thin)
    fresh = _line(unseen, "data it never saw", "%{y:.3f} at step %{x:,}", thick)
    fresh |= {"mode": "lines+markers", "marker": {"size": 7, "color": OURS}}
    shapes, notes = [], []
    highest = max([*baselines.values(), *(y for _, y in unseen), *(y for _, y in learned[:1])], default=1.0)
    for who, height in baselines.items():
        above = any(height <= y < height + 0.12 * highest for _, y in (*unseen[-1:], *learned[-1:]))
        side = {"yanchor": "top"} if above else {}
        shape, named = across(height, f"{who}, {height:.2f}", dark, x=1, xanchor="right", **side)
        shapes, notes = shapes + shape, notes + named
    y = axis(unit.partition(",")[0], dark) | {"range": [0, 1.12 * highest]}
    return figure([batches, fresh], axis("step", dark) | {"range": [0, total]}, y, shapes, notes, 380, dark)


def by_gap(
    right: Mapping[int, float],
    others: Mapping[str, Mapping[int, float]],
    chance: float,
    trained: int,
    dark: bool = False,
) -> go.Figure:
    """The share of right answers at each gap: {gap: share} of this network and of `others` {who: …}."""
    strong = {"color": OURS, "width": 3}
    ours = _line(sorted(right.items()), "this network", "%{y:.0%} at a gap of %{x}", strong)
    lines = [ours | {"mode": "lines+markers", "marker": {"size": 9, "color": OURS}}]
    for who, shares in others.items():
        stroke = {"color": BESIDE, "width": 2.5, "dash": "dash"}
        dashed = _line(sorted(shares.items()), who, f"{who}: %{{y:.0%}} at a gap of %{{x}}", stroke)
        lines.append(dashed | {"mode": "lines+markers", "marker": {"size": 8, "symbol": "square", "color": BESIDE}})
    farthest = max([*right, *(gap for shares in others.values() for gap in shares)])
    dots = {"color": ink(dark), "dash": "dot", "width": 1.5}
    level = {"type": "line", "x0": 0, "x1": 1, "xref": "paper", "y0": chance, "y1": chance, "line": dots}
    edge = {"type": "line", "x0": trained, "x1": trained, "y0": 0, "y1": 1, "yref": "paper", "line": dots}
    notes = [
        note(f"chance, {chance:.0%}", dark, x=1, xref="paper", xanchor="right", y=chance, yanchor="bottom"),
        note("trained up to here", dark, x=trained, xanchor="right", xshift=-6, y=0.5, yanchor="middle"),
    ]
    x = axis("gap: words from the country to “fluent”", dark) | {"range": [0, 1.03 * farthest]}
    return figure(lines, x, axis("right languages", dark) | PERCENT, [level, edge], notes, 400, dark)


def one_unit(values: Sequence[tuple[float, bool]], unit: int, dark: bool = False) -> go.Figure:
    """What one unit's memory holds at the end of reviews that are for (True) and against."""
    traces = []
    for row, (name, symbol) in enumerate(MARKS.items()):
        x = [value for value, liked in values if liked == (name == "for")]
        mark = {"symbol": symbol, "size": 9, "color": side(name, dark), "opacity": 0.6}
        y = [row + 0.5 * ((k * 0.618) % 1 - 0.5) for k in range(len(x))]  # spread, so that no point hides another
        hover = f"a {SAID[name]} review: %{{x:.2f}}<extra></extra>"
        traces.append({"type": "scatter", "mode": "markers", "x": x, "y": y, "marker": mark, "hovertemplate": hover})
        traces[-1] |= {"showlegend": False, "name": SAID[name]}
    y = axis("", dark) | {"tickvals": [0, 1], "ticktext": list(SAID.values()), "range": [-0.5, 1.5]}
    y["tickfont"] = {"size": 17, "color": ink(dark)}
    return figure(traces, axis(f"memory c of unit {unit} after the review", dark), y, [], [], 260, dark)


def turned(shares: Mapping[str, Mapping[str, float]], dark: bool = False) -> go.Figure:
    """{how the unit was held: {"for", "against", "neither": shares of the texts}} as one bar for each how."""
    rows, traces = list(reversed(shares)), []
    looks = {name: side(name, dark) for name in ("for", "against")} | {NEITHER: "#b9b9b9" if dark else "#8f8f8f"}
    for name, color in looks.items():
        x, said = [float(shares[row].get(name, 0.0)) for row in rows], SAID.get(name, name)
        inside = {"text": [f"{share:.0%}" if share >= 0.06 else "" for share in x], "textposition": "inside"}
        bar = {"type": "bar", "orientation": "h", "name": said, "y": rows, "x": x, "marker": {"color": color}}
        font = {"textfont": {"size": 15, "color": letters_on(color)}, "insidetextanchor": "middle"}
        traces.append({**bar, **inside, **font, "textangle": 0, "hovertemplate": f"{said}: %{{x:.0%}}<extra></extra>"})
    x = axis("share of the texts it wrote", dark) | PERCENT | {"range": [0, 1]}
    y = axis("", dark) | {"tickfont": {"size": 16, "color": ink(dark)}}
    drawn = figure(traces, x, y, [], [], 130 + 56 * len(rows), dark)
    return drawn.update_layout(barmode="stack", bargap=0.3, legend_traceorder="normal")


def along_lines(rows: Sequence[tuple[str, Sequence[float]]], who: str, dark: bool = False) -> go.Figure:
    """A row for each line of a text (letters, values), the first on top, a column a letter; blue to red about zero."""
    widest = max(len(letters) for letters, _ in rows)
    most = max(abs(value) for _, values in rows for value in values)
    signs = [["⏎" if letter == "\n" else letter for letter in letters] for letters, _ in rows]
    bar = {"title": {"text": who, "side": "top", "font": {"size": 14, "color": ink(dark)}}, "nticks": 5}
    bar |= {"orientation": "h", "thickness": 10, "len": 1, "y": 1, "yanchor": "bottom"}
    heat = {
        "type": "heatmap",
        "z": [[*values, *[None] * (widest - len(values))] for _, values in rows],
        "text": [[*row, *[""] * (widest - len(row))] for row in signs],
        "texttemplate": "%{text}",
        "zmin": -most,
        "zmax": most,
        "colorscale": diverging("dark" if dark else "light"),
        "colorbar": bar | {"tickfont": {"size": 13, "color": ink(dark)}},
        "hovertemplate": "“%{text}”, %{x} after the line break: %{z:.2f}<extra></extra>",
        "hoverongaps": False,
        "ygap": 2,
    }
    y = axis("line of the text", dark) | {
        "autorange": "reversed",
        "showticklabels": False,
        "showgrid": False,
        "ticks": "",
    }
    x = axis("characters since the line break", dark) | {"showgrid": False}
    return figure([heat], x, y, [], [], 160 + 26 * len(rows), dark).update_layout(margin={"t": 84})


def _line(points: Sequence[tuple[float, float]], name: str, hover: str, stroke: dict) -> dict:
    drawn = line([x for x, _ in points], [y for _, y in points], name, stroke)
    return drawn | {"hovertemplate": f"{hover}<extra></extra>"}
