"""What every chart has: its axes and their ink, its layout, its notes, a named line at a level."""

import plotly.graph_objects as go

INK, INK_ON_DARK = "#4a4e5a", "#c3c1bb"  # 7:1 or more on their paper
PERCENT = {"tickformat": ".0%", "range": [-0.02, 1.04], "tickvals": [0, 0.25, 0.5, 0.75, 1]}


def figure(traces: list, x: dict, y: dict, shapes: list, notes: list, height: int, dark: bool) -> go.Figure:
    legend = {"orientation": "h", "x": 0, "y": 1.02, "yanchor": "bottom", "font": {"size": 16, "color": ink(dark)}}
    layout = {"xaxis": x, "yaxis": y, "shapes": shapes, "annotations": notes, "height": height, "legend": legend}
    layout |= {"margin": {"l": 8, "r": 16, "t": 44, "b": 8}, "hoverlabel": {"font": {"size": 15}}}
    return go.Figure({"data": traces, "layout": layout}, _validate=False)


def ink(dark: bool) -> str:
    return INK_ON_DARK if dark else INK


def axis(title: str, dark: bool) -> dict:
    font = {"size": 15, "color": ink(dark)}
    return {
        "title": {"text": title, "font": font},
        "tickfont": font,
        "fixedrange": True,
        "zeroline": False,
        "automargin": True,
    }


def note(text: str, dark: bool, **place: object) -> dict:
    return {"text": text, "showarrow": False, "font": {"size": 14, "color": ink(dark)}, "xshift": 4, **place}


def across(height: float, text: str, dark: bool, **place: object) -> tuple[list[dict], list[dict]]:
    """Shapes and notes: the dotted line at a height, and its name on it, at the left unless `place` says otherwise."""
    ends = {"x0": 0, "x1": 1, "xref": "paper", "y0": height, "y1": height}
    where = {"x": 0, "xref": "paper", "xanchor": "left", "y": height, "yanchor": "bottom", **place}
    return [_dotted(ends, dark)], [note(text, dark, **where)]


def upright(x: float, text: str, dark: bool) -> tuple[list[dict], list[dict]]:
    """Shapes and notes: the dotted line at one x, from the bottom to the top, and its name at its foot."""
    ends = {"x0": x, "x1": x, "y0": 0, "y1": 1, "yref": "paper"}
    return [_dotted(ends, dark)], [note(text, dark, x=x, xanchor="left", y=0, yref="paper", yanchor="bottom")]


def _dotted(ends: dict, dark: bool) -> dict:
    return {"type": "line", **ends, "line": {"color": ink(dark), "dash": "dot", "width": 1.5}, "layer": "below"}
