"""Every picture goes home: at each, on every page, stands a button that saves it and its numbers."""

import csv
import io
import json
from xml.etree import ElementTree

import pytest
from playwright.sync_api import expect

from tests.app.test_guesses import questions
from tests.support.saved import EDGE, pixels, table, taken
from tools.screenshots import settle
from ui import frame, guesses
from ui.lessons.roads import words

LESSONS = [lesson.name for lesson in frame.catalogue()]
SAMPLE = ("vanishing", "moving", "attention")
GUESSED = {"carriers": {"carriers_guess": "2"}, "break_it": {"broken_guess": "show"}}
ROADS = [("roads", {"roads_road": road}) for road in words.ROADS.values()]
PAGES = [(name, GUESSED.get(name, {})) for name in LESSONS if name != "roads"] + ROADS
WITHOUT = {  # pictures at which no button stands, and why
    ".js-plotly-plot *": "Python's charts have theirs, which tests/browser/test_charts.py holds",
    ".lstm-film:has([aria-label=Download]) :not(.closer *)": "a film's own menu saves all that it shows",
    ".lstm-race .strip": "what a race is about, not what was found: the sequence is drawn anew with each press",
    ".lstm-way-back .strip": "the sentence wears the pulls of the chart under it, whose button saves them",
    "button *": "a small picture on a button opens the large one",
}
# Every canvas, drawing and strip that is larger than an icon, and which of them has no button that saves it beside it.
LOOK = """(without) => {
  const inside = (root) => [...root.querySelectorAll("*")].flatMap((one) => [one, ...(one.shadowRoot ? inside(one.shadowRoot) : [])]);
  const box = (one) => one.getBoundingClientRect();
  const all = inside(document).filter((one) => one.checkVisibility({ visibilityProperty: true }) && box(one).width >= 32 && box(one).height >= 20);
  const drawn = (one) => one.matches("canvas, [role=img]:not(svg)") || (one.matches("svg") && !one.parentElement.closest("svg") && one.querySelectorAll("path, rect, circle, line").length > 1);
  const pictures = all.filter((one) => drawn(one) && !one.matches(without.join()));
  const apart = (a, b) => Math.hypot(Math.max(0, a.left - b.right, b.left - a.right), Math.max(0, a.top - b.bottom, b.top - a.bottom));
  const beside = (one) => {
    const picture = one.closest("[data-saved]");
    const place = picture && [...one.getRootNode().querySelectorAll(".saves")].find((other) => other.dataset.saves === picture.dataset.saved);
    return place?.checkVisibility() && apart(box(place.querySelector("button")), box(picture)) < 100;
  };
  return [pictures.length, pictures.filter((one) => !beside(one)).map((one) => `${one.parentElement.outerHTML.slice(0, 120)} ${one.outerHTML.slice(0, 120)}`)];
}"""  # noqa: E501


# What two buttons of a page are both called; which of them lie on a word or on a canvas.
BUTTONS = """() => {
  const inside = (root) => [...root.querySelectorAll("*")].flatMap((one) => [one, ...(one.shadowRoot ? inside(one.shadowRoot) : [])]);
  const seen = inside(document).filter((one) => one.checkVisibility({ visibilityProperty: true, opacityProperty: true }));
  const buttons = seen.filter((one) => one.matches("button[aria-label^='Save this chart']"));
  const labels = buttons.map((one) => one.getAttribute("aria-label"));
  const words = (one) => [...one.childNodes].filter((node) => node instanceof Text && node.data.trim()).flatMap((node) => {
    const range = document.createRange();
    range.selectNodeContents(node);
    return [...range.getClientRects()];
  });
  const lies = (a, b) => a.left < b.right && a.right > b.left && a.top < b.bottom && a.bottom > b.top;
  const taken = seen.filter((one) => !one.closest(".saves, .spoken, title, .js-plotly-plot") && getComputedStyle(one).clipPath === "none").flatMap((one) => (one.matches("canvas") ? [[one.outerHTML.slice(0, 80), one.getBoundingClientRect()]] : words(one).map((box) => [one.textContent.slice(0, 80), box])));
  const icon = (one) => one.querySelector("svg").getBoundingClientRect();
  return [labels.filter((label, k) => labels.indexOf(label) < k), buttons.flatMap((one) => taken.filter(([, box]) => lies(icon(one), box)).map(([what]) => `${one.getAttribute("aria-label")}: ${what}`))];
}"""  # noqa: E501


