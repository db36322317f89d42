"""A term in a page's text says what it means when it is pointed at, tapped or chosen by the keyboard."""

import pytest
from playwright.sync_api import expect

from ui import glossary

expect.set_options(timeout=30_000)


@pytest.mark.parametrize("how", ["mouse", "touch", "keys"])
def test_a_term_explains_itself_in_place_and_the_address_stays(screen, how):
    touch = how == "touch"
    shown = screen("/vanishing", width=400 if touch else 1280, theme="dark" if touch else "light", has_touch=touch)
    page, sent, address = shown.page, len(shown.sent), shown.page.url
    term = page.locator("a[href='#term-seed']")
    box, said = page.locator(".lstm-term"), page.locator(".lstm-term [role=status]")
    expect(box).to_be_attached()
    expect(box).to_be_hidden()
    {"mouse": term.hover, "touch": term.tap, "keys": lambda: term.press("Enter")}[how]()
    expect(said).to_have_text(f"seed: {glossary.TERMS['seed']}")
    place = box.bounding_box()
    assert place["x"] >= 0
    assert place["x"] + place["width"] <= page.viewport_size["width"]
    page.keyboard.press("Escape")
    expect(box).to_be_hidden()
    assert page.url == address
    assert len(shown.sent) == sent
