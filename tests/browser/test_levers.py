"""Levers in a picture: what a hand did is said, even if another picture comes a moment after it."""

import pytest

LEVERS = """async () => {
  const { createLevers } = await import("/shared/levers/levers.js");
  const lever = { name: "radius", address: "roads_radius", label: "Radius", low: 0, high: 2, step: 0.1, start: 1 };
  window.said = [];
  let value = 1;
  const write = (_, now) => (value = now);
  const rested = () => said.push(value);
  const hands = { read: () => ({ value }), write, text: String, began() {}, moved() {}, rested };
  window.levers = createLevers([lever], hands);
  document.body.replaceChildren(levers.element);
}"""


@pytest.fixture
def page(blank):
    page = blank().page
    page.evaluate(LEVERS)
    return page


def test_a_lever_is_said_once_when_its_hand_rests(page):
    page.get_by_role("slider").press("ArrowRight")
    page.get_by_role("slider").press("ArrowRight")
    page.wait_for_timeout(600)
    page.evaluate("() => levers.leave()")
    assert page.evaluate("() => said") == [1.2]


def test_a_lever_that_is_taken_away_before_its_hand_has_rested_is_said_first(page):
    page.get_by_role("slider").press("ArrowRight")
    assert page.evaluate("() => (levers.leave(), said)") == [1.1]
    page.wait_for_timeout(600)
    assert page.evaluate("() => said") == [1.1]


def test_a_lever_of_a_lesson_that_was_left_says_nothing(page):
    page.get_by_role("slider").press("ArrowRight")
    page.evaluate("() => { history.pushState({}, '', '/another'); levers.leave(); }")
    page.wait_for_timeout(600)
    assert page.evaluate("() => said") == []
