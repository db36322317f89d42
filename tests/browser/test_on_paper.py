"""A lesson as a file, printed: nothing sticks out of the sheet, lies over something else, is torn or pale on white."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from offline.one_file import one_file
from offline.recording import recorder
from tests.support.sheets import measured
from ui import frame
from ui.download import NEED_THE_APP
from ui.guesses import SHOW

LESSONS = {page.name: page for page in frame.pages() if page.name not in NEED_THE_APP}
SAMPLE = {"vanishing", "clinic", "break_it"}  # charts and tables; four instruments and a film; a film with a bar
FAULTS = ("wide", "over", "torn", "pale")


@pytest.fixture
def written(tmp_path: Path) -> Callable[[str], Path]:
    def write(name: str) -> Path:
        target = tmp_path / f"{name}.html"
        with recorder() as running:
            target.write_text(one_file(running, LESSONS[name], most=2), encoding="utf-8")
        return target

    return write


@pytest.fixture
def opened(browser: Browser) -> Iterator[Callable[..., Page]]:
    """`opened(file)`: on a wide, dark screen, without a network; a word on the console is a failure."""
    complaints: list[str] = []
    contexts = []

    def open_file(path: Path) -> Page:
        size = {"width": 1280, "height": 720}
        context = browser.new_context(offline=True, color_scheme="dark", viewport=size, reduced_motion="reduce")
        contexts.append(context)
        page = context.new_page()
        page.on("console", lambda message: complaints.append(message.text))
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.goto(path.as_uri())
        page.wait_for_selector("[data-open]")
        page.evaluate("() => void (globalThis.print = () => (globalThis.printed = true))")
        return page

    yield open_file
    for context in contexts:
        context.close()
    assert not complaints


def wrong(found: dict) -> dict[str, list[str]]:
    return {fault: found[fault] for fault in FAULTS if found[fault]}


@pytest.mark.parametrize(
    "name", [pytest.param(name, marks=() if name in SAMPLE else pytest.mark.long) for name in LESSONS]
)
def test_a_printed_lesson_fits_its_sheets_before_the_guess_and_with_all_its_folds_after_it(name, written, opened):
    page = opened(written(name))
    page.wait_for_timeout(500)
    page.emulate_media(media="print", color_scheme="dark")
    page.wait_for_selector("[data-paper]")
    page.wait_for_timeout(300)
    assert not wrong(measured(page))
    page.emulate_media(media="screen", color_scheme="dark")
    page.wait_for_selector("html:not([data-paper])")
    if (answer := page.locator(f"[value='{SHOW}']").first).count():
        answer.dispatch_event("click")
    page.keyboard.press("Control+p")
    page.wait_for_function("() => globalThis.printed")
    assert page.locator("details").count() == page.locator("details[open]").count()
    found = measured(page)
    assert found["pictures"] or name not in SAMPLE
    assert not wrong(found)


def test_a_browser_that_draws_no_frame_while_it_prints_finds_every_picture_laid_out_for_the_sheet(written, opened):
    page = opened(written("vanishing"))
    page.wait_for_selector(".lstm-vanishing svg text")
    chart = "document.querySelector('.of-vanishing').shadowRoot.querySelector('svg')"
    before = page.evaluate(f"{chart}.getBoundingClientRect().width")
    at_once = page.evaluate(
        f"""() => {{ dispatchEvent(new Event("beforeprint"));
        const ends = [...{chart}.querySelectorAll("text")].map((one) => one.getBoundingClientRect().right);
        const edge = document.body.getBoundingClientRect().right;
        return [{chart}.getBoundingClientRect().width, Math.max(...ends), edge]; }}"""
    )
    width, reach, edge = at_once
    assert width < before
    assert reach <= edge + 1
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    page.wait_for_function(f"(wide) => {chart}.getBoundingClientRect().width === wide", arg=before)
