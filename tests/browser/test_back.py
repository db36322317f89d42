"""The browser's Back returns, in one step, to a page as it was left: with all that its link said."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.support.room_server import Browser
from tests.support.sampled import covering
from tools.chromium import PATIENCE, Screen
from tools.server import AppServer
from ui import frame

CLAIMS = {found.name: found.claim for found in frame.pages()}
STATES = [  # a page, and what a link may say of it
    ("why_memory", {"why_clouds": "sea", "why_language": "italian"}),
    ("france", {"france_country": "Spain", "france_fillers": "2"}),
    ("way_back", {"back_vote": "about a tenth", "back_window": "10"}),
    ("break_it", {"broken_guess": "show"}),
]
LOOKED_UP = {"glossary": {"glossary_find": "gradient"}, "teachers": {"class_stops": "Why memory"}}
ALONG = [  # what stays in the address from page to page
    {"tour": "10"},
    {"tour": "france.way_back.race", "screens": "race?race_length=100"},
    {"hide": "menu", "present": "1"},
    {},
]
BLANK = 1  # with which a tab begins
expect.set_options(timeout=PATIENCE)


def ready(page: Page) -> None:
    """What keeps the addresses comes with what copies them, a moment after the links of a page can be pressed."""
    expect(page.locator("button[title='Copy link']")).to_be_enabled()


def leave(page: Page, link: str) -> None:
    """To another page, the second of the tab's history."""
    ready(page)
    here = page.evaluate("location.pathname")
    page.locator(link).first.click()
    page.wait_for_function("(here) => location.pathname !== here", arg=here)
    assert page.evaluate("history.length") == BLANK + 2


@pytest.mark.parametrize(("name", "state", "along"), covering(STATES, ALONG))
def test_back_from_the_next_lesson_finds_this_one_as_its_link_opened_it(screen, name, state, along):
    page = screen(f"/{name}", **state, **along).page
    opened = page.url
    for _ in range(2):  # who comes back and goes on comes back again
        leave(page, ".st-key-onward a")
        page.go_back()
        page.wait_for_url(opened)
        expect(page.get_by_role("heading", level=1)).to_have_text(CLAIMS[name])
    if name == "why_memory":
        expect(page.get_by_text("You said italian; it is french.")).to_be_visible()


def test_back_from_a_page_of_the_menu_finds_the_votes(screen):
    page = screen("/why_memory", **STATES[0][1]).page
    opened = page.url
    page.locator("[data-testid=stTopNavSection]").last.click()
    leave(page, "[role=menuitem]")
    page.go_back()
    page.wait_for_url(opened)
    expect(page.get_by_text("You said italian; it is french.")).to_be_visible()


@pytest.mark.parametrize(("name", "along"), covering(LOOKED_UP, [{}, {"present": "1"}]))
def test_back_finds_a_page_that_is_looked_up_as_its_link_opened_it(screen, name, along):
    page = screen(f"/{name}", **LOOKED_UP[name], **along).page
    opened = page.url
    ways = ["[data-testid=stMain] a:has-text('Back to Start')"] * 2  # who comes back and goes on comes back again
    for link in ways if along else [*ways, "[role=menuitem]"]:  # who presents has no menu
        if link == "[role=menuitem]":
            page.locator("[data-testid=stTopNavSection]").first.click()
        leave(page, link)
        page.go_back()
        page.wait_for_url(opened)
        expect(page.get_by_role("heading", level=1)).to_have_text(CLAIMS[name])


def test_each_page_that_is_looked_up_is_opened_by_a_link_that_says_something():
    assert {page.name for page in frame.pages() if page.reference} == set(LOOKED_UP)
    assert all(LOOKED_UP.values())


def test_back_from_the_first_stop_of_a_tour_finds_start_without_a_tour(screen):
    page = screen("/").page
    opened = page.url
    leave(page, "[data-testid=stMain] a[href*='tour=10']:visible")
    page.wait_for_url(lambda url: "tour=10" in url)
    page.go_back()
    page.wait_for_url(opened)


def test_back_of_a_student_who_was_led_finds_the_page_where_the_teacher_called(contexts, server: AppServer):
    port = int(server.url.rpartition(":")[2])
    _, opened = Browser(port).send("/room")
    teacher = Browser(port, "t" * 20, opened["secret"])
    student = Screen(contexts).open(f"{server.url}/france", france_country="Spain", room=opened["room"])
    page, here = student.page, student.page.url
    expect(page.locator(".lstm-room .where")).to_contain_text("1 here")
    ready(page)
    teacher.lead(opened["room"], "go", page="vanishing", place="")
    page.wait_for_url(re.compile("/vanishing"))
    assert page.evaluate("history.length") == BLANK + 2
    teacher.lead(opened["room"], "close")
    expect(page.locator(".lstm-room .trouble")).to_contain_text("has ended.")
    page.go_back()
    page.wait_for_url(here)
    expect(page.get_by_role("heading", level=1)).to_have_text(CLAIMS["france"])
    student.close()
