"""The messages of a run go together: they say what Streamlit says by itself, in its order, and nothing is held back."""

import os

import pytest
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.sync.client import connect

from tools.server import ROOT, app_server

ONE_BY_ONE = "from ui.serving import parcels\nparcels.begin = lambda: None\n"
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
    texts = [one.delta.new_element.text.body for one in told if one.delta.new_element.HasField("text")]
    assert texts == ["first", "second", *map(str, range(MANY))]
