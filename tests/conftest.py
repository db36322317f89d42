"""One BLAS thread for every test, one server of the app for all browsers, and the browser tests last."""

import gc
import os
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from tools.server import AppServer, app_server

ROOT = Path(__file__).resolve().parents[1]

for name in ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ.setdefault(name, "1")  # before NumPy is imported: with a busy neighbour two threads are slower than one


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """What fails fast runs first; Playwright's event loop starts after everything that needs none.

    Of the slow files those with most tests come first, so that in the end no worker is left alone with one of them.
    """
    tests = Counter(item.path for item in items)
    slow = {path: not {"browser", "engines"}.isdisjoint(Path(path).parts) for path in tests}
    items.sort(key=lambda item: (slow[item.path], -tests[item.path] if slow[item.path] else 0))


def pytest_collection_finish() -> None:
    """Fifteen thousand tests, torch and Keras stay to the end: a search for garbage need not walk them each time."""
    gc.collect()
    gc.freeze()


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[AppServer]:
    """The app as `streamlit run app.py` starts it: `.url`, `.log()`."""
    folder = tmp_path_factory.mktemp("server")
    with pytest.MonkeyPatch.context() as environment:
        environment.setenv("LSTM_ROOMS", f"sqlite:///{folder / 'rooms.sqlite'}")
        with app_server(folder / "log.txt") as running:
            yield running


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch):
    """`opened("france", france_cell="GRU")` opens a link and returns the AppTest after its first run."""
    from streamlit.components.v2 import manifest_scanner
    from streamlit.runtime.pages_manager import PagesManager
    from streamlit.runtime.scriptrunner import script_runner
    from streamlit.testing.v1 import AppTest

    from ui import frame

    start = PagesManager.__init__

    def without_directory(self, *args, **kwargs):
        start(self, *args, **kwargs)
        PagesManager.uses_pages_directory = False  # as ui/serving/server.py does before the first visit

    monkeypatch.setattr(PagesManager, "__init__", without_directory)
    # AppTest reads every installed package for components before each run, a tenth of a second; none of ours is one.
    monkeypatch.setattr(manifest_scanner, "scan_component_manifests", list)
    # Once a test has imported Keras, each run would end its session: a search of all memory for garbage, half a second.
    monkeypatch.setattr(script_runner, "_clean_problem_modules", lambda: None)
    first = frame.catalogue()[0].name

    def open_link(name: str, **query: str | list[str]) -> AppTest:
        test = AppTest.from_file(str(ROOT / "app.py"), default_timeout=60)
        for key, value in query.items():
            test.query_params[key] = value
        if name != first:
            test.switch_page(f"pages/{name}.py")
        test.run()
        assert not test.exception, [box.value for box in test.exception]
        return test

    return open_link
