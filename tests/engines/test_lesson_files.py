"""Lessons as files in Firefox and WebKit, wide and narrow: after each act they show what they show in Chromium."""

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser

from offline.one_file import one_file
from offline.recording import Recorder, recorder
from tests.browser.test_learning_page import CHOICE, trained, values
from tests.browser.test_offline import LESSONS
from tests.engines.chromium import Chromium
from tests.engines.conftest import HEIGHT, WIDTH
from tests.engines.tab import Tab
from tests.engines.walked import ELSEWHERE, EMPTY, GUESSES, TOO_WIDE, differences, opened, walk
from tools.chromium import chromium
from ui import frame

pytestmark = [pytest.mark.engines, pytest.mark.long]
PAGES = {page.name: page for page in frame.pages()}
SIZES = {"wide": (WIDTH, HEIGHT), "narrow": (400, 800)}  # a window of WebKit stays a little wider


@pytest.fixture(scope="session")
def running() -> Iterator[Recorder]:
    with recorder() as found:
        yield found


@pytest.fixture(scope="session")
def lesson_file(running: Recorder, tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], str]:
    """The address of a lesson as one file, which is written once."""
    folder = tmp_path_factory.mktemp("files")

    def address(name: str) -> str:
        target = folder / f"{name}.html"
        if not target.exists():
            target.write_text(one_file(running, PAGES[name], "", 2), encoding="utf-8")
        return target.as_uri()

    return address


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with chromium() as browser:
        yield browser


@pytest.fixture(params=SIZES)
def sized(tab: Tab, request: pytest.FixtureRequest) -> Iterator[Tab]:
    tab.driver.size(*SIZES[request.param])
    yield tab
    tab.driver.size(*SIZES["wide"])


@pytest.fixture
def beside(sized: Tab, browser: Browser) -> Iterator[Tab]:
    """Chromium in the same size."""
    width, height = sized.ask("[innerWidth, innerHeight]")
    page = browser.new_page(viewport={"width": width, "height": height})
    yield Tab(Chromium(page))
    page.close()


@pytest.mark.parametrize("name", LESSONS)
def test_a_lesson_file_shows_after_each_act_what_it_shows_in_chromium(name, sized, beside, lesson_file):
    for tab in (sized, beside):
        opened(tab, lesson_file(name))
    assert sized.text("h1") == PAGES[name].claim
    acts = []
    for act, same in zip(walk(beside), walk(sized), strict=True):
        assert act == same
        assert differences(beside, sized) == [], act
        assert sized.ask(TOO_WIDE) == [], act
        assert sized.ask(EMPTY) == [], act
        acts.append(act)
    assert len(acts) > 1
    assert sized.ask(ELSEWHERE) == []


def test_learning_trains_in_its_file_and_the_gates_are_the_cores(tab, lesson_file):
    opened(tab, lesson_file("learning"))
    film = "find('.lstm-learning .film').dataset"
    for place in range(tab.ask(f"{GUESSES}.length")):
        tab.ask(f"({GUESSES}[{place}].querySelector('input').click(), true)")
    tab.click(".lstm-learning button", "Start")
    assert tab.wait("find('.lstm-learning .controls').dataset.update > 20")
    tab.click(".lstm-learning button", "Pause")
    assert tab.wait(f"find('.lstm-learning .controls').dataset.stage !== 'runs' && {film}.update > 20")
    tab.click(".lstm-learning .film .names button", "f")
    updates, mean = tab.wait(f"{film}.name === 'f' && [{film}.update, find('.strip .cells').dataset.mean]")
    assert float(mean) == pytest.approx(values(trained(CHOICE, int(updates)), "f").mean(), abs=1e-6)
