"""Behind nginx, as deploy/ sets it: a student stays with one process, and goes on with the other when it ends."""

import http.client
import http.server
import re
import threading
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import expect
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.sync.client import connect

from tests.support.nginx import MISSING, NGINX, nginx
from tests.support.queues import until
from tests.support.room_server import Browser
from tests.support.room_server import until as await_event
from tools.chromium import Screen
from tools.server import app_server
from ui.frame import pages
from ui.room.store import database

STUDENTS = [f"student-{number}" for number in range(8)]
pytestmark = pytest.mark.skipif(NGINX is None, reason=MISSING)


@pytest.fixture(scope="module")
def lessons(tmp_path_factory) -> Iterator[tuple[str, Callable[[], None]]]:
    """The address of two processes of the app behind nginx, and what ends the second of them."""
    folder = tmp_path_factory.mktemp("nginx")
    with ExitStack() as first, ExitStack() as second:
        environment = first.enter_context(pytest.MonkeyPatch.context())
        environment.setenv(database.WHERE, f"sqlite:///{folder / 'rooms.sqlite'}")
        one = first.enter_context(app_server(folder / "one.txt"))
        other = second.enter_context(app_server(folder / "other.txt"))
        ports = [int(server.url.rpartition(":")[2]) for server in (one, other)]
        yield first.enter_context(nginx(folder, *ports)), second.close


def visit(url: str, student: str, before: str = "") -> tuple[str, set[str]]:
    """The session that a student gets over a socket, and the titles on the page."""
    hello = BackMsg()
    hello.rerun_script.page_name = "glossary"
    protocols = ["streamlit", "no-token", before] if before else ["streamlit"]
    address, cookie = f"{url.replace('http', 'ws')}/_stcore/stream", {"Cookie": f"lessons={student}"}
    heard: list[ForwardMsg] = []
    with connect(address, subprotocols=protocols, additional_headers=cookie, max_size=None) as stream:
        stream.send(hello.SerializeToString())
        while not heard or heard[-1].WhichOneof("type") != "script_finished":
            heard.append(ForwardMsg.FromString(stream.recv(timeout=60)))
    session = next(m.new_session.initialize.session_id for m in heard if m.HasField("new_session"))
    return session, {m.delta.new_element.heading.body for m in heard if m.HasField("delta")}


def asked(url: str, **headers: str) -> http.client.HTTPMessage:
    """The headers of an answer."""
    with urllib.request.urlopen(urllib.request.Request(url, headers=headers)) as answer:
        return answer.headers


def test_who_comes_gets_a_place_once_and_files_come_small(lessons):
    url, _ = lessons
    first = asked(url)
    assert re.fullmatch(r"lessons=\w{32}; Path=/; Max-Age=\d+; HttpOnly; SameSite=Lax", first["Set-Cookie"])
    assert asked(url, Cookie="lessons=mine")["Set-Cookie"] is None
    assert first["X-Content-Type-Options"] == "nosniff"
    assert "frame-ancestors 'self'" in first["Content-Security-Policy"]
    module = f"{url}/app/static/shared/dom.js"
    assert asked(module, **{"Accept-Encoding": "gzip"})["Content-Encoding"] == "gzip"
    with pytest.raises(urllib.error.HTTPError, match="404"):
        asked(f"{url}/_stcore/agent/openapi.json")


def test_the_lessons_run_under_the_security_policy(lessons, contexts):
    url, _ = lessons
    tab = Screen(contexts).open(f"{url}/france")
    page = tab.page
    page.locator(".lstm-film .answer-line").wait_for()
    with page.expect_download() as saved:
        page.get_by_role("button", name="Download").click()
        page.get_by_role("menuitem").first.click()
    assert saved.value.suggested_filename
    with tab.rerun():
        page.keyboard.press("Alt+p")
    page.locator(".lstm-present .bar").wait_for()
    with page.expect_popup() as notes:
        page.keyboard.press("n")
    expect(notes.value.get_by_role("heading", level=1)).to_have_text(re.compile("France"))
    page.get_by_role("link", name=re.compile("Next: ")).click()
    expect(page.get_by_role("heading", level=1)).not_to_have_text(re.compile("France"))
    assert not tab.complaints()
    tab.close()


def browser(url: str, student: str, secret: str = "") -> Browser:
    """A student's browser in a room, or a teacher's."""
    found = Browser(urlsplit(url).port, student.ljust(20, "x").replace("-", "x"), secret)
    found.headers["Cookie"] = f"lessons={student}"
    return found


def test_a_room_holds_students_of_both_processes(lessons):
    url, _ = lessons
    opened = browser(url, STUDENTS[0]).send("/room")[1]
    word, teacher = opened["room"], browser(url, STUDENTS[0], opened["secret"])
    teacher.lead(word, "ask", questions={"first": 2})
    with ExitStack() as lines:
        heard = [lines.enter_context(browser(url, student).listening(word)) for student in STUDENTS]
        assert {browser(url, student).vote(word, "first", 1)[0] for student in STUDENTS} == {200}
        teacher.lead(word, "reveal", question="first", right=1)
        for line in heard:
            told = await_event(line, lambda event: event["questions"]["first"]["revealed"])
            assert told["questions"]["first"]["votes"] == [0, len(STUDENTS)]


def test_students_stay_with_their_process_and_go_on_when_it_ends(lessons):
    url, end_one = lessons
    came = {student: visit(url, student)[0] for student in STUDENTS}
    for student, session in came.items():  # a socket that broke finds its session again, once the server knows
        until(lambda student=student, session=session: visit(url, student, session)[0] == session)
    end_one()
    after = {student: visit(url, student, session) for student, session in came.items()}
    kept = [student for student, (session, _) in after.items() if session == came[student]]
    assert 0 < len(kept) < len(STUDENTS), "all were on one process"
    title = next(page.claim for page in pages() if page.name == "glossary")
    assert all(title in titles for _, titles in after.values())


class Events(http.server.BaseHTTPRequestHandler):
    """Says one event, and the second only when the first has been heard."""

    heard = threading.Event()

    def do_GET(self):
        self.send_response(200)
        self.send_header("Content-Type", "text/event-stream")
        self.end_headers()
        self.wfile.write(b"data: first\n\n")
        self.wfile.flush()
        if self.heard.wait(30):
            self.wfile.write(b"data: second\n\n")

    def log_message(self, format, *args):
        pass


def test_an_event_is_passed_on_at_once(tmp_path):
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Events) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        with nginx(tmp_path, server.server_port, server.server_port) as url:
            request = urllib.request.Request(f"{url}/room/word", headers={"Accept-Encoding": "gzip"})
            with urllib.request.urlopen(request, timeout=20) as answer:
                assert answer.readline() == b"data: first\n"
                Events.heard.set()
                assert answer.read() == b"\ndata: second\n\n"
        server.shutdown()
