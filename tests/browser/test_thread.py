"""The thread through the lessons in a real browser: things tick themselves off, a tour goes on, exercises check."""

import re
from collections.abc import Callable, Mapping

import pytest
from playwright.sync_api import Locator, Page, expect

from lstm_core import CELLS
from lstm_core.cell_page import page_of_cell
from tests.browser.test_carriers import click_row
from tests.browser.test_exercises import ANSWERS
from tests.support.sampled import one_in
from tools.chromium import Screen
from ui import frame, guesses

expect.set_options(timeout=20_000)

LESSONS = {found.name: found for found in frame.catalogue()}
START = frame.catalogue()[0]
OWN_CELL = page_of_cell(CELLS["lstm"]).replace("f * c_prev", "1 * c_prev")
DO, EXERCISES = ".lstm-thread .do li", ".lstm-thread .exercises li"
HOLDS = {"hold": "f=0 words 14 units 2"}
LINKS = {  # where no widget of the page holds what a link says
    "zoom": "3",
    "layers_at": "3",
    "layers_cue": "before the noun",
    "broken_guess": "show",
    "jobs_at": "5",
    "big_own": "it was worth it. ",
    "yours_carrying": "true",
    "yours_gates": "true",
    "say": "i grew up in spain . i speak fluent",
    "invent_page": OWN_CELL,
    "carriers_guess": "3",
    "carriers_rows": "11",
    "vanishing_bias": "2",
    "vanishing_length": "90",
    "back_at": "5",
    "back_window": "10",
    "moving_at": "9",
    "attention_at": "3",
    "race_gap": "20",
    "roads_radius": "0.7",
    "big_held": "1",
}
FIRST = {  # a control that waits for a guess
    "why_fillers": {"why_language": "french", "why_gap": "true"},
    "big_own": {"big_guess_reviews": guesses.SHOW},
    "big_held": {"big_guess_reviews": guesses.SHOW},
    "yours_carrying": {"yours_guess": guesses.SHOW},
    "yours_gates": {"yours_guess": guesses.SHOW},
}
SIGNALS = {  # links that bring a signal about; where none does, a hand in the tests below
    "held_values": {"france": HOLDS, "break_it": {"broken_edits": HOLDS["hold"]}},
    "carried_over": {"break_it": {"broken_edits": "c from spain word 13"}},
    "turned": {"break_it": {"broken_edits": "c from spain word 13"}},
    "guessed": {"many_jobs": {"jobs_guess_reviews": guesses.SHOW}},
    "turned_with": {"carriers": {"carriers_guess": "3", "carriers_rows": "11"}},
}


def address(name: str) -> str:
    return "/" if name == START.name else f"/{name}"


def thing(page: Page, says: str, among: str = DO) -> Locator:
    return page.locator(among).filter(has=page.locator(".says", has_text=re.compile(f"^{re.escape(says)}$")))


def expect_done(page: Page, says: str, among: str = DO) -> None:
    expect(thing(page, says, among)).to_have_attribute("data-done", "true")


def expect_open(page: Page, says: str, among: str = DO) -> None:
    expect(thing(page, says, among)).to_be_attached()
    expect(thing(page, says, among)).not_to_have_attribute("data-done", "true")


def ready(page: Page) -> Page:
    expect(page.locator(".lstm-film[data-ready]").first).to_be_visible()
    return page


def play_the_rest(page: Page) -> None:
    """Of a film that a link opened near its end."""
    page.get_by_role("button", name="Play", exact=True).first.click()


def other(widget) -> str:
    """A value of a widget that is not where it starts, as a link writes it."""
    if widget.type == "slider":
        return f"{widget.max:g}" if widget.value != widget.max else f"{widget.min:g}"
    start = widget.proto.default if isinstance(widget.proto.default, int) else next(iter(widget.proto.default), -1)
    return next(option for place, option in enumerate(widget.options) if place != start)


@pytest.fixture
def link_for(opened) -> Callable[[str, str], str]:
    """`link_for("family", "family_task")`: a value that this control of the page can take and does not have."""

    def find(name: str, key: str) -> str:
        if key in LINKS:
            return LINKS[key]
        page = opened(name, **FIRST.get(key, {}))
        (widget,) = [node for node in page.main if getattr(getattr(node, "proto", None), "query_param_key", "") == key]
        return other(widget)

    return find


