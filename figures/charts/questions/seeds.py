"""How often is each seed of each cell right, experiment by experiment?"""

from collections.abc import Mapping, Sequence

import plotly.graph_objects as go

from figures.axes import PERCENT, axis, figure, upright
from figures.cell_styles import look


def shares_by_seed(
    groups: Mapping[str, Mapping[str, Sequence[float]]], chance: float | None, dark: bool = False
) -> go.Figure:
    """A row for each experiment, a mark for each seed of each cell: {experiment: {cell: shares}}.

    `chance` None draws no line: the rows have chance levels of their own.
    """
    traces, labels = [], list(groups)
    cells = list(dict.fromkeys(cell for found in groups.values() for cell in found))
    for number, cell in enumerate(cells):
        style = look(cell, number)
        rows = [
            (len(labels) - 1 - k + 0.2 - 0.2 * number, share)
            for k, label in enumerate(labels)
            for share in groups[label].get(cell, [])
        ]
        traces.append(
            {
                "type": "scatter",
                "mode": "markers",
                "name": cell,
                "x": [share for _, share in rows],
                "y": [row for row, _ in rows],
                "marker": {"symbol": style.mark, "size": 12, "color": style.color, "opacity": 0.75},
                "hovertemplate": f"{cell}, one seed: %{{x:.1%}}<extra></extra>",
            }
        )
    y = axis("", dark) | {
        "tickvals": list(range(len(labels))),
        "ticktext": labels[::-1],
        "range": [-0.6, len(labels) - 0.4],
    }
    shapes, notes = ([], []) if chance is None else upright(chance, f"chance, {chance:.0%}", dark)
    return figure(traces, axis("right answers", dark) | PERCENT, y, shapes, notes, 150 + 70 * len(labels), dark)
