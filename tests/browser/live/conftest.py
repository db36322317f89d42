"""One page for all questions to the twin."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser

from benchmarks.live.twin import Twin
from tools.chromium import Screen


@pytest.fixture(scope="session")
def twin(browser: Browser, files: str) -> Iterator[Twin]:
    """An empty page on which static/live computes."""
    screen = Screen(browser)
    screen.page.goto(f"{files}/blank")
    yield Twin(screen.page)
    complaints = screen.complaints()
    screen.close()
    assert not complaints, "\n".join(complaints)
