"""What the other roads hold of what they read: a reservoir its input, a hidden Markov model its belief."""

from collections.abc import Sequence

import numpy as np
import plotly.graph_objects as go

from figures.axes import PERCENT, axis, figure, ink, note
from figures.cell_styles import OTHERS
from figures.theme import SEQUENTIAL
from figures.traces import band, line

RESERVOIR = OTHERS[0]
STROKE = {"color": RESERVOIR.color, "dash": RESERVOIR.dash, "width": 3}


def apart(distances: np.ndarray, dark: bool = False) -> go.Figure:
    """How far two runs are apart that began differently: the median of reservoirs and their band, (S, T + 1)."""
    tens = np.log10(np.maximum(distances, 1e-17))
    low, middle, high = tens.min(axis=0), np.median(tens, axis=0), tens.max(axis=0)
    steps = range(tens.shape[1])
    median = line(steps, middle.tolist(), "", STROKE) | {"showlegend": False}
    hover = {"text": [f"{d:.2g}" for d in np.median(distances, axis=0)], "hovertemplate": "step %{x}: %{text}"}
    ticks = np.arange(-16, 3, 4)
    named = ["1" if tick == 0 else f"10<sup>{tick}</sup>".replace("-", "−") for tick in ticks]
    y = axis("distance of the two states", dark) | {"range": [-17, 2], "tickvals": ticks.tolist(), "ticktext": named}
    traces = [band(steps, low, high, RESERVOIR.color, 0.2), median | hover]
    return figure(traces, axis("steps of the same input", dark), y, [], [], 340, dark)


def recalled(shares: np.ndarray, dark: bool = False) -> go.Figure:
    """How much of the input so many steps ago a linear reader still finds: median over reservoirs and band, (S, K)."""
    area = line(range(shares.shape[1]), np.median(shares, axis=0).tolist(), "", STROKE)
    hover = {"hovertemplate": "%{x} steps ago: %{y:.0%}<extra></extra>", "showlegend": False}
    capacity = float(np.median(shares[:, 1:].sum(axis=1)))
    total = note(f"together {capacity:.1f} steps", dark, x=1, xref="paper", xanchor="right", y=0.9)
    y = axis("share of it that can be read back", dark) | PERCENT
    fill = {"fill": "tozeroy", "fillcolor": _faint(RESERVOIR.color)}
    return figure([area | fill | hover], axis("steps ago", dark), y, [], [total | {"xshift": 0}], 340, dark)


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


def _faint(color: str) -> str:
    red, green, blue = (int(color[k : k + 2], 16) for k in (1, 3, 5))
    return f"rgba({red},{green},{blue},0.18)"
