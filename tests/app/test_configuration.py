"""The settings we rely on: this Streamlit knows them, they have our values, and they really do what we count on."""

import tomllib
import urllib.error
import urllib.request
from pathlib import Path

import pytest
import streamlit
from streamlit import config
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.sync.client import connect

from tests.support.queues import until
from tools.server import app_server
from ui.frame import catalogue, pages

ROOT = Path(__file__).resolve().parents[2]
WRITTEN = tomllib.loads((ROOT / ".streamlit" / "config.toml").read_text(encoding="utf-8"))
WE_RELY_ON = {
    "runner.postScriptGC": False,
    "server.scriptHealthCheckEnabled": True,
    "server.enableStaticServing": True,
    "server.showEmailPrompt": False,
    "server.fileWatcherType": "none",
    "browser.gatherUsageStats": False,
    "client.toolbarMode": "viewer",
    "client.showErrorDetails": "type",
    "client.showErrorLinks": False,
    "server.enableXsrfProtection": True,
    "server.enableCORS": True,
}


def flat(table: dict, prefix: str = "") -> dict[str, object]:
    """{"theme.light.textColor": "#1b1e28", …} of nested tables."""
    out = {}
    for name, value in table.items():
        out |= flat(value, f"{prefix}{name}.") if isinstance(value, dict) else {prefix + name: value}
    return out


@pytest.fixture(scope="module")
def server(tmp_path_factory):
    with app_server(tmp_path_factory.mktemp("configuration") / "log.txt") as running:
        yield running


def conversation(server, path: str = "", *queries: str, before: str = "") -> list[ForwardMsg]:
    """What the server says to a visitor whose first address is `path`, until the script has finished.

    `queries` are what stands behind the address, the second and later ones what Back finds there; `before` is the
    session of a visitor whose connection broke.
    """
    heard = []
    address = server.url.replace("http", "ws") + "/_stcore/stream"
    protocols = ["streamlit", "no-token", before] if before else ["streamlit"]
    with connect(address, subprotocols=protocols, max_size=None) as socket:
        for visit, query in enumerate(queries or [""]):
            hello = BackMsg()
            hello.rerun_script.page_name = path
            hello.rerun_script.query_string = query
            hello.rerun_script.is_history_navigation = visit > 0
            socket.send(hello.SerializeToString())
            heard.append(ForwardMsg.FromString(socket.recv(timeout=60)))
            while heard[-1].WhichOneof("type") != "script_finished":
                heard.append(ForwardMsg.FromString(socket.recv(timeout=60)))
    return heard


def session(heard: list[ForwardMsg]) -> str:
    """The session in which it was said."""
    return next(m.new_session.initialize.session_id for m in heard if m.HasField("new_session"))


def texts(heard: list[ForwardMsg]) -> list[str]:
    return [m.delta.new_element.text.body for m in heard if m.delta.new_element.HasField("text")]


def test_a_link_to_a_later_lesson_that_is_opened_first_shows_that_lesson_and_the_whole_menu(server):
    last = catalogue()[-1]  # must be the first test: the trap is only there before anyone has visited
    heard = conversation(server, last.name)
    kinds = [message.WhichOneof("type") for message in heard]
    assert "page_not_found" not in kinds
    menu = next(message.navigation for message in heard if message.WhichOneof("type") == "navigation")
    assert [page.page_name for page in menu.app_pages] == [page.menu for page in pages()]
    titles = [message.delta.new_element.heading.body for message in heard if message.HasField("delta")]
    assert last.claim in titles
    assert "Traceback" not in server.log()


def test_this_is_the_streamlit_that_the_hidden_settings_were_checked_against():
    assert streamlit.__version__.startswith("1.67.")


@pytest.mark.parametrize("name", flat(WRITTEN))
def test_every_setting_is_known_to_this_streamlit_and_arrives_with_our_value(name):
    options = config.get_config_options(force_reparse=True)
    assert name in options, f"this Streamlit knows no setting {name}"
    assert options[name].value == flat(WRITTEN)[name]


@pytest.mark.parametrize("name", WE_RELY_ON)
def test_every_setting_we_rely_on_has_its_value(name):
    assert config.get_option(name) == WE_RELY_ON[name]


