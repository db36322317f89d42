"""How the other roads compare with backpropagation: against what was seen, the lag, the number of states."""

from collections.abc import Mapping, Sequence

import numpy as np
import plotly.graph_objects as go

from figures.axes import PERCENT, across, axis, figure, ink
from figures.cell_styles import OTHERS, Look, look
from figures.decades import counted, counts
from figures.traces import line

GOOD = 0.95
Ways = Sequence[tuple[Sequence[int], Sequence[float]]]  # of each seed: sequences seen, share right


def ways(roads: Mapping[str, Ways], live: tuple[str, Ways] | None, x_title: str, dark: bool = False) -> go.Figure:
    """The share right against what was seen, on a logarithmic axis: thin lines are seeds, the thick one is `live`."""
    traces = []
    for road, seeds in roads.items():
        style = _look(road)
        for k, (seen, right) in enumerate(seeds):
            traces.append(_way(road, seen, right, style, 1.8, 0.75) | {"showlegend": k == 0})
    for seen, right in live[1] if live else ():
        style = Look(ink(dark), "solid", "circle")
        traces.append(_way(live[0], seen, right, style, 4.5, 1.0))
    places = [place for trace in traces for place in trace["x"]] or [100, 1000]
    low, high = min(places), max(places)
    x = axis(x_title, dark) | counted(counts(low, high) or [low])
    return figure(
        traces, x, axis("right on sequences never seen", dark) | PERCENT, *across(GOOD, "95 % right", dark), 400, dark
    )


def by_lag(lags: Sequence[int], right: Mapping[str, np.ndarray], chance: float, dark: bool = False) -> go.Figure:
    """The share right against the lag, a line for each learner: the median over its seeds (S, L) and small marks."""
    traces = []
    for name, seeds in right.items():
        style = _look(name)
        each = {"type": "scatter", "name": name, "legendgroup": name}
        dots = {"x": np.tile(lags[: seeds.shape[1]], len(seeds)).tolist(), "y": seeds.ravel().tolist()}
        small = {"mode": "markers", "marker": {"symbol": style.mark, "size": 7, "color": style.color, "opacity": 0.5}}
        traces.append(each | dots | small | {"showlegend": False, "hoverinfo": "skip"})
        line = {"x": list(lags[: seeds.shape[1]]), "y": np.median(seeds, axis=0).tolist(), "line": _stroke(style, 3)}
        mark = {"mode": "lines+markers", "marker": {"symbol": style.mark, "size": 10, "color": style.color}}
        traces.append(each | line | mark | {"hovertemplate": f"{name}, lag %{{x}}: %{{y:.0%}}<extra></extra>"})
    shapes, notes = across(chance, f"chance, {chance:.0%}", dark)
    x = axis("lag: steps of noise after the sign", dark) | {"type": "log", "tickvals": list(lags)}
    return figure(traces, x, axis("right answers", dark) | PERCENT, shapes, notes, 380, dark)


def by_size(
    right: Mapping[str, Mapping[int, Sequence[float]]], exact: int, live: tuple[int, float] | None, dark: bool = False
) -> go.Figure:
    """The share right against the number of hidden states or of units; a star where a model was written by hand."""
    traces = []
    for name, by_count in right.items():
        style, sizes = _look(name), list(by_count)
        each = {"type": "scatter", "name": name, "legendgroup": name}
        xs, ys = zip(*[(size, share) for size in sizes for share in by_count[size]], strict=True)
        small = {"mode": "markers", "marker": {"symbol": style.mark, "size": 7, "color": style.color, "opacity": 0.5}}
        traces.append(each | {"x": xs, "y": ys} | small | {"showlegend": False, "hoverinfo": "skip"})
        middle = {"x": sizes, "y": [float(np.median(by_count[size])) for size in sizes], "line": _stroke(style, 3)}
        mark = {"mode": "lines+markers", "marker": {"symbol": style.mark, "size": 10, "color": style.color}}
        traces.append(each | middle | mark | {"hovertemplate": f"{name}, %{{x}}: %{{y:.0%}}<extra></extra>"})
    points = [("written by hand", exact, 1.0, "star")]
    points += [("yours", *live, "x")] if live else []
    for name, x, y, symbol in points:
        marker = {"symbol": symbol, "size": 16, "color": ink(dark)}
        where = {"type": "scatter", "mode": "markers", "x": [x], "y": [y], "name": name, "marker": marker}
        traces.append(where | {"hovertemplate": f"{name}, %{{x}}: %{{y:.0%}}<extra></extra>"})
    ticks = [1, 2, 4, 8, 16, 32, 64]
    x = axis("hidden states, or units of the LSTM", dark) | {"type": "log", "tickvals": ticks}
    return figure(traces, x, axis("right answers", dark) | PERCENT, [], [], 400, dark)


def _way(name: str, seen: Sequence[int], right: Sequence[float], style: Look, width: float, opacity: float) -> dict:
    """One way; nothing seen has no place on a logarithmic axis."""
    kept = [(x, y) for x, y in zip(seen, right, strict=True) if x > 0]
    xs, ys = zip(*kept, strict=True) if kept else ((), ())
    hover = {"hovertemplate": f"{name}, %{{x:,}} seen: %{{y:.0%}}<extra></extra>"}
    return line(xs, ys, name, _stroke(style, width)) | {"legendgroup": name, "opacity": opacity} | hover


def _stroke(style: Look, width: float) -> dict:
    return {"color": style.color, "dash": style.dash, "width": width}


def _look(name: str) -> Look:
    """Backpropagation through an LSTM looks like an LSTM, every other road like the road."""
    return look("LSTM") if "LSTM" in name else OTHERS[0]
