"""What every chart has: its axes and their ink, its layout, its notes."""

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
