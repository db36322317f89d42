"""How probable does each cell find each option, in every seed?"""

from collections.abc import Mapping, Sequence

import numpy as np
import plotly.graph_objects as go

from figures.axes import PERCENT, axis, figure, ink, upright
from figures.cell_styles import look


def by_option(
    options: Sequence[str],
    probabilities: Mapping[str, np.ndarray],
    chosen: str | None = None,
    chance: float | None = None,
    dark: bool = False,
    asked: str = "probability that it comes next",
    right: str | None = None,
    low: bool = False,
) -> go.Figure:
    """A row for each option: for each cell a small mark per seed and a large one at their mean; (S, options).

    The option that was `chosen`, and the one that is `right`, are marked at their rows; `low` is for a place of little
    height.
    """
    traces, rows = [], np.arange(len(options))[::-1]
    offsets = np.linspace(0.24, -0.24, len(probabilities)) if len(probabilities) > 1 else [0.0]
    for number, (cell, seeds) in enumerate(probabilities.items()):
        style, y = look(cell, number), rows + offsets[number]
        small = {"symbol": style.mark, "size": 6 if low else 8, "color": style.color, "opacity": 0.45}
        large = {"symbol": style.mark, "size": 11 if low else 15, "color": style.color}
        each = {"type": "scatter", "mode": "markers", "legendgroup": cell, "name": cell}
        dots = {"x": seeds.ravel().tolist(), "y": np.tile(y, len(seeds)).tolist(), "marker": small, "showlegend": False}
        mean = {"x": seeds.mean(axis=0).tolist(), "y": y.tolist(), "marker": large}
        traces.append({**each, **dots, "hovertemplate": f"{cell}, one seed: %{{x:.1%}}<extra></extra>"})
        traces.append({**each, **mean, "hovertemplate": f"{cell}, mean: %{{x:.1%}}<extra></extra>"})
    signed = {option: f"✓ {option}" if option == right else option for option in options}
    ticks = [f"<b>{signed[option]}</b> · your guess" if option == chosen else signed[option] for option in options]
    y = axis("", dark) | {"tickvals": rows.tolist(), "ticktext": ticks, "range": [-0.6, len(options) - 0.4]}
    y["tickfont"] = {"size": 17, "color": ink(dark)}
    x = axis(asked, dark) | PERCENT
    shapes, notes = ([], []) if chance is None else upright(chance, f"chance, {chance:.0%}", dark)
    return figure(traces, x, y, shapes, notes, (112 + 36 * len(options)) if low else 130 + 60 * len(options), dark)
