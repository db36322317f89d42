"""Charts that are drawn without Plotly lie on their axes, hold every number that they are given, and fit their paper."""

import pytest

from tests.browser.test_charts import LESSONS, SAMPLE, all_charts, column  # noqa: F401 - the fixture is used below
from ui.download import NEED_THE_APP

INKS = {"text": "#1b1e28", "line": "#dddddd"}
DRAWN = """async ([spec, width, inks]) => {
  const { drawn } = await import("/offline/drawn/drawn.js");
  document.body.replaceChildren(drawn(spec, width, inks));
  const place = (text) => text.getAttribute("transform").match(/-?[\\d.]+/g).slice(0, 2).map(Number);
  const of = (where) => [...document.querySelectorAll(where)];
  const ticks = of(".axis").map((axis) => [...axis.querySelectorAll("text")].map((text) => [text.textContent, ...place(text)]));
  const marks = of("svg > g[clip-path] > g").map((trace) => [...trace.children].map((one) => ({ ...Object.fromEntries([...one.attributes].map(({ name, value }) => [name, value])), tag: one.tagName, says: one.textContent })));
  const boxes = of("text").map((text) => [text.textContent, text.getBoundingClientRect()]).map(([text, box]) => [text, box.left, box.top, box.right, box.bottom]);
  return { ticks, marks, boxes, lines: of("svg > line").map((one) => Number(one.getAttribute("x1"))), notes: of("svg > text").map((one) => [one.textContent, ...place(one)]), legend: of(".legend text").map((one) => one.textContent) };
}"""


@pytest.fixture
def drawn(blank):
    """`drawn(spec, width)`: what stands where in the drawing of a chart."""
    page = blank().page
    return lambda spec, width=600: page.evaluate(DRAWN, [spec, width, INKS])


def points(path: str) -> list[list[float]]:
    return [[float(part) for part in point.split()] for point in path.strip("MZ").replace("M", "L").split("L")]


def places(ticks: list, side: int) -> dict[str, float]:
    """{what a tick says: where it lies along its axis}."""
    return {says: place[side] for says, *place in ticks}


def test_a_curve_its_marks_a_line_and_a_note_lie_at_their_values_on_axes_of_both_kinds(drawn):
    curve = {"type": "scatter", "mode": "lines+markers", "x": [1, 10, 1000], "y": [0, 0.5, None], "name": "LSTM"}
    curve |= {
        "line": {"color": "#112233", "dash": "dot", "width": 2},
        "marker": {"symbol": "square", "color": "#112233"},
    }
    other = {
        "type": "scatter",
        "mode": "lines",
        "x": [1, 1000],
        "y": [1, 0.5],
        "name": "GRU",
        "line": {"color": "#445566"},
    }
    layout = {
        "xaxis": {"type": "log", "tickvals": [1, 10, 1000], "title": {"text": "steps"}},
        "yaxis": {"range": [0, 1], "tickvals": [0, 0.5, 1], "tickformat": ".0%"},
        "shapes": [
            {"type": "line", "x0": 10, "x1": 10, "y0": 0, "y1": 1, "yref": "paper", "line": {"color": "#000000"}}
        ],
        "annotations": [{"text": "<b>here</b>", "x": 1, "y": 0.5, "showarrow": False, "xshift": 4}],
        "height": 300,
    }
    found = drawn({"data": [curve, other], "layout": layout})
    x, y = places(found["ticks"][0], 0), places(found["ticks"][1], 1)
    assert y["100%"] < y["0%"], "more is higher up"
    line, *marks = found["marks"][0]
    assert points(line["d"]) == [
        pytest.approx([x["1"], y["0%"]], abs=0.02),
        pytest.approx([x["10"], y["50%"]], abs=0.02),
    ]
    assert [mark["transform"] for mark in marks] == [f"translate({at[0]:.2f} {at[1]:.2f})" for at in points(line["d"])]
    assert points(found["marks"][1][0]["d"])[1] == pytest.approx([x["1000"], y["50%"]], abs=0.02)
    assert x["1000"] - x["10"] == pytest.approx(2 * (x["10"] - x["1"]))
    assert found["lines"] == pytest.approx([x["10"]], abs=0.02)
    (note,) = (one for one in found["notes"] if one[0] == "here")
    assert note[1:] == pytest.approx([x["10"] + 4, y["50%"]], abs=0.02)
    assert found["legend"] == ["LSTM", "GRU"]


