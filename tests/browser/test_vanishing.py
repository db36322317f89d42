"""The error signal on its way back, in a real browser: its numbers, its keys, no word to the server while it plays."""

import numpy as np
import pytest
from playwright.sync_api import Page, expect

from figures.decades import size
from ui.lessons.vanishing import levers, numbers
from ui.shipped import networks

LINK = {"vanishing_vote": "next to nothing", "vanishing_bias": "2"}
LEVERS = levers.Levers(bias=2)


def spoken(steps: int) -> str:
    """What a screen reader is told so many steps back."""
    found = numbers.medians(list(networks.COMPARED), LEVERS)
    shown = {title: float(np.float32(logs[steps] / np.log(10))) * np.log(10) for title, logs in found.items()}
    said = ", ".join(f"{title} {size(log)}" for title, log in shown.items())
    return f"{f'{steps} steps back' if steps else 'at the loss'}: {said}"


def chains(page: Page):
    expect(page.locator(".lstm-backward canvas").first).to_be_attached(timeout=60_000)
    return page.locator(".lstm-backward")


@pytest.mark.parametrize("width", [1280, 400])
def test_the_numbers_shown_are_those_of_the_core_wherever_a_reader_goes(screen, width):
    page = screen("/vanishing", width=width, **LINK).page
    block = chains(page)
    block.focus()
    line = block.locator(".spoken")
    expect(line).to_have_text(spoken(0))
    for key, steps in (("ArrowLeft", 1), ("Home", 99), ("ArrowRight", 98), ("End", 0)):
        page.keyboard.press(key)
        expect(line).to_have_text(spoken(steps))


def test_it_plays_and_stops_without_a_word_to_the_server(screen):
    shown = screen("/vanishing", **LINK)
    block = chains(shown.page)
    block.focus()
    before = len(shown.sent)
    shown.page.keyboard.press("Space")
    expect(block.locator(".where")).not_to_have_text("at the loss")
    shown.page.keyboard.press("Space")
    here = block.locator(".where").inner_text()
    shown.page.wait_for_timeout(400)
    assert block.locator(".where").inner_text() == here
    assert len(shown.sent) == before


def test_with_reduced_motion_playing_is_a_cut_to_the_first_step(screen):
    page = screen("/vanishing", reduced_motion="reduce", **LINK).page
    block = chains(page)
    block.get_by_role("button", name="Play or pause").click()
    expect(block.locator(".spoken")).to_have_text(spoken(99))


def test_the_browser_writes_numbers_as_python_does(blank):
    logs = [-1000.5, -700.0, -7.3, -6.0, -0.4, 0.0, 2.0, 4.0, 5.5, 9.0, 300.0]
    page = blank().page
    found = page.evaluate(
        "async (tens) => [...tens, -Infinity].map((await import('/backward/scale.js')).size)",
        [log / np.log(10) for log in logs],
    )
    assert found == [*map(size, logs), size(-np.inf)]
