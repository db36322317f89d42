"""Every chart goes home: at each picture with axes, on every page, stands a button that saves it and its numbers."""

import csv
import io
import json
from contextlib import suppress
from xml.etree import ElementTree

import pytest
from playwright.sync_api import Locator, TimeoutError

from tests.app.test_guesses import questions
from ui import frame, guesses

LESSONS = [lesson.name for lesson in frame.catalogue()]
SAMPLE = ("vanishing", "moving")
# Pictures with a line at the ticks of an axis; a film and a walk through one step save what they show by themselves.
WITHOUT = """() => {
  const inside = (root) => [...root.querySelectorAll("*")].flatMap((one) => [one, ...(one.shadowRoot ? inside(one.shadowRoot) : [])]);
  const all = inside(document);
  const charts = new Set(all.filter((one) => one.matches("svg .grid, svg .cursor")).map((one) => one.closest("svg")));
  const own = [...charts].filter((one) => one.checkVisibility() && !one.closest(".main-svg, .lstm-film, .lstm-step, .js-plotly-plot"));
  return [own.length, own.filter((one) => !one.parentElement.querySelector("button[aria-label='Save this chart']")).map((one) => one.outerHTML.slice(0, 200))];
}"""  # noqa: E501
GUESSED = {"carriers": {"carriers_guess": "2"}, "break_it": {"broken_guess": "show"}}


@pytest.mark.parametrize(
    "name", [name if name in SAMPLE else pytest.param(name, marks=pytest.mark.long) for name in LESSONS]
)
def test_no_chart_of_a_page_lacks_a_button_that_saves_it(name, opened, screen):
    asked = dict.fromkeys(questions(opened(name)), guesses.SHOW) | GUESSED.get(name, {})
    place = "/" if name == LESSONS[0] else f"/{name}"
    page = screen(place, **asked).page
    with suppress(TimeoutError):  # some pages have none
        page.wait_for_function(f"() => ({WITHOUT})()[0]", timeout=20_000)
    found, lacking = page.evaluate(WITHOUT)
    assert not lacking
    if name in SAMPLE:
        assert found


def saved(chart: Locator, tmp_path) -> dict[str, bytes]:
    """{kind: what the button of a chart saves}."""
    found = {}
    for kind in ("PNG", "SVG", "CSV"):
        chart.get_by_role("button", name="Save this chart").click()
        with chart.page.expect_download() as taken:
            chart.get_by_role("menuitem", name=kind).click()
        taken.value.save_as(tmp_path / kind)
        found[kind] = (tmp_path / kind).read_bytes()
    return found


def test_a_chart_of_ours_is_saved_as_it_stands_with_its_look_and_its_legend(blank, tmp_path):
    page = blank().page
    page.evaluate("""async () => {
      const { saved } = await import("/shared/saving/own.js");
      const { svg, html } = await import("/shared/dom.js");
      document.head.append(html("style", {}, ".line { fill: none; stroke: rgb(1, 2, 3); } .away { visibility: hidden; } body { color: rgb(4, 5, 6); --st-background-color: #fafafa; }"));
      const line = svg("path", { class: "line", d: "M0 0L100 50" });
      const picture = svg("svg", { width: 200, height: 100, viewBox: "0 0 100 50", "aria-label": "What it shows" }, line, svg("text", { class: "away", y: 20 }, "hidden"));
      const keys = [{ title: "LSTM", color: "#112233", dash: "3 4" }, { title: "a guess", color: "currentColor" }];
      document.body.append(saved(html("div", {}, picture), picture, "a-chart", () => [["cell", "y"], ["LSTM", 0.1], ["=GRU", -1e-300]], keys));
    }""")  # noqa: E501
    found = saved(page.locator("body"), tmp_path)
    root = ElementTree.fromstring(found["SVG"])
    texts = [text for text in root.itertext() if text.strip()]
    assert texts == ["What it shows", "hidden", "LSTM", "a guess"]
    assert root.attrib["viewBox"] == "0 0 200 124", "the legend stands below the picture"
    line, *keys = root.iter("{http://www.w3.org/2000/svg}path")
    assert "stroke: rgb(1, 2, 3)" in line.attrib["style"]
    assert [key.attrib["stroke"] for key in keys] == ["#112233", "rgb(4, 5, 6)"]
    assert b"visibility: hidden" in found["SVG"]
    assert [int.from_bytes(found["PNG"][at : at + 4], "big") for at in (16, 20)] == [400, 248]
    assert list(csv.reader(io.StringIO(found["CSV"].decode()))) == [
        ["cell", "y"],
        ["LSTM", "0.1"],
        ["'=GRU", "-1e-300"],
    ]


def test_the_numbers_of_the_error_signals_are_those_that_the_chart_draws(screen, tmp_path):
    page = screen("/vanishing", vanishing_vote=guesses.SHOW, height=720).page
    page.locator(".lstm-vanishing .chart .line").first.wait_for()
    found = saved(page.locator(".lstm-vanishing .chart"), tmp_path)
    head, *rows = csv.reader(io.StringIO(found["CSV"].decode()))
    assert head == [
        "cell",
        "steps back from the loss",
        *(f"log10 of length of ∂L/∂h, {which}" for which in ("lowest", "median", "highest")),
    ]
    assert {row[0] for row in rows} == {"RNN", "GRU", "LSTM"}
    left = {row[0]: 10 ** (float(row[3]) - float(rows[k - 50][3])) for k, row in enumerate(rows) if row[1] == "50"}
    told = page.locator(".lstm-vanishing tbody tr").evaluate_all(
        "(rows) => rows.map((row) => [row.querySelector('th span').firstChild.data, row.lastElementChild.innerText])"
    )
    for cell, text in told:
        if "·" not in text:
            assert left[cell] == pytest.approx(float(text), rel=0.06), json.dumps(told)
    assert b"RNN" in found["SVG"]