def shown(name: str, query: dict[str, str], opened, screen, **look):
    """A page with its guesses made and its folded parts open."""
    asked = dict.fromkeys(questions(opened(name, **query)), guesses.SHOW) | query
    found = screen("/" if name == LESSONS[0] else f"/{name}", **look, **asked)
    for folded in found.page.locator("[data-testid=stExpander] summary").all():
        folded.click()
    settle(found)
    return found


@pytest.mark.parametrize(
    ("name", "query"),
    [page if page[0] in SAMPLE else pytest.param(*page, marks=pytest.mark.long) for page in PAGES],
    ids=lambda part: part if isinstance(part, str) else "-".join(part.values()),
)
def test_no_picture_of_a_page_lacks_a_button_that_saves_it(name, query, opened, screen):
    found, lacking = shown(name, query, opened, screen).page.evaluate(LOOK, list(WITHOUT))
    assert not lacking, "saved(…) of static/shared/saving/own.js gives it a button, or WITHOUT says why it has none"
    if name in SAMPLE:
        assert found


@pytest.mark.parametrize("look", [{"width": 1280, "height": 720}, {"theme": "dark", "width": 400, "height": 800}])
@pytest.mark.parametrize(
    ("name", "query"),
    [page if page[0] in SAMPLE[1:] else pytest.param(*page, marks=pytest.mark.long) for page in PAGES],
    ids=lambda part: part if isinstance(part, str) else "-".join(part.values()),
)
def test_the_buttons_that_save_lie_on_nothing_and_each_says_of_which_picture_it_is(name, query, look, opened, screen):
    twice, covered = shown(name, query, opened, screen, **look).page.evaluate(BUTTONS)
    assert not twice
    assert not covered


def test_a_picture_is_saved_by_keys_alone_and_they_move_nothing_else(screen):
    page = screen("/moving", moving_guess=guesses.SHOW, height=720).page
    button = page.get_by_role("button", name="Save this chart: squares predicted", exact=True)
    before = page.get_by_role("slider", name="Picture").first.input_value()
    button.focus()
    page.keyboard.press("Space")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    expect(page.get_by_role("menuitem", name="Numbers as CSV").and_(page.locator(":focus"))).to_be_visible()
    with page.expect_download() as taking:
        page.keyboard.press("Enter")
    assert taking.value.suggested_filename == "squares-predicted.csv"
    assert page.get_by_role("slider", name="Picture").first.input_value() == before


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
    found = taken(page, "a-chart", tmp_path)
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


def test_all_of_a_picture_is_saved_with_what_has_to_be_scrolled_to_and_no_numbers_where_it_has_none(blank, tmp_path):
    page = blank().page
    page.evaluate("""async () => {
      const { saved } = await import("/shared/saving/own.js");
      const { svg, html } = await import("/shared/dom.js");
      const wiring = svg("svg", { width: 500, height: 60 }, svg("rect", { x: 460, width: 40, height: 60, fill: "rgb(200, 0, 0)" }));
      const picture = html("div", { style: "width: 200px; overflow-x: auto" }, wiring);
      document.body.append(saved(html("header", {}), picture, "wiring", null), picture);
      picture.scrollLeft = 120;
    }""")  # noqa: E501
    found = taken(page, "wiring", tmp_path, ("PNG", "SVG"))
    assert page.get_by_role("menuitem", include_hidden=True).count() == 2, "there is nothing for a table"
    drawn = pixels(found["PNG"])
    assert drawn.shape[1] == 2 * (500 + 2 * EDGE)
    assert drawn[60, 2 * (EDGE + 480)].tolist() == [200, 0, 0]
    assert drawn[60, 2 * (EDGE + 440)].tolist() == [255, 255, 255]


def test_the_numbers_of_the_error_signals_are_those_that_the_chart_draws(screen, tmp_path):
    page = screen("/vanishing", vanishing_vote=guesses.SHOW, height=720).page
    page.locator(".lstm-vanishing .chart .line").first.wait_for()
    found = taken(page, "error-signals", tmp_path)
    head, rows = table(found)
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
