"""Every page in Firefox and WebKit: it opens whole, with something drawn, and nothing complains when it gets narrow."""

import json

import pytest

from tests.app.test_guesses import questions
from tests.engines.conftest import HEIGHT, WIDTH
from tests.engines.walked import EMPTY, PICTURES
from ui import frame, guesses

pytestmark = [pytest.mark.engines, pytest.mark.long]
PAGES = {found.name: found for found in frame.pages()}
NARROW = (400, 800)  # a window of WebKit stays a little wider
START = frame.catalogue()[0].name
DRAWN = f"[...{PICTURES}, ...all('.main-svg')].some((one) => one.getBoundingClientRect().height >= 80)"
BESIDE = "(({ scrollWidth, clientWidth }) => scrollWidth - clientWidth)(document.querySelector('[data-testid=stMain]'))"


@pytest.mark.parametrize("name", PAGES)
def test_a_page_is_whole_and_without_a_complaint_wide_and_narrow(shown, opened, name):
    asked = dict.fromkeys(questions(opened(name)), guesses.SHOW)
    tab = shown("/" if name == START else f"/{name}", **asked)
    assert tab.wait(f"find('h1')?.textContent === {json.dumps(PAGES[name].claim)}")
    assert tab.wait("find('[data-testid=stApp]')?.dataset.testScriptState === 'notRunning'")
    assert PAGES[name].reference or tab.wait(DRAWN)
    tab.ask("await new Promise((next) => setTimeout(next, 1500))")  # what it computes by itself has come
    for size in (NARROW, (WIDTH, HEIGHT)):
        tab.driver.size(*size)
        tab.ask("await new Promise((next) => setTimeout(next, 700))")
        assert tab.ask(EMPTY) == []
        assert tab.ask(BESIDE) == 0, "wider than the screen"