def by_link(link_for, name: str) -> dict[str, Mapping[str, str]]:
    """What can be done by opening a link: {sentence: its query}."""
    found = {}
    for one in LESSONS[name].do:
        asked = [part for part in one.parts if not part.without]
        if all(part.link for part in asked):
            found[one.says] = {
                key: text
                for part in asked
                for key, text in ((part.name, link_for(name, part.name)), *FIRST.get(part.name, {}).items())
            }
        elif name in (by_signal := SIGNALS.get(next(part.name for part in asked if not part.link), {})):
            found[one.says] = by_signal[name]
    return found


@pytest.mark.parametrize("name", one_in(7, LESSONS))
def test_a_link_that_holds_what_is_to_be_done_ticks_it_off(screen, link_for, name):
    links = by_link(link_for, name)
    assert links or name == "one_step"
    for says, query in links.items():
        tab = screen(address(name), **query)
        expect_done(tab.page, says)


def pill(page: Page, text: str) -> None:
    page.locator('[data-testid="stButtonGroup"]').get_by_text(text, exact=True).first.click()


def do_why_memory(tab: Screen) -> None:
    page = tab.page
    pill(page, "sea")
    expect_done(page, "Guess the first word")
    expect_open(page, "Guess the language")
    pill(page, "german")
    expect_done(page, "Guess the language")
    page.locator('[data-testid="stExpander"] summary').filter(has_text="Stretch the gap").click()
    page.get_by_role("slider").first.press("ArrowRight")


def do_one_step(tab: Screen) -> None:
    page = tab.page
    dots = page.locator(".lstm-step .dot")
    expect(dots.first).to_be_visible()
    for _ in range(100):
        if page.locator(".lstm-step .option").count():
            break
        page.keyboard.press("ArrowRight")
        page.wait_for_timeout(50)  # a key may come before the walk listens, and each step is drawn before the next
    before = len(tab.sent)
    page.locator(".lstm-step .option").first.click()
    expect_done(page, "Guess a value")
    page.keyboard.press("End")
    expect_done(page, "Walk to the end")
    page.get_by_role("button", name="backward", exact=True).first.click()
    page.keyboard.press("End")
    expect_done(page, "Walk backward")
    assert len(tab.sent) == before


def do_carriers(tab: Screen) -> None:
    click_row(tab.page, 5)
    click_row(tab.page, 5)  # the first click marks the row
    expect_done(tab.page, "Guess a row")
    lever = tab.page.locator(".lstm-carriers .lever")
    for _ in range(11):
        lever.press("ArrowDown")
        if thing(tab.page, "Change the answer").get_attribute("data-done"):
            break
    expect_done(tab.page, "Carry rows over")


def do_vanishing(tab: Screen) -> None:
    page = tab.page
    pill(page, "next to nothing")
    expect_done(page, "Guess")
    page.get_by_role("slider", name=re.compile("Forget bias")).press("ArrowRight")
    expect_done(page, "Raise the forget bias")
    page.get_by_role("slider", name=re.compile("Length in steps")).press("ArrowRight")


def do_roads(tab: Screen) -> None:
    pill(tab.page, "10 steps")
    expect_done(tab.page, "Guess")
    tab.page.get_by_role("slider", name="Spectral radius").press("ArrowLeft")
    expect_done(tab.page, "Turn the spectral radius")
    tab.page.get_by_role("radio", name="Hidden states").click()


@pytest.mark.parametrize("name", one_in(2, ["why_memory", "one_step", "carriers", "vanishing", "roads"]))
def test_what_is_to_be_done_is_ticked_off_by_doing_it(screen, name):
    tab = screen(address(name))
    for one in LESSONS[name].do:
        expect_open(tab.page, one.says)
    globals()[f"do_{name}"](tab)
    for one in LESSONS[name].do:
        expect_done(tab.page, one.says)
    expect(tab.page.locator(".lstm-thread .count")).to_have_text(re.compile("done\\.$"))


@pytest.mark.parametrize("name", one_in(2, ["start", "france"], first=1))
def test_a_film_played_to_its_end_is_ticked_off_without_the_server_and_read_out(screen, name):
    tab = screen(address(name), word="27")
    page = ready(tab.page)
    expect(page.locator(".lstm-film .answer-line")).to_be_visible()
    expect_open(page, "Play to the end")
    expect(page.locator(".lstm-thread .count")).to_contain_text("0 of 3 done. Still to do: Play to the end")
    before = len(tab.sent)
    play_the_rest(page)
    expect_done(page, "Play to the end")
    expect(page.locator(".lstm-thread .do [role=status]")).to_have_text("Done: Play to the end. 1 of 3.")
    expect(page.locator(".lstm-thread .count")).to_contain_text("1 of 3 done. Still to do: ")
    assert len(tab.sent) == before
    page.reload()
    expect_done(ready(page), "Play to the end")


