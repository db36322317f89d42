"""Fixtures of the browser tests: the app's server, a Chromium, and screens that must end without a complaint.

    def test_the_film_plays_without_the_server(screen):
        france = screen("/france", theme="dark", width=400, gap="3")  # opens /france?gap=3, waits for the script
        before = len(france.sent)                                     # messages page -> server
        france.page.get_by_role("button", name="Play").click()        # france.page is a Playwright page
        france.page.wait_for_timeout(500)                             # never time.sleep: it stops the events
        assert len(france.sent) == before
        with france.rerun():                                          # waits for the run that this causes
            france.page.get_by_text("germany").click()

    def test_a_module_alone(blank):
        page = blank(width=400).page                                  # an empty page on a server of static/
        assert page.evaluate("async () => (await import('/shared/format.js')).percent(0.5)") == "50 %"

`screen` and `blank` take theme="light"|"dark", width, height and any option of Playwright's `browser.new_context`
(reduced_motion="reduce", has_touch=True). A click lasts as long as a hand's: tests/support/hand.py. Each screen is
closed after its test, which fails if the console showed an error, the page showed an exception, anything outside this
machine was asked for, or the server printed a traceback; a test that causes an error on purpose clears `.errors` of
its screen.
"""

import os
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser

from lstm_core import Network
from lstm_core.film import Film
from tests.support import films
from tests.support.hand import press_like_a_hand
from tools.chromium import Screen, chromium
from tools.contexts import Contexts
from tools.server import AppServer, file_server


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Any Chromium; without one the browser tests are skipped, but fail where CI=true."""
    try:
        with chromium() as found:
            yield found
    except LookupError as missing:
        if os.environ.get("CI") == "true":
            pytest.fail(str(missing))
        pytest.skip(str(missing))


@pytest.fixture(scope="session", autouse=True)
def hand() -> Iterator[None]:
    """No press is quicker than a frame."""
    with pytest.MonkeyPatch.context() as patch:
        press_like_a_hand(patch)
        yield


@pytest.fixture(scope="session")
def contexts(browser: Browser) -> Iterator[Contexts]:
    """Contexts of that browser in which many tests open their screens, one after the other."""
    kept = Contexts(browser)
    yield kept
    kept.close()


@pytest.fixture(scope="session")
def files() -> Iterator[str]:
    """The URL of a plain server of the folder static/."""
    with file_server() as url:
        yield url


@pytest.fixture
def screen(contexts: Contexts, server: AppServer) -> Iterator[Callable[..., Screen]]:
    """`screen(path="/", theme="light", width=1280, height=900, **query)` opens a page of the app."""
    opened: list[Screen] = []
    printed = len(server.log())

    def open_screen(path: str = "/", theme: str = "light", width: int = 1280, height: int = 900, **options) -> Screen:
        context = {name: options.pop(name) for name in ("reduced_motion", "has_touch") if name in options}
        opened.append(Screen(contexts, theme, width, height, **context))
        return opened[-1].open(server.url + path, **options)

    yield open_screen
    complaints = _close(opened)
    said = server.log()[printed:]
    assert not complaints, "\n".join([*complaints, said])
    assert "Traceback" not in said, said


@pytest.fixture
def blank(contexts: Contexts, files: str) -> Iterator[Callable[..., Screen]]:
    """`blank(theme="light", width=1280, height=900)` opens an empty page that can import the modules of static/."""
    opened: list[Screen] = []

    def open_blank(theme: str = "light", width: int = 1280, height: int = 900, **context) -> Screen:
        opened.append(Screen(contexts, theme, width, height, **context))
        opened[-1].page.goto(f"{files}/blank")
        return opened[-1]

    yield open_blank
    complaints = _close(opened)
    assert not complaints, "\n".join(complaints)


@pytest.fixture(scope="session")
def network() -> Network:
    """The shipped LSTM of 64 units."""
    return films.shipped()


@pytest.fixture(scope="session")
def film(network: Network) -> Film:
    """What it does with a sentence about France."""
    return films.filmed(network)


@pytest.fixture
def shown(blank: Callable[..., Screen], film: Film) -> Callable[..., Screen]:
    """`shown("?pin=29")` opens this film with all its lanes; with `network=network` it is alive."""
    return lambda query="", network=None, theme="light", **options: films.show(
        blank(theme=theme, **options), film, network, query, theme
    )


def _close(screens: list[Screen]) -> list[str]:
    complaints = [complaint for screen in screens for complaint in screen.complaints()]
    for screen in screens:
        screen.close()
    return complaints
