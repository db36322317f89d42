"""Presenting a lesson: readable from the last row, a black screen, a spotlight, notes in a second window, keys."""

import io
import re

import pytest
from PIL import Image
from playwright.sync_api import Page, expect

from tools.chromium import PATIENCE, Screen

expect.set_options(timeout=PATIENCE)
WIDTH, HEIGHT = 1920, 1080
READ = 28  # px: what must be read on a projector of that size
MUST_BE_READ = ".lstm-film :is(.words .chip, .answer-line .now, .answer-line .asked, .label .value):visible"
SIZES = "(all) => all.map((one) => parseFloat(getComputedStyle(one).fontSize))"
BAR = """async () => {
  const { default: mount } = await import("/present/main.js");
  const header = new TextEncoder().encode(JSON.stringify({ arrays: {} }).padEnd(16));
  const data = new Uint8Array([header.length, 0, 0, 0, ...header]);
  window.said = [];
  const parentElement = document.body.appendChild(document.createElement("div"));
  mount({ data, parentElement, setTriggerValue: (name) => said.push(name) });
}"""
QUESTIONS = """() => {
  const pills = (name, chosen) => `<div role=radiogroup id=${name} style="margin-top: 1500px">
    <button data-variant=pills role=radio aria-checked=${chosen}>one</button></div>`;
  const questions = pills("first", false) + pills("answered", true) + pills("second", false);
  document.body.insertAdjacentHTML("beforeend", questions +
    '<input id=field><div class=st-key-onward><a href="#next-stop">Next</a></div>');
}"""


@pytest.fixture
def bar(blank) -> Page:
    """The bar of who presents, alone on a page."""
    page = blank(width=WIDTH, height=HEIGHT).page
    page.evaluate(BAR)
    page.locator(".lstm-present .bar").wait_for()
    return page


def test_a_key_blanks_the_screen_any_key_or_click_brings_it_back_and_goes_no_further(bar):
    bar.evaluate("() => { window.heard = []; document.addEventListener('keydown', ({ key }) => heard.push(key)); }")
    black = bar.locator(".lstm-blank")
    for key, back in (
        ("b", lambda: bar.keyboard.press("PageDown")),
        (".", lambda: bar.mouse.click(300, 300)),
        ("Shift+B", lambda: bar.keyboard.press("b")),
    ):
        bar.keyboard.press(key)
        expect(black).to_be_visible()
        box = black.bounding_box()
        assert (box["x"], box["y"], box["width"], box["height"]) == (0, 0, WIDTH, HEIGHT)
        assert black.evaluate("(one) => getComputedStyle(one).backgroundColor") == "rgb(0, 0, 0)"
        bar.wait_for_timeout(50)  # from then on any key brings it back
        back()
        expect(black).to_have_count(0)
    assert bar.evaluate("() => heard.filter((key) => key !== 'Shift')") == []
    bar.keyboard.press("PageDown")
    assert bar.evaluate("() => heard").count("PageDown") == 1


def test_the_spotlight_is_a_bright_circle_at_the_pointer_and_the_page_can_be_worked(bar):
    bar.evaluate(QUESTIONS)
    bar.keyboard.press("s")
    dim = bar.locator(".lstm-spot")
    for x, y in ((500, 400), (1200, 90)):
        bar.mouse.move(x, y)
        expect(dim).to_have_css(
            "background-image",
            re.compile(f"circle at {x}px {y}px"),
        )
        radius = 0.158 * HEIGHT
        picture = bar.screenshot()
        assert brightness(picture, x, y) > 0.9
        assert brightness(picture, x + 0.9 * radius, y) > 0.9
        assert brightness(picture, x + 1.2 * radius, y) < 0.5
    expect(bar.get_by_role("button", name="Spotlight")).to_have_attribute("aria-pressed", "true")
    bar.get_by_role("button", name="Spotlight").click()
    expect(dim).to_have_count(0)
    bar.keyboard.press("s")
    bar.keyboard.press("Escape")
    expect(dim).to_have_count(0)


def brightness(picture: bytes, x: float, y: float) -> float:
    """Of one pixel of a screenshot, 0 to 1."""
    with Image.open(io.BytesIO(picture)) as image:
        return image.convert("L").getpixel((round(x), round(y))) / 255


def test_a_key_goes_from_question_to_question_and_then_to_the_next_stop_but_never_while_a_person_types(bar):
    bar.evaluate(QUESTIONS)
    for name in ("first", "second"):
        expect(bar.locator(f"#{name}")).not_to_be_in_viewport()
        bar.keyboard.press("q")
        expect(bar.locator(f"#{name}")).to_be_in_viewport()
    bar.locator("#field").focus()
    bar.keyboard.type("bsqp.")
    assert bar.locator("#field").input_value() == "bsqp."
    for one in (".lstm-blank", ".lstm-spot"):
        expect(bar.locator(one)).to_have_count(0)
    assert bar.evaluate("() => [location.hash, ...said]") == [""]
    bar.locator("#field").blur()
    bar.keyboard.press("q")
    bar.keyboard.press("p")
    assert bar.evaluate("() => [location.hash, ...said]") == ["#next-stop", "ended"]
    bar.keyboard.press("Shift+?")
    expect(bar.get_by_role("dialog", name="Keys")).to_contain_text("a black screen; any key brings the lesson back")


