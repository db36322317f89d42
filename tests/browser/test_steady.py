"""What a reader on a slow machine meets in a film that opens: nothing jumps, and nothing is taken out of a hand."""

import base64

import pytest
from playwright.sync_api import expect

from lstm_core.browser.film_message import pack
from lstm_core.live.packed import packed
from tests.browser.test_in_sight import FILMS, address
from tests.support import films
from tests.support.sampled import one_in
from tools.chromium import PATIENCE
from ui.components.film.live import Alive, about

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

SENT = """async ([name, network]) => {
    const { keep } = await import("/shared/networks.js");
    keep(name, Uint8Array.from(atob(network), (letter) => letter.charCodeAt(0)));
    await import("/film/alive.js");
    for (let frame = 0; frame < 30; frame += 1) await new Promise(requestAnimationFrame);
}"""


@pytest.mark.parametrize("name", one_in(3, FILMS))
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


@pytest.fixture
def asleep(blank, film, network):
    """A film on an empty page, and what sends its network."""
    screen = blank()
    live = about(Alive(network), "each other country")
    texts = [base64.b64encode(blob).decode() for blob in (pack(film, live=live), b"")]
    screen.page.evaluate(films.MOUNT, [*texts, ""])
    screen.page.wait_for_selector(".lstm-film[data-ready]")
    sent = [live["network"], base64.b64encode(packed(network)).decode()]
    return screen.page, lambda: screen.page.evaluate(SENT, sent)


def test_a_list_that_a_reader_has_opened_stays_open_when_the_network_comes(asleep):
    page, send = asleep
    page.get_by_role("button", name="All keys").click()
    listed = page.get_by_role("dialog", name="Keys")
    expect(listed).to_be_visible()
    send()
    expect(listed).to_be_visible()
    expect(page.locator(".answer-line")).to_have_count(0)
    page.keyboard.press("Escape")
    expect(listed).to_be_hidden()
    expect(page.locator(".answer-line")).to_be_visible()


def test_a_click_is_not_lost_when_the_network_comes_while_the_button_is_down(asleep):
    page, send = asleep
    page.get_by_role("button", name="Play").hover()
    page.mouse.down()
    send()
    expect(page.locator(".answer-line")).to_have_count(0)
    page.mouse.up()
    expect(page.locator(".lstm-film")).to_have_attribute("data-playing", "true")
    expect(page.locator(".answer-line")).to_be_visible()
    expect(page.locator(".lstm-film")).to_have_attribute("data-playing", "true")


def test_a_picture_that_is_being_saved_is_whole_when_the_network_comes_meanwhile(asleep):
    page, send = asleep
    page.route("**/film/saving/files.js*", lambda route: (send(), route.continue_()))
    page.get_by_role("button", name="Download").click()
    with page.expect_download() as download:
        page.get_by_role("menuitem", name="Picture as SVG").click()
    saved = download.value.path().read_text(encoding="utf-8")
    assert all(f">{word}<" in saved for word in ("grew", "fluent"))
    expect(page.locator(".answer-line")).to_be_visible()
