"""Every chart goes home as a picture and as numbers: those that Plotly was given."""

import base64
import csv
import io
import json
from xml.etree import ElementTree

import numpy as np
import pytest
import streamlit as st

from tests.app.test_guesses import questions
from ui import controls, frame, guesses

TABLE = "async (charts) => { const { tableOf } = await import('/chart/table.js'); return charts.map(tableOf); }"
LESSONS = [lesson.name for lesson in frame.catalogue()]
SAMPLE = ("why_memory", "france")


def column(given) -> list:
    """What a column of a chart holds, however it was packed."""
    if isinstance(given, dict):
        found = np.frombuffer(base64.b64decode(given["bdata"]), given["dtype"])
        return found.reshape([int(side) for side in str(given.get("shape", -1)).split(",")]).tolist()
    return [] if given is None or isinstance(given, str) else list(given)


def expected(chart: dict) -> list[list]:
    """The numbers of a chart, in the order of its traces: x, y and, of a heat map, the value."""
    rows = []
    for trace in chart["data"]:
        x, y = column(trace.get("x")), column(trace.get("y"))
        if "z" in trace:
            z = [column(row) for row in column(trace["z"])]
            rows += [
                [x[k] if x else k, y[j] if y else j, value] for j, row in enumerate(z) for k, value in enumerate(row)
            ]
        else:
            rows += [[x[k] if k < len(x) else k, y[k] if k < len(y) else k, None] for k in range(max(len(x), len(y)))]
    return rows


def same(field: str, given) -> bool:
    """Whether a field of the table is what was given: the same number to the last bit, or the same text."""
    if given is None or (isinstance(given, float) and np.isnan(given)):
        return field == ""
    if isinstance(given, bool | str):
        return field.removeprefix("'") == str(given).removeprefix("'")
    return float(field) == float(given)


@pytest.fixture
def all_charts(opened, monkeypatch):
    """Every chart of a lesson, with everything unfolded and guessed."""

    class Open:
        open = True

        def __init__(self):
            self.place = st.container()

        def __enter__(self):
            return self.place.__enter__()

        def __exit__(self, *why):
            return self.place.__exit__(*why)

    def charts(name: str) -> list[dict]:
        asked = questions(opened(name))
        monkeypatch.setattr(controls, "fold", lambda label, key: Open())
        page = opened(name, **dict.fromkeys(asked, guesses.SHOW), carriers_guess="2")
        return [json.loads(chart.proto.spec) for chart in page.get("plotly_chart")]

    return charts


@pytest.mark.parametrize(
    "name", [name if name in SAMPLE else pytest.param(name, marks=pytest.mark.long) for name in LESSONS]
)
def test_the_table_of_a_chart_holds_the_numbers_that_it_draws(all_charts, blank, name):
    charts = all_charts(name)
    if name in SAMPLE:
        assert charts
    for chart, text in zip(charts, blank().page.evaluate(TABLE, charts), strict=True):
        head, *rows = csv.reader(io.StringIO(text))
        assert head == ["series", "x", "y", "value", "text"]
        numbers = expected(chart)
        assert len(rows) == len(numbers)
        for row, wanted in zip(rows, numbers, strict=True):
            assert all(same(field, value) for field, value in zip(row[1:4], wanted, strict=True)), (row, wanted)


def test_packed_heat_maps_bands_and_evil_names_make_a_table(blank):
    z = np.arange(6.0).reshape(2, 3)
    packed = {"bdata": base64.b64encode(z.tobytes()).decode(), "dtype": "f8", "shape": "2, 3"}
    charts = [
        {"data": [{"type": "heatmap", "z": packed, "x": ["a", "=b", 'c,"'], "y": ["u", "v"]}]},
        {"data": [{"x": [1, 2], "y": [None, 3], "fill": "toself", "legendgroup": "RNN"}, {"y": [5], "text": "top"}]},
    ]
    heat, lines = ([*csv.reader(io.StringIO(text))][1:] for text in blank().page.evaluate(TABLE, charts))
    assert [row[1:4] for row in heat] == [
        *(["a", "u", "0"], ["'=b", "u", "1"], ['c,"', "u", "2"]),
        *(["a", "v", "3"], ["'=b", "v", "4"], ['c,"', "v", "5"]),
    ]
    assert lines == [
        ["RNN, band 1", "1", "", "", ""],
        ["RNN, band 1", "2", "3", "", ""],
        ["part 2", "0", "5", "", "top"],
    ]


def test_a_chart_on_a_page_saves_its_picture_and_its_numbers(screen, tmp_path):
    page = screen("/why_memory", why_clouds="sky").page
    chart = page.locator("[class*=st-key-chart_why_clouds]")
    button = chart.get_by_role("button", name="Save this chart")
    chart.locator(".main-svg").first.wait_for()
    button.wait_for()
    drawn, corner = chart.locator(".js-plotly-plot").bounding_box(), button.bounding_box()
    assert chart.bounding_box()["height"] - drawn["height"] < 4  # the button takes no room of its own
    assert corner["x"] + corner["width"] <= drawn["x"] + drawn["width"] + 1
    saved = {}
    for kind in ("PNG", "SVG", "CSV"):
        button.click()
        with page.expect_download() as taken:
            chart.get_by_role("menuitem", name=kind).click()
        taken.value.save_as(tmp_path / kind)
        assert taken.value.suggested_filename == f"why-clouds-chart.{kind.lower()}"
        saved[kind] = (tmp_path / kind).read_bytes()
    assert saved["PNG"].startswith(b"\x89PNG")
    size = [int.from_bytes(saved["PNG"][at : at + 4], "big") for at in (16, 20)]
    assert size == pytest.approx([2 * drawn["width"], 2 * drawn["height"]], abs=4)
    words = [text for text in ElementTree.fromstring(saved["SVG"]).itertext() if text.strip()]
    assert words[0].startswith("Probability of each word after “the clouds are in the”")
    assert {"garden", "evening", "probability that it comes next"} <= set(words)
    assert b"http://127" not in saved["SVG"].replace(b"http://www.w3.org", b"")
    assert b"garden" in saved["CSV"]
    button.click()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Escape")
    assert chart.get_by_role("menu").is_hidden()