def test_a_film_is_presented_for_the_last_row_with_notes_in_a_second_window_that_stay_in_step(screen):
    tab = screen("/france", width=WIDTH, height=HEIGHT, tour="10")
    page, film = tab.page, tab.page.locator(".lstm-film").first
    film.locator(".answer-line").wait_for()
    with tab.rerun():
        page.keyboard.press("Alt+p")
    expect(film).to_have_attribute("data-presented", "true")
    page.wait_for_url(lambda url: "present=1" in url)
    sizes = page.locator(MUST_BE_READ).evaluate_all(SIZES)
    assert len(sizes) >= 30
    assert min(sizes) >= READ
    said = page.locator(".st-key-hero [data-testid=stMarkdown] p").first
    assert said.evaluate("(one) => parseFloat(getComputedStyle(one).fontSize)") >= READ
    box = film.bounding_box()
    assert box["y"] + box["height"] <= HEIGHT
    assert box["width"] * box["height"] >= 0.75 * WIDTH * HEIGHT
    page.locator(".lstm-present .bar").wait_for()
    with page.expect_popup() as opened:
        page.keyboard.press("n")
    notes = opened.value
    expect(notes.get_by_role("heading", level=1)).to_have_text(page.get_by_role("heading", level=1).inner_text())
    expect(notes.locator(".where")).to_have_text("10-minute tour, stop 2 of 2: France → French")
    before = film.locator(".chip[data-place=now]").inner_text()
    notes.keyboard.press("PageUp")
    expect(film.locator(".chip[data-place=now]")).not_to_have_text(before)
    notes.get_by_role("button", name="Blank").click()
    expect(page.locator(".lstm-blank")).to_be_visible()
    page.wait_for_timeout(50)
    notes.keyboard.press("PageUp")
    expect(page.locator(".lstm-blank")).to_have_count(0)
    page.get_by_role("link", name=re.compile("Next: ")).click()
    page.wait_for_url(re.compile(r"/\?.*present=1|present=1"))
    expect(notes.locator(".where")).to_have_text("Start")
    page.keyboard.press("p")
    expect(page.get_by_role("button", name="Present", exact=True)).to_be_visible()
    page.wait_for_url(lambda url: "present" not in url)


OPENED = """async () => {
  const { openNotes, tellNotes } = await import("/present/notes.js");
  const { title } = document;
  const notes = { lesson: title, where: title, claim: title, do: [], watch: [], minutes: 0, asks: null };
  window.leave = tellNotes({ ...notes, next: { menu: "", claim: "", minutes: 0 } });
  openNotes();
}"""


def duplicate(page: Page) -> Page:
    """A tab with a copy of what this one keeps."""
    with page.expect_popup() as opened:
        page.evaluate("() => void open(location.href)")
    kept = "() => JSON.stringify(sessionStorage)"
    assert opened.value.evaluate(kept) == page.evaluate(kept) != "{}"
    return opened.value


@pytest.mark.parametrize("made", ["anew", "from the first"])
def test_two_tabs_that_present_have_notes_of_their_own(contexts, files, made):
    """A tab that the browser makes from another one, as its Duplicate does, has all that the other keeps."""
    tab, windows = Screen(contexts), []
    tab.page.goto(f"{files}/blank")
    pages = [tab.page]
    for title in ("one", "other"):
        if title == "other":
            pages.append(tab.page.context.new_page() if made == "anew" else duplicate(tab.page))
            pages[1].goto(f"{files}/blank")
        page = pages[-1]
        page.evaluate("(title) => (document.title = title)", title)
        with page.expect_popup() as opened:
            page.evaluate(OPENED)
        windows.append(opened.value)
        expect(windows[-1].get_by_role("heading", level=1)).to_have_text(title)
    expect(windows[0].get_by_role("heading", level=1)).to_have_text("one")
    pages[0].reload()  # a lesson that is loaded anew speaks to the same window
    pages[0].evaluate("() => (document.title = 'anew')")
    pages[0].evaluate(OPENED.replace("openNotes();", ""))
    for window, title in zip(windows, ("anew", "other"), strict=True):
        expect(window.get_by_role("heading", level=1)).to_have_text(title)
    assert not tab.complaints()
    tab.close()


def test_where_a_browser_has_no_locks_a_tab_that_is_loaded_anew_keeps_its_notes(blank):
    page = blank().page
    page.add_init_script("Object.defineProperty(navigator, 'locks', { value: undefined })")
    page.reload()
    with page.expect_popup() as opened:
        page.evaluate(OPENED)
    page.reload()
    page.evaluate("() => (document.title = 'anew')")
    page.evaluate(OPENED.replace("openNotes();", ""))
    expect(opened.value.get_by_role("heading", level=1)).to_have_text("anew")
