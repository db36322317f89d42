"""Other roads: how long they take, what a reservoir keeps, what hidden states a model is in."""

from collections.abc import Mapping, Sequence

import numpy as np
import plotly.graph_objects as go

from figures.axes import PERCENT, axis, figure, ink, note
from figures.cell_styles import OTHERS, Look, look
from figures.theme import SEQUENTIAL

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
    shape, says = _level(GOOD, "95 % right", dark)
    x = axis(x_title, dark) | {"type": "log", "dtick": 1, "exponentformat": "none", "tickformat": ",.0f"}
    return figure(traces, x, axis("right on sequences never seen", dark) | PERCENT, [shape], [says], 400, dark)


def apart(distances: np.ndarray, dark: bool = False) -> go.Figure:
    """How far two runs are apart that began differently: the median of reservoirs and their band, (S, T + 1)."""
    tens = np.log10(np.maximum(distances, 1e-17))
    low, middle, high = tens.min(axis=0), np.median(tens, axis=0), tens.max(axis=0)
    steps, style = list(range(tens.shape[1])), _look("reservoir")
    band = {"x": [*steps, *steps[::-1]], "y": [*high, *low[::-1]], "mode": "lines", "type": "scatter"}
    fill = {"fill": "toself", "fillcolor": style.color, "opacity": 0.2, "line": {"width": 0}, "hoverinfo": "skip"}
    line = {"type": "scatter", "mode": "lines", "x": steps, "y": middle.tolist(), "line": _stroke(style, 3)}
    hover = {"text": [f"{d:.2g}" for d in np.median(distances, axis=0)], "hovertemplate": "step %{x}: %{text}"}
    ticks = np.arange(-16, 3, 4)
    named = ["1" if tick == 0 else f"10<sup>{tick}</sup>".replace("-", "−") for tick in ticks]
    y = axis("distance of the two states", dark) | {"range": [-17, 2], "tickvals": ticks.tolist(), "ticktext": named}
    traces = [band | fill | {"showlegend": False}, line | hover | {"showlegend": False, "name": ""}]
    return figure(traces, axis("steps of the same input", dark), y, [], [], 340, dark)


def recalled(shares: np.ndarray, dark: bool = False) -> go.Figure:
    """How much of the input so many steps ago a linear reader still finds: median over reservoirs and band, (S, K)."""
    style, lags = _look("reservoir"), list(range(shares.shape[1]))
    middle = np.median(shares, axis=0)
    area = {"type": "scatter", "mode": "lines", "x": lags, "y": middle.tolist(), "line": _stroke(style, 3)}
    hover = {"hovertemplate": "%{x} steps ago: %{y:.0%}<extra></extra>", "showlegend": False}
    capacity = float(np.median(shares[:, 1:].sum(axis=1)))
    total = note(f"together {capacity:.1f} steps", dark, x=1, xref="paper", xanchor="right", y=0.9)
    y = axis("share of it that is found again", dark) | PERCENT
    fill = {"fill": "tozeroy", "fillcolor": _faint(style.color)}
    return figure([area | fill | hover], axis("steps ago", dark), y, [], [total | {"xshift": 0}], 340, dark)


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
    shape, says = _level(chance, f"chance, {chance:.0%}", dark)
    x = axis("lag: steps of noise after the sign", dark) | {"type": "log", "tickvals": list(lags)}
    return figure(traces, x, axis("right answers", dark) | PERCENT, [shape], [says], 380, dark)


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


def belief(
    sentences: Sequence[tuple[Sequence[str], np.ndarray]], places: Sequence[int], dark: bool = False
) -> go.Figure:
    """For each sentence, side by side, how probable each hidden state is after each word: (words, (T, K)).

    `places` orders the states. One scale from 0 to 1.
    """
    words = [word for sentence, _ in sentences for word in (*sentence, "")][:-1]
    columns = [row[list(places)] for _, alpha in sentences for row in (*alpha, np.full(len(places), np.nan))][:-1]
    scale = [[k / (len(SEQUENTIAL) - 1), color] for k, color in enumerate(SEQUENTIAL)]
    bar = {"title": {"text": "probability", "side": "right", "font": {"size": 15, "color": ink(dark)}}}
    heat = {
        "type": "heatmap",
        "z": np.array(columns).T.tolist(),
        "x": list(range(len(words))),
        "y": [f"state {k + 1}" for k in range(len(places))],
        "zmin": 0,
        "zmax": 1,
        "colorscale": scale,
        "colorbar": bar | {"tickfont": {"size": 14, "color": ink(dark)}, "thickness": 14},
        "hovertemplate": "%{y}: %{z:.0%}<extra></extra>",
        "hoverongaps": False,
    }
    font = {"size": 14, "color": ink(dark)}
    x = axis("", dark) | {"tickvals": list(range(len(words))), "ticktext": words, "tickangle": -90, "tickfont": font}
    return figure([heat], x, axis("", dark) | {"showgrid": False}, [], [], 380, dark)


def _way(name: str, seen: Sequence[int], right: Sequence[float], style: Look, width: float, opacity: float) -> dict:
    """One way; nothing seen has no place on a logarithmic axis."""
    kept = [(x, y) for x, y in zip(seen, right, strict=True) if x > 0]
    xs, ys = zip(*kept, strict=True) if kept else ((), ())
    line = {"type": "scatter", "mode": "lines", "x": xs, "y": ys, "name": name, "legendgroup": name}
    hover = {"hovertemplate": f"{name}, %{{x:,}} seen: %{{y:.0%}}<extra></extra>"}
    return line | {"line": _stroke(style, width), "opacity": opacity} | hover


def _stroke(style: Look, width: float) -> dict:
    return {"color": style.color, "dash": style.dash, "width": width}


def _look(name: str) -> Look:
    """Backpropagation through an LSTM looks like an LSTM, every other road like the road."""
    return look("LSTM") if "LSTM" in name else OTHERS[0]


def _faint(color: str) -> str:
    red, green, blue = (int(color[k : k + 2], 16) for k in (1, 3, 5))
    return f"rgba({red},{green},{blue},0.18)"


def _level(y: float, text: str, dark: bool) -> tuple[dict, dict]:
    line = {"type": "line", "x0": 0, "x1": 1, "xref": "paper", "y0": y, "y1": y, "layer": "below"}
    stroke = {"line": {"color": ink(dark), "dash": "dot", "width": 1.5}}
    return line | stroke, note(text, dark, x=0, xref="paper", xanchor="left", y=y, yanchor="bottom")
