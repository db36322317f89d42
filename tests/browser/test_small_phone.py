"""On a phone of 360 x 740 the first screen of every lesson shows its picture; the keys go down as the eyes do."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.test_in_sight import FILMS, wait_until_still
from tests.support.sampled import one_in
from tools.chromium import PATIENCE, Screen
from ui import frame
from ui.guesses import SHOW
from ui.places import HOME

expect.set_options(timeout=PATIENCE)
WIDTH, HEIGHT, SHOWN = 360, 740, 120
LESSONS = [lesson.name for lesson in frame.catalogue() if not lesson.reference]
START = LESSONS[0]
DRAWN = "svg, canvas, img"
PICTURES = {  # where the picture is no drawing, or does not begin with one
    "start": ".lanes",
    "why_memory": "[class*=st-key-quote_], .js-plotly-plot",
    "one_step": ".part",
    "france": ".lanes",
    "break_it": ".lanes",
    "learning": ".film",
    "race": ".strip, .question, .gaps",
    "family": ".board",
    "layers": ".words",
    "many_jobs": ".words, .chart",
    "invent": ".editor",
    "big_demos": ".letters, .scale",
}
BELOW = {
    "clinic": "asks two questions of seven answers each, of whichever of seven patients is chosen",
    "your_model": "says first what file it is, whether it is reproduced, and where another one is dropped",
}
MOVED = sorted(
    {path.parent.name for path in (HOME / "static").glob("*/*.js") if "/narrow.js" in path.read_text("utf-8")}
)
WHERE = {"directions": "layers", "writing": "big_demos"}  # lessons of components that are called otherwise
INSIDE = """const inside = (root) => [...root.querySelectorAll("*")]
      .flatMap((one) => [one, ...(one.shadowRoot ? inside(one.shadowRoot) : [])]);"""
SEEN = f"""([parts, height]) => {{
    {INSIDE}
    const boxes = inside(document.querySelector(".st-key-hero"))
      .filter((one) => one.matches(parts) && one.checkVisibility())
      .map((one) => one.getBoundingClientRect())
      .filter((box) => box.width >= 100 && box.height >= 20)
      .map((box) => [Math.max(0, box.top), Math.min(height, box.bottom)])
      .filter(([top, bottom]) => bottom > top);
    const [tops, bottoms] = [boxes.map(([top]) => top), boxes.map(([, bottom]) => bottom)];
    return boxes.length ? [Math.min(...tops), Math.max(...bottoms)] : [0, 0];
}}"""
UPWARDS = """(wrapper) => {
    const reached = [...wrapper.querySelectorAll("*")]
      .filter((one) => one.tabIndex >= 0 && !one.disabled)
      .filter((one) => one.checkVisibility({ visibilityProperty: true }))
      .map((one) => [one.ariaLabel || one.textContent || one.id, one.getBoundingClientRect()]);
    const upwards = reached.filter(([, { bottom }], k) => k && bottom <= reached[k - 1][1].top);
    return [reached.length, upwards.map(([name]) => name)];
}"""


def opened(screen, name: str) -> Screen:
    return screen("/" if name == START else f"/{name}", width=WIDTH, height=HEIGHT, has_touch=True)


def seen(page: Page, name: str) -> tuple[float, float]:
    """Where on the first screen the picture begins and ends."""
    if name not in BELOW:
        expect(page.locator(f".st-key-hero :is({PICTURES.get(name, DRAWN)})").first).to_be_visible()
    wait_until_still(page)
    page.get_by_test_id("stMain").evaluate("(main) => main.scrollTo(0, 0)")
    return tuple(page.evaluate(SEEN, [PICTURES.get(name, DRAWN), HEIGHT]))


def assert_is_seen(page: Page, name: str) -> None:
    top, bottom = seen(page, name)
    if name in BELOW:
        assert bottom - top < SHOWN, f"{name} is no exception any more: it {BELOW[name]}"
    else:
        assert bottom - top >= SHOWN, f"of the picture of {name} one sees {bottom - top:.0f} px"
    for verdict in page.locator(".st-key-verdict").all():  # under its questions, over what it speaks of
        asked = page.locator(".st-key-hero [data-testid=stColumn] [data-testid=stButtonGroup]").all()
        ends = [box["y"] + box["height"] for box in (group.bounding_box() for group in asked)]
        assert max(ends) <= verdict.bounding_box()["y"]
        assert name in BELOW or verdict.bounding_box()["y"] <= top
    assert page.evaluate("() => document.documentElement.scrollWidth <= innerWidth")


@pytest.mark.parametrize("name", one_in(5, LESSONS, first=3))
def test_the_first_screen_of_a_small_phone_shows_the_picture_before_the_guess_and_after_it(screen, name):
    """Every lesson is looked at; where the picture is no drawing, or stands below, is written above."""
    shown = opened(screen, name)
    page = shown.page
    if name in FILMS:
        expect(page.locator(".st-key-hero .lstm-film .answer-line")).to_be_visible()
    assert_is_seen(page, name)
    asked = page.locator(".st-key-hero").get_by_text(SHOW, exact=True)
    for k in range(asked.count()):
        with shown.rerun():
            asked.nth(k).click()
        assert_is_seen(page, name)


def test_what_is_written_of_lessons_is_written_of_lessons_that_there_are():
    assert {*PICTURES, *BELOW, *(WHERE.get(one, one) for one in MOVED)} <= set(LESSONS)


@pytest.mark.parametrize("name", one_in(3, MOVED))
def test_where_parts_stand_in_another_order_on_a_phone_the_keys_never_go_back_up(screen, name):
    page = opened(screen, WHERE.get(name, name)).page
    component = page.locator(f".st-key-hero .lstm-{name.replace('_', '-')}")
    expect(component.locator(":is(button, input):visible").first).to_be_visible()
    wait_until_still(page)
    reached, upwards = component.evaluate(UPWARDS)
    assert reached >= 3
    assert upwards == []
    page.set_viewport_size({"width": 1280, "height": 900})
    wait_until_still(page)
    page.set_viewport_size({"width": WIDTH, "height": HEIGHT})
    wait_until_still(page)
    assert component.evaluate(UPWARDS) == [reached, []]
