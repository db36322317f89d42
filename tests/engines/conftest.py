"""`tab` is a tab of Firefox, then one of WebKit; `shown("/france", gap="3")` opens a page of the app in it."""

import os
from collections.abc import Callable, Iterator
from urllib.parse import urlencode

import pytest

from tests.engines.firefox import firefox
from tests.engines.tab import Tab
from tests.engines.webkit import webkit
from tools.server import AppServer

ENGINES = {"Firefox": firefox, "WebKit": webkit}
WIDTH, HEIGHT = 1280, 900


@pytest.fixture(scope="session", params=ENGINES)
def engine(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Tab]:
    """Each engine of this machine; without one its tests are skipped, but fail where every case is asked for."""
    try:
        with ENGINES[request.param](tmp_path_factory.mktemp("engine"), WIDTH, HEIGHT) as driver:
            yield Tab(driver)
    except LookupError as missing:
        if os.environ.get("PYTEST_ALL"):
            pytest.fail(str(missing))
        pytest.skip(str(missing))


@pytest.fixture
def tab(engine: Tab) -> Iterator[Tab]:
    """The tab, in which nothing went wrong when the test is over."""
    yield engine
    assert engine.complaints() == []


@pytest.fixture
def shown(tab: Tab, server: AppServer) -> Iterator[Callable[..., Tab]]:
    """`shown(path, **query)` opens a page of the app, whose server prints no traceback."""
    printed = len(server.log())

    def open_page(path: str, **query: str) -> Tab:
        tab.go(f"{server.url}{path}?{urlencode(query)}")
        return tab

    yield open_page
    assert "Traceback" not in server.log()[printed:]
