"""Fingers: a wipe over a cell or a step goes on or back, a move up or down scrolls the page, a tap chooses."""

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.test_keys import WHERE, frames
from tests.support.sampled import one_in

expect.set_options(timeout=30_000)


def wipe(page: Page, target: Locator, across: int, along: int = 0) -> None:
    """A finger on the middle of an element, moved and lifted."""
    target.evaluate("(one) => one.scrollIntoView({ block: 'center', behavior: 'instant' })")
    frames(page)
    box = target.bounding_box()
    x, y = box["x"] + box["width"] / 2, box["y"] + min(box["height"] / 2, 40)
    finger = page.context.new_cdp_session(page)
    steps = 8
    finger.send("Input.dispatchTouchEvent", {"type": "touchStart", "touchPoints": [{"x": x, "y": y}]})
    for k in range(1, steps + 1):
        point = {"x": x + across * k / steps, "y": y + along * k / steps}
        finger.send("Input.dispatchTouchEvent", {"type": "touchMove", "touchPoints": [point]})
    finger.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})
    frames(page)


@pytest.mark.parametrize("place", one_in(2, [".cell h2", ".part h2"]))
def test_a_wipe_over_the_film_s_cards_goes_to_the_word_before_and_back(screen, place):
    opened = screen("/france", width=400, height=800, has_touch=True, zoom="3")
    page = opened.page
    wrapper = page.locator(".lstm-film")
    wrapper.locator(".answer-line").wait_for()
    before, sent = wrapper.evaluate(WHERE), len(opened.sent)
    wipe(page, wrapper.locator(place).first, 90)
    earlier = wrapper.evaluate(WHERE)
    assert earlier != before
    wipe(page, wrapper.locator(place).first, -90)
    assert wrapper.evaluate(WHERE) == before
    assert len(opened.sent) == sent


def test_a_wipe_over_the_step_walks_it_and_a_move_down_scrolls(screen):
    page = screen("/one_step", width=400, height=800, has_touch=True).page
    count = page.locator(".part .count")
    page.locator(".lstm-step .equation math").first.wait_for()
    for at, across in ((2, -90), (3, -90), (2, 90)):
        wipe(page, page.locator(".part .sentence"), across)
        expect(count).to_have_text(f"{at} of 14")
    main = "document.querySelector('[data-testid=stMain]').scrollTop"
    wipe(page, page.locator(".part .sentence"), -40, -30)
    expect(count).to_have_text("2 of 14")
    before = page.evaluate(main)
    wipe(page, page.locator(".part .sentence"), 10, -200)
    page.wait_for_function(f"(before) => {main} !== before", arg=before)
    expect(count).to_have_text("2 of 14")


def test_the_pin_of_a_question_is_dragged_and_not_wiped(screen):
    page = screen("/one_step", width=400, height=800, has_touch=True, step_at="10").page
    line = page.locator(".question .line")
    line.wait_for()
    wipe(page, line, 100)
    expect(page.locator(".verdict")).to_be_visible()
    expect(page.locator(".part .count")).to_have_text("10 of 14")


@pytest.mark.parametrize("at", one_in(2, [10, 13]))
def test_a_step_on_from_a_question_shows_what_was_asked_and_the_next_goes_on(screen, at):
    for press in ("ArrowRight", "PageDown", "Space", "button"):
        page = screen("/one_step", step_at=str(at)).page
        waits = page.locator(".question[data-waiting=true]")
        waits.wait_for()
        expect(page.locator(".picture")).to_be_hidden()
        count = page.locator(".part .count")
        button = page.locator(".step.main")
        expect(button).to_have_text("Show")
        keyboard = page.keyboard
        press_it = button.click if press == "button" else lambda key=press, keyboard=keyboard: keyboard.press(key)
        press_it()
        expect(page.locator(".picture")).to_be_visible()
        expect(page.locator(".source")).to_be_visible()
        expect(count).to_have_text(f"{at} of 14")
        expect(button).to_have_text("Next")
        if press != "Space":
            press_it()
        expect(count).to_have_text(f"{at + 1} of 14")


def test_the_recall_question_does_not_say_what_the_gate_is(screen):
    page = screen("/one_step").page
    page.locator(".lstm-step .equation math").first.wait_for()
    question = page.get_by_text("How much of the memory before does it keep?")
    expect(question).to_be_visible()
    assert "0." not in question.inner_text()
