"""What a reader on a slow machine meets in a film that opens: nothing jumps, and nothing is taken out of a hand."""

import pytest
from playwright.sync_api import expect

from tests.browser.test_in_sight import FILMS, address
from tools.chromium import PATIENCE

expect.set_options(timeout=PATIENCE)
# What is less tall is Streamlit's own sign of waiting.
WATCHED = """() => {
    window.ends = [];
    const look = () => {
        const hero = document.querySelector(".st-key-hero");
        const film = hero?.querySelector("[class*='_film']:not([class*='_film_'])");
        const height = Math.round(film?.getBoundingClientRect().height ?? 0);
        if (height > 60) window.ends.push([Math.round(hero.getBoundingClientRect().bottom), height]);
        requestAnimationFrame(look);
    };
    requestAnimationFrame(look);
}"""


@pytest.mark.parametrize("name", FILMS)
def test_a_film_that_opens_on_a_slow_machine_never_shows_more_than_it_will_be(screen, name):
    shown = screen("/glossary", height=720)
    page = shown.page
    page.add_init_script(f"({WATCHED})()")
    devtools = page.context.new_cdp_session(page)
    devtools.send("Emulation.setCPUThrottlingRate", {"rate": 3})
    page.goto(page.url.replace("/glossary", address(name)))
    expect(page.locator(".st-key-hero .lstm-film .answer-line")).to_be_visible()
    devtools.send("Emulation.setCPUThrottlingRate", {"rate": 1})
    ends = page.evaluate("window.ends")
    last = page.locator(".st-key-hero").bounding_box()
    heights = [height for _, height in ends]
    assert max(heights) <= heights[-1] + 30, sorted(set(heights))
    assert min(heights) >= heights[-1] - 60, sorted(set(heights))  # room was kept for what was to come
    assert last["y"] + last["height"] <= 720
