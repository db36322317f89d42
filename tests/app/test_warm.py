"""A server runs every page once before its readers come, and a page that was run looks up no file for its links."""

import pytest
from streamlit.elements.widgets import button

from tests.support.queues import until
from tools.server import app_server
from ui import frame

APP = """
import pathlib, streamlit as st
from ui import frame
from ui.serving.server import prepared
app = st.App(__file__, lifespan=prepared)
def page(name):
    def run():
        with pathlib.Path({seen!r}).open("a") as file:
            print(name, file=file)
        if name == {broken!r}:
            raise ValueError(name)
    return st.Page(run, title=name, url_path=name, default=name == frame.pages()[0].name)
if __name__ == "__main__":
    st.navigation([page(one.name) for one in frame.pages()]).run()
"""


def test_each_page_is_run_once_in_the_order_of_the_menu_though_one_of_them_fails(tmp_path):
    seen, script, pages = tmp_path / "seen.txt", tmp_path / "planted.py", [page.name for page in frame.pages()]
    script.write_text(APP.format(seen=str(seen), broken=pages[3]))
    with app_server(tmp_path / "log.txt", script) as server:
        until(lambda: seen.is_file() and len(seen.read_text().split()) >= len(pages))
        assert server.log().count("Traceback") == 1
    assert seen.read_text().split() == pages


@pytest.mark.parametrize("name", [frame.pages()[0].name, "france", "glossary"])
def test_a_link_to_a_page_looks_up_no_file(opened, monkeypatch, name):
    def looked(path: str) -> str:
        raise AssertionError(f"{path} was looked up")

    monkeypatch.setattr(button, "get_main_script_directory", looked)
    assert len(opened(name).get("page_link")) > 3
