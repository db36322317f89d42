"""A page as it runs: what stands on it for an address, every folded part open, with what is said to each answer."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from typing import Any
from unittest.mock import patch

import streamlit as st
from streamlit.components.v2 import manifest_scanner
from streamlit.runtime.pages_manager import PagesManager
from streamlit.testing.v1 import AppTest

from offline import taking
from ui import controls, lesson
from ui.frame import pages
from ui.places import HOME
from ui.take import taken

LONGEST = 180  # seconds that a page may take
REPLY = "reply"  # begins the key of the place of what is said to one answer


class Recorder:
    """Runs the pages of the app, here and without a server."""

    def screen(self, name: str, query: Mapping[str, str]) -> AppTest:
        """The page at an address; RuntimeError where it shows a defect."""
        page = self._ran(name, query)
        while folded := [key for key in _folds(page) if key not in query]:
            query = {**query, **dict.fromkeys(folded, "true")}
            page = self._ran(name, query)
        return page

    def _ran(self, name: str, query: Mapping[str, str]) -> AppTest:
        test = AppTest.from_file(str(HOME / "app.py"), default_timeout=LONGEST)
        for key, value in query.items():
            test.query_params[key] = value.split(",") if key in SEVERAL else value
        if name != pages()[0].name:
            test.switch_page(f"pages/{name}.py")
        test.run()
        if test.exception:
            raise RuntimeError(f"pages/{name}.py fails for {dict(query)}: {test.exception[0].value}")
        return test


SEVERAL = frozenset[str]()  # keys of which a link may name several values


def _folds(page: AppTest) -> list[str]:
    """The keys of the parts that are computed once they are open."""
    found = [getattr(getattr(node, "proto", None), "query_param_key", "") for node in page.get("expander")]
    return [key for key in found if key]


@contextmanager
def recorder() -> Iterator[Recorder]:
    """A recorder; as long as it lasts, pages say at once what they would say to each answer."""
    begin = PagesManager.__init__

    def without_directory(self: PagesManager, *given: Any, **named: Any) -> None:
        begin(self, *given, **named)
        PagesManager.uses_pages_directory = False  # as ui/serving/server.py does before the first visit

    with (
        patch.object(PagesManager, "__init__", without_directory),
        patch.object(manifest_scanner, "scan_component_manifests", list),  # no package brings a component of ours
        patch.object(lesson, "ask", _asked),
        patch.object(taken, "offer", taking.offer),
    ):
        yield Recorder()


def _asked(question: str, options: Mapping[str, str], right: str, key: str) -> None:
    """The question, and a place for each answer with what is said to it."""
    controls.answer(question, list(options), key)
    for number, option in enumerate(options):
        with st.container(key=f"{REPLY}-{number}-{key}"):
            lesson.reply(option, options, right)


def blocks(page: AppTest) -> Sequence[Any]:
    """What stands in the page's main place, from top to bottom."""
    with suppress(KeyError):
        return list(page.main.children.values())
    return []
