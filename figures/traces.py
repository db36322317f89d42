"""What curves are drawn with: lines through points, the band between two of them."""

from collections.abc import Sequence

from figures.cell_styles import Look


def line(x: Sequence[float], y: Sequence[float | None], name: str, stroke: dict) -> dict:
    """A line without marks; `stroke` is its color, dash and width."""
    return {"type": "scatter", "mode": "lines", "x": list(x), "y": list(y), "name": name, "line": stroke}


def of_all(x: Sequence[float], y: Sequence[float], name: str, look: Look, hover: str) -> dict:
    """The thick line of a cell, over all its seeds; its marks are seen in the mode "lines+markers"."""
    drawn = line(x, [float(value) for value in y], name, {"color": look.color, "dash": look.dash, "width": 3})
    mark = {"symbol": look.mark, "size": 10, "color": look.color}
    return drawn | {"legendgroup": name, "marker": mark, "hovertemplate": f"{name}: {hover}<extra></extra>"}


def of_seed(x: Sequence[float], y: Sequence[float], name: str, look: Look) -> dict:
    """The thin line of one seed; it is shown and hidden with the thick one of that name."""
    drawn = line(x, [float(value) for value in y], "", {"color": look.color, "width": 1.2})
    return drawn | {"opacity": 0.4, "legendgroup": name, "showlegend": False, "hoverinfo": "skip"}


def band(x: Sequence[float], low: Sequence[float], high: Sequence[float], color: str, opacity: float = 0.16) -> dict:
    """The area between two curves, without an entry in the legend."""
    fill = {"fill": "toself", "fillcolor": color, "opacity": opacity, "line": {"width": 0}, "hoverinfo": "skip"}
    around = {"x": [*x, *reversed(x)], "y": [*high, *reversed(low)]}
    return {"type": "scatter", "mode": "lines", **around, **fill, "showlegend": False}