def test_no_upload_of_more_than_twenty_megabytes():
    assert config.get_option("server.maxUploadSize") <= 20


COUNT_COLLECTIONS = """
import gc, streamlit
if not hasattr(gc, "asked_for"):
    gc.disable()  # so that each collection that happens was asked for
    gc.asked_for = []
    gc.callbacks.append(lambda phase, info: gc.asked_for.append(phase))
streamlit.text(len(gc.asked_for))
"""


@pytest.mark.parametrize(("options", "collects"), [((), False), (("--runner.postScriptGC", "true"), True)])
def test_no_collection_follows_a_run_of_the_script(options, collects, tmp_path):
    script = tmp_path / "count_collections.py"
    script.write_text(COUNT_COLLECTIONS, encoding="utf-8")
    with app_server(tmp_path / "log.txt", script, *options) as counting:
        conversation(counting)
        second = conversation(counting)
    assert (int(texts(second)[0]) > 0) == collects


COUNT_LOOKS = """
import streamlit
from streamlit.watcher.local_sources_watcher import LocalSourcesWatcher as Watcher
from ui.serving.server import prepared
app = streamlit.App(__file__, lifespan=prepared)
if __name__ == "__main__":
    if not hasattr(Watcher, "looks"):
        Watcher.looks, Watcher.look = 0, Watcher.update_watched_modules
        def counted(watcher):
            Watcher.looks += 1
            watcher.look()
        Watcher.update_watched_modules = counted
    streamlit.text(Watcher.looks)
"""


@pytest.mark.parametrize(("options", "looks"), [((), False), (("--server.fileWatcherType", "auto"), True)])
def test_nobody_who_comes_or_comes_back_has_the_files_of_all_modules_looked_up(options, looks, tmp_path):
    script = tmp_path / "count_looks.py"
    script.write_text(COUNT_LOOKS, encoding="utf-8")
    with app_server(tmp_path / "log.txt", script, *options) as counting:
        came = session(conversation(counting))
        until(lambda: session(conversation(counting, before=came)) == came)  # once the server knows of the break
        last = conversation(counting)
    assert (int(texts(last)[0]) > 0) == looks


@pytest.mark.parametrize(
    ("lesson", "query"),
    [("carriers", "carriers_cell="), ("carriers", "carriers_cell=&carriers_cell=")],
)
def test_a_value_that_no_widget_can_read_leaves_the_lesson_whole_also_when_back_leads_to_it(server, lesson, query):
    heard = conversation(server, lesson, query, query)
    elements = [m.delta.new_element for m in heard if m.HasField("delta")]
    assert not [element.exception for element in elements if element.HasField("exception")]
    questions = [element.radio.query_param_key for element in elements if element.HasField("radio")]
    assert questions == [f"{lesson}_recall"] * 2
    addresses = [m.page_info_changed.query_string for m in heard if m.HasField("page_info_changed")]
    assert addresses == ["", ""]
    assert "Traceback" not in server.log()


def test_the_health_check_runs_the_app(server):
    with urllib.request.urlopen(f"{server.url}/_stcore/script-health-check") as answer:
        assert answer.read() == b"ok"


def test_the_page_is_told_to_send_no_statistics_and_to_show_no_links_outside(server):
    told = next(m.new_session for m in conversation(server) if m.WhichOneof("type") == "new_session").config
    assert not told.gather_usage_stats
    assert told.show_error_links == told.SHOW_ERROR_LINKS_FALSE


def test_modules_are_served_as_javascript(server):
    module = next((ROOT / "static" / "shared").glob("*.js")).name
    with urllib.request.urlopen(f"{server.url}/app/static/shared/{module}") as answer:
        assert answer.headers["Content-Type"].split(";")[0] in ("text/javascript", "application/javascript")


@pytest.mark.parametrize("path", ["../app.py", "%2e%2e/app.py", "..%2fapp.py", "shared/../../app.py"])
def test_files_outside_static_are_not_served(server, path):
    try:
        with urllib.request.urlopen(f"{server.url}/app/static/{path}") as answer:
            served = answer.read()
    except urllib.error.HTTPError:
        served = b""
    assert b"st.navigation" not in served
