"""The messages of a run go together: they say what Streamlit says by itself, in its order, and nothing is held back."""

import os
import sys
from collections import deque
from types import SimpleNamespace

import pytest
from streamlit import runtime
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.runtime import app_session
from streamlit.runtime.app_session import AppSession, AppSessionState
from streamlit.runtime.forward_msg_queue import ForwardMsgQueue
from websockets.sync.client import connect

from tools.server import ROOT, app_server
from ui.serving import parcels

ONE_BY_ONE = "from ui.serving import parcels\nparcels.begin = lambda: None\n"
PATCHED = [(AppSession, name) for name in ("_on_scriptrunner_event", "flush_browser_queue", "on_flushed_messages_sent")]
PATCHED += [(app_session, "_populate_theme_msg")]
MANY, WAITS = 450, 30  # more messages than go together; seconds that a script waits to be heard

ON_THE_WAY = """
import pathlib, time, streamlit as st
from ui.serving.server import prepared
app = st.App(__file__, lifespan=prepared)
if __name__ == "__main__":
    st.text("first")
    heard, until = pathlib.Path({heard!r}), time.monotonic() + {waits}
    while not heard.exists() and time.monotonic() < until:
        time.sleep(0.05)
    st.text("second" if heard.exists() else "nobody heard the first")
    for number in range({many}):
        st.text(str(number))
"""


def said(server, page: str = "", query: str = "", hears=lambda message: None) -> list[ForwardMsg]:
    """All messages of a page's first run."""
    heard = []
    with connect(server.url.replace("http", "ws") + "/_stcore/stream", subprotocols=["streamlit"], max_size=None) as to:
        hello = BackMsg()
        hello.rerun_script.page_name, hello.rerun_script.query_string = page, query
        to.send(hello.SerializeToString())
        while not heard or heard[-1].WhichOneof("type") != "script_finished":
            heard.append(ForwardMsg.FromString(to.recv(timeout=60)))
            hears(heard[-1])
    return heard


def content(message: ForwardMsg) -> bytes:
    """A message without what differs from one session to another."""
    kept = ForwardMsg()
    kept.CopyFrom(message)
    kept.ClearField("hash")
    kept.metadata.ClearField("run")
    if kept.HasField("new_session"):
        kept.new_session.ClearField("initialize")
    return kept.SerializeToString(deterministic=True)


@pytest.mark.parametrize(("page", "query"), [("start", ""), ("france", "france_cell=GRU"), ("vanishing", "")])
def test_a_run_says_the_same_in_the_same_order_as_without(page, query, server, one_by_one):
    together, alone = (said(each, page, query) for each in (server, one_by_one))
    assert [message.WhichOneof("type") for message in together] == [message.WhichOneof("type") for message in alone]
    assert [content(message) for message in together] == [content(message) for message in alone]


@pytest.fixture(scope="module")
def one_by_one(tmp_path_factory):
    """The app on a server that sends as Streamlit does."""
    folder = tmp_path_factory.mktemp("one_by_one")
    (folder / "sitecustomize.py").write_text(ONE_BY_ONE, encoding="utf-8")  # Python runs it before everything else
    with pytest.MonkeyPatch.context() as environment:
        environment.setenv("PYTHONPATH", os.pathsep.join([str(folder), str(ROOT)]))
        with app_server(folder / "log.txt") as running:
            yield running


def test_what_a_script_says_is_heard_while_it_still_computes_and_more_than_fits_at_once_arrives_whole(tmp_path):
    heard, script = tmp_path / "heard", tmp_path / "slow.py"
    script.write_text(ON_THE_WAY.format(heard=str(heard), waits=WAITS, many=MANY), encoding="utf-8")

    def hears(message: ForwardMsg) -> None:
        if message.delta.new_element.text.body == "first":
            heard.touch()

    with app_server(tmp_path / "log.txt", script) as running:
        told = said(running, hears=hears)
    assert texts(told) == ["first", "second", *map(str, range(MANY))]


def test_what_streamlit_is_still_sending_is_not_overtaken_by_what_is_said_later(monkeypatch):
    sent: list[ForwardMsg] = []
    to = SimpleNamespace(client=None)
    monkeypatch.setattr(runtime, "get_instance", lambda: SimpleNamespace(
        _session_mgr=SimpleNamespace(get_active_session_info=lambda number: to),
        _send_message=lambda whom, message: sent.append(message),
    ))  # fmt: skip
    monkeypatch.setitem(sys.modules, "uvicorn.protocols.websockets.websockets_sansio_impl", None)  # stays as it is
    for of, name in PATCHED:
        monkeypatch.setattr(of, name, getattr(of, name))  # put back at the end
    parcels.begin()
    session, wakes = a_session()
    written(session, "first", "second")
    for message in session.flush_browser_queue():  # as the loop of Streamlit 1.67, which lets others in between two
        written(session, "third")
        parcels._deliver(session, deque())
        sent.append(message)
    session.on_flushed_messages_sent()
    assert texts(sent) == ["first", "second"]
    assert wakes, "nobody was told that more waits"
    parcels._deliver(session, deque())
    assert texts(sent) == ["first", "second", "third"]


def a_session() -> tuple[AppSession, list[None]]:
    """One without a script, and how often it woke the loop that sends."""
    session, wakes = AppSession.__new__(AppSession), []
    session.id, session._browser_queue = "one", ForwardMsgQueue()
    session._settled, session._settle_pending, session._state = None, False, AppSessionState.SHUTDOWN_REQUESTED
    session._message_enqueued_callback = lambda: wakes.append(None)
    return session, wakes


def written(session: AppSession, *said: str) -> None:
    for place, text in enumerate(said):
        message = ForwardMsg()
        message.metadata.delta_path[:] = [0, place]
        message.delta.new_element.text.body = text
        session._browser_queue.enqueue(message)


def texts(told: list[ForwardMsg]) -> list[str]:
    """What those messages write, in their order."""
    return [one.delta.new_element.text.body for one in told if one.delta.new_element.HasField("text")]
