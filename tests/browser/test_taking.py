"""“Take this lesson home” in a real browser: files of the page as it stands; slides and sheets that need no server."""

import json

import pytest
from playwright.sync_api import expect

from ui import frame
from ui.take import stops
from ui.take.slides import slides
from ui.take.worksheet import worksheet
from ui.thread import way

LESSONS = {lesson.name: lesson for lesson in frame.catalogue()}


def test_a_file_is_of_the_sentence_that_stands_on_the_page(screen, tmp_path):
    page = screen("/france", tour="10").page
    page.locator(".lstm-film[data-ready]").wait_for()
    fold = page.get_by_text("Take this lesson home")
    fold.click()
    page.get_by_role("button", name="Notebook in NumPy").wait_for()
    page.evaluate("history.replaceState(history.state, '', location.href + '&say=i+grew+up+in+spain+.+i+speak+fluent')")

    def taken(label: str) -> str:
        with page.expect_download() as found:
            page.get_by_role("button", name=label).click()
        expect(
            page.get_by_role("status").filter(has_text=f"{found.value.suggested_filename} is saved.")
        ).to_be_visible()
        found.value.save_as(tmp_path / "taken")
        return (tmp_path / "taken").read_text(encoding="utf-8")

    for _ in range(2):  # a second time as well
        assert "reads: “i grew up in spain . i speak fluent”" in taken("Worksheet of this lesson")
    book = json.loads(taken("Notebook in NumPy"))
    (code,) = [cell["source"] for cell in book["cells"] if cell["source"].startswith("words = ")]
    assert code.startswith("words = ['i', 'grew', 'up', 'in', 'spain', '.', 'i', 'speak', 'fluent']\nHOLDS = []")
    assert 'data-stop="why_memory"' in taken("Slides, 10-minute tour")


@pytest.mark.parametrize(("width", "theme"), [(1280, "light"), (400, "dark")])
def test_slides_go_on_and_back_by_keys_and_clicks_with_no_server(blank, tmp_path, width, theme):
    found = stops.tour(way.of(frame.catalogue(), 50), LESSONS["start"], {})
    file = tmp_path / "slides.html"
    file.write_text(slides(found, "A tour", "http://here"), encoding="utf-8")
    tab = blank(theme=theme, width=width, height=720)
    page = tab.page
    page.context.set_offline(True)
    page.goto(file.as_uri())
    seen, places = [], []
    count = page.locator("section").count()
    for _ in range(3 * count):
        shown = page.locator("section:visible")
        expect(shown).to_have_count(1)
        places.append(page.locator("#place").inner_text())
        seen.append(shown.get_attribute("data-stop"))
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        if places[-1] == f"{count} of {count}":
            break
        page.keyboard.press("PageDown")
    assert list(dict.fromkeys(seen)) == ["start", *(stop.lesson.name for stop in found), "end"]
    assert list(dict.fromkeys(places)) == [f"{k + 1} of {count}" for k in range(count)]
    page.keyboard.press("Home")
    expect(page.locator("#place")).to_have_text(f"1 of {count}")
    page.locator("main").click()
    page.get_by_role("button", name="Go on").click()
    expect(page.locator("#place")).to_have_text(f"3 of {count}")
    expect(page.locator("section:visible .later")).to_be_hidden()
    page.keyboard.press("ArrowRight")
    expect(page.locator("section:visible .later")).to_be_visible()
    expect(page.locator("#place")).to_have_text(f"3 of {count}")
    page.keyboard.press("ArrowLeft")
    expect(page.locator("section:visible .later")).to_be_hidden()
    page.reload()
    expect(page.locator("#place")).to_have_text(f"3 of {count}")
    page.context.set_offline(False)


def test_the_key_of_a_worksheet_prints_on_a_page_of_its_own(blank, tmp_path):
    found = [stops.stop(LESSONS["france"], 0, {})]
    file = tmp_path / "sheet.html"
    file.write_text(worksheet(found, "France", "http://here"), encoding="utf-8")
    page = blank().page
    page.goto(file.as_uri())
    page.emulate_media(media="print")
    assert page.locator(".key").evaluate("(one) => getComputedStyle(one).breakBefore") == "page"
    field = page.locator("td input").first
    field.fill("−0.66")
    expect(field).to_have_value("−0.66")
    assert page.locator("td input").count() == page.locator(".key td b").count()


@pytest.mark.parametrize("name", ["france", "one_step", "race"])
def test_a_printed_worksheet_fits_its_sheets_and_its_lines_to_write_on_are_seen(blank, tmp_path, name):
    file = tmp_path / "sheet.html"
    file.write_text(worksheet([stops.stop(LESSONS[name], 0, {})], name, "http://here"), encoding="utf-8")
    page = blank(width=680).page  # A4 between its margins
    page.goto(file.as_uri())
    page.emulate_media(media="print")
    assert page.evaluate("document.documentElement.scrollWidth") <= 680
    lines = page.locator("textarea")
    assert lines.count() >= len(LESSONS[name].exercises)
    for style in lines.evaluate_all("(all) => all.map((one) => [one, getComputedStyle(one)]).map(([, s]) => "
                                    "[s.printColorAdjust, s.backgroundImage.slice(0, 9), s.resize])"):  # fmt: skip
        assert style == ["exact", "repeating", "none"]
    torn = "(all) => all.filter((one) => getComputedStyle(one).breakInside !== 'avoid').length"
    assert page.locator("table, .question").evaluate_all(torn) == 0
