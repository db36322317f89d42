"""Formulas in the letters that the reader chose: on every page that draws them, in the address and in the browser."""

import pytest
from playwright.sync_api import Page, expect

from lstm_core import CELLS
from lstm_core.board.notations import PAGE, PYTORCH, TEXTBOOK, spelled
from lstm_core.board.show import mathml
from tests.support.formulas import text
from tests.support.sampled import one_in

expect.set_options(timeout=30_000)
FORMULAS = {  # page: where a formula of it stands, and the choice beside it
    "/family": (".lstm-family .board", ".lstm-family"),
    "/one_step?step_at=3": (".lstm-step .equation.letters", ".lstm-step"),
    "/france?zoom=3&part=2": (".lstm-film .equation.letters", ".lstm-film .part"),
    "/invent": (".lstm-invent .formulas", ".lstm-invent .board"),
}


def letters(notation: str) -> list[str]:
    """What stands on the board of the LSTM, as Python writes it."""
    cell = CELLS["lstm"]
    return [joined(spelled(mathml(cell, name), cell, notation)) for name in cell.names]


def joined(tree: list) -> str:
    return text(tree).replace("_", "")


def shown(page: Page) -> list[str]:
    found = page.locator(".lstm-family .board tbody td:first-of-type math")
    return found.all_text_contents()


def open_formulas(screen, address: str) -> Page:
    where, _, query = address.partition("?")
    page = screen(where, **dict(part.split("=") for part in query.split("&") if part), height=900).page
    if where == "/invent":
        page.get_by_text("Formulas, derivatives, numbers").click()
    return page


def test_the_board_is_written_as_python_writes_it_in_each_notation_and_the_server_hears_nothing(screen):
    opened = screen("/family", family_second="gru")
    page, sent = opened.page, len(opened.sent)
    choice = page.locator(".lstm-family .notation select")
    for notation in (PYTORCH, TEXTBOOK, PAGE):
        choice.select_option(notation)
        expect(page.locator(".lstm-family .board td math").first).to_have_text(letters(notation)[0])
        assert [one for one in shown(page) if one] == letters(notation)
        asked = f"notation={notation}" in page.url
        assert asked == (notation != PAGE)
    assert len(opened.sent) == sent


@pytest.mark.parametrize("address", one_in(2, FORMULAS))
def test_wherever_a_formula_is_drawn_its_letters_can_be_chosen(screen, address):
    page = open_formulas(screen, address)
    where, part = FORMULAS[address]
    board, choice = page.locator(where).first, page.locator(f"{part} .notation select").first
    expect(choice).to_be_visible()
    choice.select_option(TEXTBOOK)
    expect(board).to_contain_text("U")
    page.wait_for_function("() => location.search.includes('notation=textbook')")
    choice.select_option(PAGE)
    expect(board).not_to_contain_text("U")
    page.wait_for_function("() => !location.search.includes('notation')")


def test_what_was_chosen_is_kept_in_the_browser_and_a_link_goes_before_it(screen):
    opened = screen("/family")
    page = opened.page
    page.locator(".lstm-family .notation select").select_option(TEXTBOOK)
    expect(page.locator(".lstm-family .board")).to_contain_text("c~")
    page.goto(page.url.split("/family")[0] + "/one_step?step_at=3")
    expect(page.locator(".lstm-step .equation.letters").first).to_contain_text("U")
    page.wait_for_function("() => location.search.includes('notation=textbook')")
    page.goto(page.url.split("/one_step")[0] + "/family?notation=pytorch")
    expect(page.locator(".lstm-family .board td math").first).to_have_text(letters(PYTORCH)[0])


def test_a_link_that_asks_for_a_notation_that_is_none_shows_the_usual_one(screen):
    page = screen("/family", notation="runes").page
    expect(page.locator(".lstm-family .board td math").first).to_have_text(letters(PAGE)[0])
    expect(page.get_by_text("“runes” is not a notation")).to_be_visible()


@pytest.mark.parametrize("how", ["mouse", "touch"])
def test_an_opened_explanation_leads_to_all_terms(screen, how):
    touch = how == "touch"
    page = screen("/vanishing", width=400 if touch else 1280, has_touch=touch).page
    term = page.locator("a[href='#term-seed']")
    expect(page.locator(".lstm-term")).to_be_attached()
    term.tap() if touch else term.click()
    page.locator(".lstm-term").get_by_role("link", name="All terms").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Every term in one sentence")
    expect(page.get_by_text("Where all random draws begin.")).to_be_visible()
