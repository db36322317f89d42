"""What a reader moves on the pages that a class opens most is answered in the page, or runs what it must."""

import pytest
from playwright.sync_api import Page, expect

from tests.support.lists import open_list
from tests.support.sampled import one_in
from tools.chromium import Screen
from tools.moves import ALONE, MOVES

FOLDED = {
    "france": "Another sentence, another network",
    "vanishing": "More: weights, loss, sizes, another cell, theory",
}
VOTED = {"vanishing": {"vanishing_vote": "next to nothing"}}
RESTS = 900  # ms, in which everything that a page might say to the server has been said


def change_a_word(page: Page) -> None:
    chip = page.locator(".own-words .chip").nth(4)
    chip.click()
    chip.click()
    page.locator(".word-menu .option", has_text="spain").first.click()
    page.wait_for_url("**say=**")


def press(page: Page, key: str) -> None:
    page.locator(".lstm-film").press(key)


IN_THE_PAGE = {
    "play the film": lambda page: press(page, "Space"),
    "step to another word": lambda page: press(page, "ArrowRight"),
    "zoom to one cell": lambda page: press(page, "3"),
    "change a word": change_a_word,
}


def opened(screen, page: str) -> Screen:
    """The page, drawn, with the controls in sight."""
    shown = screen("/" if page == "start" else f"/{page}", height=1400, **VOTED.get(page, {}))
    if page == "vanishing":
        expect(shown.page.locator(".lstm-vanishing tbody tr").first).to_be_visible(timeout=60_000)
    else:
        shown.page.wait_for_selector(".lstm-film .answer-line")
        shown.page.wait_for_selector(".own-words .chip")
    if page in FOLDED:
        shown.page.get_by_text(FOLDED[page]).click()
    shown.page.wait_for_timeout(RESTS)
    return shown


def set_to_another(page: Page, key: str) -> None:
    """A hand sets a control of the server's to something else."""
    if key == "vanishing_hero":
        return page.locator("#lstm-lever-length").press("ArrowRight")
    control = page.locator(f".st-key-{key}")
    control.scroll_into_view_if_needed()
    if control.get_by_role("slider").count():
        control.get_by_role("slider").press("ArrowRight")
    elif control.get_by_role("combobox").count():
        open_list(control.get_by_role("combobox")).nth(2).click()
    elif control.locator("summary").count():
        control.locator("summary").click()
    elif control.locator('[data-testid="stRadio"]').count():
        control.locator("label").filter(has=page.locator("input")).first.click()
    else:
        control.get_by_role("radio").nth(1).click()


@pytest.mark.parametrize("page", ["start", "france"])
def test_what_is_moved_in_the_page_sends_nothing(screen, page):
    shown = opened(screen, page)
    for what in (what for what, key in MOVES[page].items() if not key):
        before = len(shown.sent)
        IN_THE_PAGE[what](shown.page)
        shown.page.wait_for_timeout(RESTS)
        assert shown.sent[before:] == [], what


@pytest.mark.parametrize("page", one_in(2, MOVES))
def test_what_the_server_must_draw_is_one_message_and_runs_the_whole_page_only_where_all_of_it_depends(screen, page):
    shown = opened(screen, page)
    for key in dict.fromkeys(filter(None, MOVES[page].values())):
        sent, heard = len(shown.sent), len(shown.received)
        with shown.rerun():
            set_to_another(shown.page, key)
        shown.page.wait_for_timeout(RESTS)
        assert shown.sent[sent:] == ["rerun_script"], key
        assert ("navigation" in shown.received[heard:]) == (key not in ALONE), key


def test_what_is_unfolded_speaks_of_where_the_levers_stand_whenever_they_moved(screen):
    shown = screen("/vanishing", vanishing_vote="next to nothing")
    page = shown.page
    expect(page.locator(".lstm-vanishing tbody tr").first).to_be_visible(timeout=60_000)
    with shown.rerun():
        page.locator("#lstm-lever-bias").press("Home")
    with shown.rerun():
        page.locator(".st-key-claim_removed summary").click()
    expect(page.get_by_text("by forget bias: at -3")).to_be_visible(timeout=60_000)
    page.locator("#lstm-lever-bias").press("ArrowRight")
    expect(page.get_by_text("by forget bias: at -2.9")).to_be_visible(timeout=60_000)
