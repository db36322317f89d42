"""In a room the pictures that ask by themselves keep the answer until its teacher shows it; elsewhere none waits."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser import test_carriers, test_guess_a_row
from tests.support.sampled import one_in
from tools.chromium import PATIENCE, Screen
from ui.guesses import WAITS

expect.set_options(timeout=PATIENCE)
ROW = 7
AT = 9  # the micro-step of the LSTM that asks for c, from 0
SEEN = """() => {
  const found = [];
  const walk = (root) => {
    for (const node of root.childNodes) {
      const parent = node.parentElement;
      if (node instanceof Text && parent?.checkVisibility({ visibilityProperty: true })) found.push(node.data.trim());
      if (node instanceof SVGRectElement && node.getBoundingClientRect().width) found.push(node.outerHTML);
      if (node.shadowRoot) walk(node.shadowRoot);
      walk(node);
    }
  };
  for (const root of document.querySelectorAll("%s")) walk(root.shadowRoot ?? root);
  return found;
}"""
# What a reader's own guess may put on the page:
OWN = re.compile(rf"|{WAITS}|unit {ROW}.*|You said .*|Then the ranking .*")


@pytest.fixture
def room(screen) -> tuple[Screen, str]:
    """The tab of a teacher who has opened a room, and the room's word."""
    teacher = screen("/teachers", height=720)
    with teacher.rerun():
        teacher.page.get_by_role("button", name="Open a room").click()
    return teacher, teacher.page.locator(".lstm-room .strip .name").inner_text().split()[-1]


def at(tab: Screen, path: str, **query: str) -> None:
    tab.open(re.sub(r"(://[^/]+)/.*", rf"\1{path}", tab.page.url), **query)


def carriers(page: Page) -> None:
    test_carriers.click_row(page, ROW)
    page.locator(".lstm-carriers .confirm").click()


def break_it(page: Page) -> None:
    test_guess_a_row.film(page)
    test_guess_a_row.press(page, ROW)
    page.locator(".lstm-film .confirm").click()


def one_step(page: Page) -> None:
    page.locator(".lstm-step .option").first.click()


PICTURES: dict[str, tuple[Callable[[Page], None], str, str, dict[str, str]]] = {  # press, picture, answer, link
    "carriers": (carriers, ".lstm-carriers", ".lstm-carriers .rank-head, .lstm-carriers .after", {}),
    "break_it": (break_it, ".lstm-film", ".lstm-film .ranks, .lstm-film .held", {}),
    "one_step": (one_step, ".lstm-step", ".lstm-step .verdict", {"step_at": str(AT + 1)}),
}


@pytest.mark.parametrize("name", one_in(2, PICTURES))
def test_what_is_pressed_in_a_picture_waits_for_the_teacher_and_is_shown_then(screen, room, name):
    (teacher, word), (press, picture, answer, link) = room, PICTURES[name]
    student = screen(f"/{name}", room=word, **link)
    page = student.page
    at(teacher, f"/{name}", room=word, **link)
    expect(page.locator(".lstm-room .voted")).to_have_text("0 of 1 voted")
    page.locator(picture).first.wait_for()
    page.wait_for_timeout(500)  # until a picture has come to rest
    before = set(page.evaluate(SEEN % picture))
    press(page)
    expect(page.locator(picture).get_by_text(WAITS).first).to_be_visible()
    expect(teacher.page.locator(".lstm-room .voted")).to_have_text("1 of 1 voted")
    page.wait_for_timeout(500)
    news = set(page.evaluate(SEEN % picture)) - before
    assert all(OWN.fullmatch(one) for one in news), news
    expect(page.locator(answer).locator("visible=true")).to_have_count(0)

    page.reload()  # neither does whoever loads it anew
    expect(page.locator(".lstm-room .voted")).to_have_text("1 of 1 voted")
    expect(page.locator(answer).locator("visible=true")).to_have_count(0)
    if name == "one_step":
        press(page)

    teacher.page.get_by_role("button", name="Show the answer").click()
    expect(page.locator(answer).first).to_be_visible()
    expect(page.get_by_text(WAITS)).to_have_count(0)
    if name == "break_it":
        expect(page.locator(".lstm-film .held")).to_contain_text(f"unit {ROW}")


@pytest.mark.parametrize("name", PICTURES)
def test_without_a_room_the_picture_answers_at_once(screen, name):
    press, picture, answer, link = PICTURES[name]
    page = screen(f"/{name}", **link).page
    page.locator(picture).first.wait_for()
    press(page)
    expect(page.locator(answer).first).to_be_visible()


def test_nobody_walks_past_a_value_that_waits_until_the_teacher_walks_on(screen, room):
    teacher, word = room
    student = screen("/one_step", room=word)
    at(teacher, "/one_step", room=word, step_at=str(AT + 1))
    page, count = student.page, student.page.locator(".lstm-step .part .count")
    expect(teacher.page.locator(".lstm-room .voted")).to_have_text("0 of 1 voted")
    for reaches in (
        lambda: page.locator(".lstm-step .dot:visible").last.click(),
        lambda: page.get_by_role("button", name="Last micro-step").click(),
        lambda: page.get_by_role("button", name="backward", exact=True).click(),
    ):
        reaches()
        expect(count).to_have_text(re.compile(rf"^{AT + 1} of"))
        expect(page.locator(".lstm-step .player .main")).to_be_disabled()
        expect(page.locator(".lstm-step .picture")).to_be_hidden()
    teacher.page.get_by_role("button", name="Show the value").click()
    expect(page.locator(".lstm-step .player .main")).to_be_enabled()
    page.get_by_role("button", name="Last micro-step").click()
    expect(count).not_to_have_text(re.compile(rf"^{AT + 1} of"))


HELD = """async (search) => {
  history.replaceState(null, "", search);
  const { holdBack, isHeldBack, followHeldBack } = await import("/shared/asked/held_back.js");
  const found = [isHeldBack("one")];
  let heard = 0;
  const end = followHeldBack(() => (heard += 1));
  for (const names of [["one"], ["one"], [], null]) holdBack(names), found.push(isHeldBack("one"));
  end();
  holdBack([]);
  return [found, heard];
}"""


@pytest.mark.parametrize(("search", "unknown"), [("?room=sparrow", True), ("?x=1", False), ("?room=%3Cb%3E", False)])
def test_before_a_room_has_said_anything_everything_waits_in_it_and_nothing_elsewhere(blank, search, unknown):
    assert blank().page.evaluate(HELD, search) == [[unknown, True, True, False, unknown], 3]