def test_squares_that_were_played_are_ticked_off(screen):
    page = screen("/moving").page
    page.locator(".lstm-moving .clock input").first.press("ArrowRight")
    expect_done(page, "Play the squares")


SOLVED = {
    "start": [{"say": "i grew up in spain . i speak fluent"}],
    "your_model": [{"yours_guess": guesses.SHOW, "hold": "c=4 words 1-16 units 10"}],
    "france": [
        {"hold": "c=-4 words 1-28 units 4"},
        {"say": "i grew up in france . i grew up in spain . i speak fluent"},
    ],
    "break_it": [{"broken_edits": "c from spain word 13"}],
    "carriers": [{"carriers_guess": "3", "carriers_from": "italy", "carriers_rows": "3"}],
    "vanishing": [{"vanishing_vote": "next to nothing", "vanishing_bias": "5"}],
    "way_back": [{"back_vote": "", "back_window": "23"}],
    "one_step": [{"step_set": ""}],
    "invent": [{"invent_page": OWN_CELL}],
}
NOT_SOLVED = {  # nearly: one part of each condition fails
    "start": [{"hold": "c from spain word 13"}],
    "your_model": [{"yours_guess": guesses.SHOW, "hold": "f=0 words 14 units 2"}],
    "france": [{"hold": "c from spain word 13"}, {"hold": "c=-4 words 1-28 units 4"}],
    "break_it": [{"broken_edits": "f=0 words 8-20"}],
    "carriers": [{"carriers_guess": "3", "carriers_from": "italy", "carriers_rows": "8"}],
    "vanishing": [{"vanishing_vote": "next to nothing", "vanishing_bias": "5", "vanishing_scale": "1.5"}],
    "way_back": [{"back_window": "22"}],
    "one_step": [{"step_preset": "keep"}],
    "invent": [{"invent_start": "LSTM of 1997"}],
    "learning": [{"learning_vote": "about half", "learning_bias": "0"}],
    "clinic": [{"clinic_said": guesses.SHOW}],
}
BY_HAND = {"memory_change", "learned", "healed"}  # what no link brings about


def test_every_exercise_is_tried():
    assert {name for name, lesson in LESSONS.items() if lesson.exercises} == NOT_SOLVED.keys() | ANSWERS.keys()


@pytest.mark.parametrize("name", one_in(3, NOT_SOLVED))
def test_an_exercise_checks_itself_and_says_only_then_what_it_showed(screen, name):
    for number, one in enumerate(LESSONS[name].exercises):
        if one.parts[0].name not in BY_HAND:
            query = {key: text for key, text in SOLVED[name][number].items() if text}
            page = screen(address(name), **query).page
            expect_done(page, one.says, EXERCISES)
            expect(thing(page, one.says, EXERCISES).locator(".shown")).to_have_text(one.shows)
        tab = screen(address(name), **NOT_SOLVED[name][number])
        expect(tab.page.locator(".lstm-thread[data-part=below] .count")).to_be_visible()
        if tab.page.locator(".lstm-film").count():
            expect(ready(tab.page).locator(".lstm-film .answer-line")).to_be_visible()
        tab.page.wait_for_function(
            "(names) => [...(globalThis[Symbol.for('lstm-signals')] ?? new Map()).keys()]"
            ".some((key) => names.includes(key.split(' ')[1]))",
            arg=[part.name for part in one.parts if not part.link],
        )
        expect_open(tab.page, one.says, EXERCISES)
        expect(thing(tab.page, one.says, EXERCISES).locator(".shown")).to_be_hidden()
        assert one.shows not in tab.page.content()


