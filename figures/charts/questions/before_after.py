"""How does the answer differ before and after something was changed?"""

from collections.abc import Mapping, Sequence

import plotly.graph_objects as go

from figures.axes import PERCENT, axis, figure, ink
from figures.theme import KNOWN


def before_after(options: Sequence[str], probabilities: Mapping[str, Sequence[float]], dark: bool = False) -> go.Figure:
    """Rows are words, the first on top; `probabilities` {"before", "after": one for each word}.

    What was before is an outline, what is after is full, so that colour is not needed to tell them apart.
    """
    color = KNOWN["c"].text(dark)
    looks = {
        "before": {"color": "rgba(0,0,0,0)", "line": {"color": ink(dark), "width": 1.5}},
        "after": {"color": color, "line": {"color": color, "width": 1.5}},
    }
    rows = list(reversed(options))
    traces = [
        {
            "type": "bar",
            "orientation": "h",
            "name": name,
            "y": rows,
            "x": list(reversed(probabilities[name])),
            "marker": looks[name],
            "text": [f"{value:.0%}" if value >= 0.005 else "" for value in reversed(probabilities[name])],
            "textposition": "outside",
            "textfont": {"size": 14, "color": ink(dark)},
            "cliponaxis": False,
            "hovertemplate": f"{name}: %{{x:.1%}}<extra></extra>",
        }
        for name in ("after", "before")
    ]
    x = axis("probability that it comes next", dark) | PERCENT | {"range": [0, 1.12]}
    y = axis("", dark) | {"tickfont": {"size": 17, "color": ink(dark)}}
    drawn = figure(traces, x, y, [], [], 130 + 46 * len(options), dark)
    return drawn.update_layout(barmode="group", bargap=0.28, bargroupgap=0.06, legend_traceorder="reversed")