def test_bars_lie_beside_each_other_or_on_each_other_and_are_as_long_as_their_values(drawn):
    bar = {"type": "bar", "orientation": "h", "y": ["a", "b"], "text": ["40 %", "80 %"], "textposition": "outside"}
    one, two = bar | {"x": [0.4, 0.8], "name": "one"}, bar | {"x": [0.2, 0.1], "name": "two"}
    axis = {"range": [0, 1], "tickvals": [0, 0.2, 0.4, 0.8, 1]}
    for mode in ("group", "stack"):
        found = drawn({"data": [one, two], "layout": {"barmode": mode, "xaxis": axis, "height": 300}})
        x, y = places(found["ticks"][0], 0), places(found["ticks"][1], 1)
        first, second = ([mark for mark in trace if mark["tag"] == "rect"] for trace in found["marks"])
        for mark, start, end in (
            (first[0], "0", "0.4"),
            (second[0], "0", "0.2") if mode == "group" else (first[1], "0", "0.8"),
        ):
            assert float(mark["x"]) == pytest.approx(x[start], abs=0.02)
            assert float(mark["width"]) == pytest.approx(x[end] - x[start], abs=0.02)
        middle = [float(mark["y"]) + float(mark["height"]) / 2 for mark in (first[0], second[0])]
        assert sum(middle) / 2 == pytest.approx(y["a"], abs=0.02)
        assert (middle[0] > middle[1]) if mode == "group" else middle[0] == middle[1]
        if mode == "stack":
            assert float(second[0]["x"]) == pytest.approx(x["0.4"], abs=0.02)
        assert [mark["says"] for mark in found["marks"][0] if mark["tag"] == "text"] == ["40 %", "80 %"]


def test_a_map_has_a_row_for_each_row_and_the_colour_of_each_value(drawn):
    z = [[0.0, 1.0, None], [0.25, 0.5, 1.0]]
    heat = {
        "type": "heatmap",
        "z": z,
        "zmin": 0,
        "zmax": 1,
        "colorscale": [[0, "#000000"], [1, "#ffffff"]],
        "xgap": 1,
        "ygap": 1,
    }
    ticks = {"tickvals": [0, 1, 2], "ticktext": ["a", "b", "c"]}
    layout = {
        "xaxis": ticks,
        "yaxis": {"tickvals": [0, 1], "ticktext": ["u", "v"], "autorange": "reversed"},
        "height": 300,
    }
    found = drawn({"data": [heat], "layout": layout})
    x, y = places(found["ticks"][0], 0), places(found["ticks"][1], 1)
    assert y["u"] < y["v"], "an axis that is turned has its first row on top"
    seen = {}
    for cell in found["marks"][0]:
        middle = [float(cell[at]) + float(cell[size]) / 2 for at, size in (("x", "width"), ("y", "height"))]
        seen[tuple(round(one) for one in middle)] = cell["fill"]
    for j, row in enumerate(z):
        for k, value in enumerate(row):
            at = round(x["abc"[k]]), round(y["uv"[j]])
            grey = None if value is None else f"rgb({' '.join([str(int(255 * value + 0.5))] * 3)})"
            near = [
                fill for place, fill in seen.items() if max(abs(a - b) for a, b in zip(place, at, strict=True)) <= 1
            ]
            assert near == ([] if value is None else [grey])


@pytest.mark.parametrize(
    "name",
    [
        name if name in SAMPLE else pytest.param(name, marks=pytest.mark.long)
        for name in LESSONS
        if name not in NEED_THE_APP
    ],
)
def test_every_chart_of_a_lesson_is_drawn_with_all_its_marks_and_no_word_of_it_is_cut_off(all_charts, drawn, name):  # noqa: F811
    for spec in all_charts(name):
        height = spec["layout"]["height"]
        for width in (340, 900):
            found = drawn(spec, width)
            assert len(found["marks"] or spec["data"]) == len(spec["data"])
            for trace, marks in zip(spec["data"], found["marks"], strict=False):
                if trace.get("mode") == "markers":
                    assert len(marks) == len(column(trace["y"]))
            for says, left, top, right, bottom in found["boxes"]:
                assert left >= 7 and top >= 6 and bottom <= height + 10, (says, left, top, right, bottom)  # noqa: PT018
                assert width < 900 or right <= width + 8.5, (says, right)