def test_a_new_reader_walks_the_ten_minute_tour_to_its_end_and_finds_the_way_back(screen):
    tab = screen("/")
    page = ready(tab.page)
    expect(page.locator(".lstm-thread .left-off")).to_be_hidden()
    page.get_by_role("link", name="Why memory · 3 min").click()
    page.wait_for_url("**/why_memory?tour=10")
    above = page.locator(".lstm-thread[data-part=above]")
    expect(above.locator(".where")).to_have_text("10-minute tour, stop 1 of 2")
    dots, bar = above.locator(".dots i"), above.get_by_role("progressbar")
    expect(bar).to_have_attribute("aria-valuenow", "0")
    do_why_memory(tab)
    expect(dots.first).to_have_attribute("data-done", "true")
    expect(dots.last).not_to_have_attribute("data-done", "true")
    expect(bar).to_have_attribute("aria-valuenow", "50")
    page.get_by_role("link", name=re.compile("Next: France → French.*7 min")).click()
    page.wait_for_url("**/france?tour=10")
    expect(above.locator(".where")).to_have_text("10-minute tour, stop 2 of 2")
    expect(above.locator(".dots")).to_have_attribute("aria-label", "Done: Why memory")
    expect(page.locator(".st-key-onward")).to_contain_text("Next: Start: The tour ends here")
    page.get_by_role("link", name=re.compile("Next: Start")).click()
    expect(page.locator(".lstm-thread .left-off")).to_contain_text("You were at France → French, stop 2 of 2: go on")
    tick = "(link) => getComputedStyle(link, '::after').content"
    assert "✓" in page.get_by_role("link", name="Why memory · 3 min").evaluate(tick)
    assert "✓" not in page.get_by_role("link", name="France → French · 7 min").evaluate(tick)
    page.evaluate("() => (globalThis.stays = true)")
    page.get_by_role("link", name="go on").click()
    page.wait_for_url("**/france?tour=10")
    assert page.evaluate("() => globalThis.stays"), "the app was loaded anew"
    page.get_by_role("button", name="Leave the tour").click()
    expect(above.locator(".tour")).to_have_count(0)
    page.wait_for_url(re.compile("/france$"))
    expect(page.locator(".st-key-onward")).to_contain_text("Next: Break it")


def test_what_was_done_can_be_forgotten(screen):
    tab = screen("/france", hold=HOLDS["hold"])
    expect_done(tab.page, "Hold a value")
    tab.page.get_by_role("link", name="Back to Start").click()
    tab.page.get_by_role("button", name="Forget", exact=True).click()
    expect(tab.page.locator(".lstm-thread .left-off")).to_be_hidden()
    tab.page.get_by_role("link", name="France → French · 7 min").click()
    expect_open(tab.page, "Hold a value")


def test_a_browser_that_keeps_nothing_still_ticks_things_off_in_this_tab(screen):
    tab = screen("/why_memory")
    tab.page.add_init_script("Object.defineProperty(window, 'localStorage', { get() { throw new Error('closed'); } });")
    tab.page.reload()
    do_why_memory(tab)
    expect_done(tab.page, "Stretch the gap")


def test_what_stands_in_the_browser_may_be_anything(screen):
    tab = screen("/why_memory")
    tab.page.wait_for_function("() => localStorage.getItem('lstm-thread')")  # what this visit leaves comes before
    for text in ("{", "null", "[]", '{"done": {"why_memory": 3}, "at": {"lesson": {}}}', '{"done": 1, "at": 2}'):
        tab.page.evaluate("(text) => localStorage.setItem('lstm-thread', text)", text)
        tab.page.goto(tab.page.url.replace("/why_memory", "/"))
        expect(tab.page.locator(DO).first).to_be_visible()
        expect(tab.page.locator(".lstm-thread .left-off")).to_be_hidden()
        tab.page.goto(f"{tab.page.url.rstrip('/')}/why_memory")
        expect_open(tab.page, "Guess the language")


@pytest.mark.parametrize("theme", one_in(2, ["light", "dark"]))
@pytest.mark.parametrize(("name", "width"), [("france", 1280), ("vanishing", 1280), ("start", 1280), ("france", 400)])
def test_the_line_above_a_lesson_is_one_line_and_nothing_reaches_past_the_screen(screen, name, width, theme):
    page = screen(address(name), theme=theme, width=width, height=720, tour="50").page
    line = page.locator(".lstm-thread .line")
    expect(line).to_be_visible()
    title = page.get_by_role("heading", level=1).bounding_box()
    box = line.bounding_box()
    assert box["height"] <= (36 if width == 1280 else 60)
    assert box["y"] > title["y"]
    assert page.evaluate("() => document.documentElement.scrollWidth <= innerWidth")
    if width == 1280:
        tops = {round(row.bounding_box()["y"]) for row in page.locator(DO).all()}
        assert len(tops) == 1
