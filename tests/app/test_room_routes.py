"""A room over the network: what is heard, what is counted, and what is refused in one sentence to whom."""

import re
from contextlib import ExitStack
from urllib.parse import urlsplit

import pytest

from tests.support.room_server import Browser, room_server, until
from tools.server import app_server
from ui.room import limits
from ui.room.limits import RATES
from ui.room.store import database, rooms

SENTENCE = re.compile(r"[A-Z“][^.]{10,160}\.")


@pytest.fixture(scope="module")
def port(tmp_path_factory):
    """A server of rooms on a database of its own."""
    made = database.opened(f"sqlite:///{tmp_path_factory.mktemp('rooms') / 'rooms.sqlite'}")
    with pytest.MonkeyPatch.context() as patched, room_server() as port:
        patched.setattr(database, "shared", lambda: made)
        yield port
    made.dispose()


@pytest.fixture(autouse=True)
def patient(monkeypatch):
    """Nobody has asked for anything yet."""
    monkeypatch.setattr(limits, "shared", limits.Limits())


@pytest.fixture
def led(port):
    """A room with two questions, and its teacher."""
    status, opened = Browser(port).send("/room")
    assert status == 200
    teacher = Browser(port, "t" * 20, opened["secret"])
    assert teacher.lead(opened["room"], "ask", questions={"first": 3, "second": 2}) == (200, {"done": True})
    return opened["room"], teacher


def test_students_hear_where_the_teacher_is_and_see_votes_once_they_are_revealed(port, led):
    word, teacher = led
    one, other = Browser(port, "a" * 20), Browser(port, "b" * 20)
    with one.listening(word) as heard, teacher.listening(word) as known:
        assert until(heard, lambda event: event["here"] == 1)["question"] == "first"
        assert one.vote(word, "first", 2)[0] == other.vote(word, "first", 1)[0] == one.vote(word, "first", 0)[0] == 200
        assert until(known, lambda event: event["questions"]["first"]["voted"] == 2)["questions"]["first"]["votes"] == [
            1,
            1,
            0,
        ]
        before = until(heard, lambda event: event["questions"]["first"]["voted"] == 2)["questions"]["first"]
        assert before == {"voted": 2, "votes": None, "revealed": False, "right": None}
        teacher.lead(word, "reveal", question="first", right=1)
        after = until(heard, lambda event: event["questions"]["first"]["revealed"])["questions"]["first"]
        assert after == {"voted": 2, "votes": [1, 1, 0], "revealed": True, "right": 1}
        teacher.lead(word, "go", page="france", place="word=13&unit=29")
        gone = until(heard, lambda event: event["page"])
        assert (gone["page"], gone["place"]) == ("france", "word=13&unit=29")
        teacher.lead(word, "choose", question="second")
        assert until(heard, lambda event: event["question"] == "second")
        teacher.lead(word, "close")
        assert until(heard, lambda event: "ended" in event) == {"ended": True}
        assert next(heard, None) is None, "the line ends with the room"
    status, answer = one.vote(word, "second", 0)
    assert (status, answer["says"]) == (410, f"The room “{word}” has ended.")


def test_those_who_leave_are_counted_no_more_and_two_tabs_of_a_browser_are_one(port, led):
    word, _ = led
    with Browser(port, "a" * 20).listening(word) as heard:
        with Browser(port, "b" * 20).listening(word), Browser(port, "b" * 20).listening(word):
            until(heard, lambda event: event["here"] == 2)
        until(heard, lambda event: event["here"] == 1)


@pytest.mark.parametrize(
    ("path", "said", "status"),
    [
        ("vote", b"", 400),
        ("vote", b"[" * 5000, 400),
        ("vote", b"x" * 9000, 413),
        ("vote", [1], 400),
        ("vote", {"question": "first"}, 400),
        ("vote", {"question": "first", "choice": "1"}, 400),
        ("vote", {"question": "first", "choice": True}, 400),
        ("vote", {"question": "first", "choice": -1}, 400),
        ("vote", {"question": "first", "choice": 10**9}, 400),
        ("vote", {"question": "first", "choice": 1.5}, 400),
        ("vote", {"question": "<img src=x>", "choice": 1}, 400),
        ("vote", {"question": "a" * 81, "choice": 1}, 400),
        ("vote", {"question": "third", "choice": 1}, 409),
        ("vote", {"question": "first", "choice": 3}, 400),
        ("lead", {"do": "nothing"}, 400),
        ("lead", {"do": ["go"]}, 400),
        ("lead", {"do": "go", "page": "../x", "place": ""}, 400),
        ("lead", {"do": "go", "page": "france", "place": "a b"}, 400),
        ("lead", {"do": "go", "page": "france", "place": "x" * 2001}, 400),
        ("lead", {"do": "ask", "questions": {"<b>": 2}}, 400),
        ("lead", {"do": "ask", "questions": {"one": 10**6}}, 400),
        ("lead", {"do": "ask", "questions": 3}, 400),
        ("lead", {"do": "reveal", "question": "third"}, 409),
        ("lead", {"do": "reveal", "question": "first", "right": 3}, 400),
    ],
)
def test_what_no_page_of_ours_sends_is_refused_in_one_sentence_and_nothing_is_lost(port, led, path, said, status):
    word, teacher = led
    teacher.vote(word, "second", 1)
    found, answer = teacher.send(f"/room/{word}/{path}", said)
    assert found == status
    assert SENTENCE.fullmatch(answer["says"]), answer
    with teacher.listening(word) as heard:
        assert next(heard)["questions"]["second"]["votes"] == [0, 1]


def test_who_has_not_opened_a_room_cannot_lead_it(port, led):
    word, teacher = led
    _, other = Browser(port).send("/room")
    for secret in ("", "x" * 32, other["secret"]):
        for does in ({"do": "close"}, {"do": "reveal", "question": "first"}, {"do": "go", "page": "", "place": ""}):
            status, answer = Browser(port, secret=secret).send(f"/room/{word}/lead", does)
            assert (status, answer["says"][:16]) == (403, "Only the browser")
    with Browser(port, secret="x" * 32).listening(word) as heard:
        assert "Only the browser" in next(heard)["says"]
    with teacher.listening(word) as heard:
        assert next(heard)["questions"]["first"]["revealed"] is False


def test_a_page_of_another_site_cannot_vote(port, led):
    status, _ = Browser(port).send(f"/room/{led[0]}/vote", {}, **{"content-type": "text/plain"})
    assert status == 415


@pytest.mark.parametrize("voter", ["", "short", "x" * 65, "x" * 20 + "<"])
def test_who_is_no_browser_of_ours_is_told_so(port, led, voter):
    assert Browser(port, voter).vote(led[0], "first", 1)[0] == 400


def test_words_guessed_by_machine_are_heard_no_more_and_those_in_the_room_are_not_disturbed(port, led):
    word, _ = led
    student, machine = Browser(port, "a" * 20), Browser(port, "m" * 20)
    with student.listening(word) as heard:
        next(heard)
        tried = [machine.vote(f"nothing{'abcdefghij'[k % 10]}", "first", 1) for k in range(RATES["wrong"].at_once + 1)]
        assert {status for status, _ in tried[:-1]} == {404}
        assert tried[-1][0] == 429
        assert SENTENCE.fullmatch(tried[-1][1]["says"])
        assert machine.vote(word, "first", 1)[0] == 429, "the right word among many tells nothing"
        assert student.vote(word, "first", 1)[0] == 200


def test_a_million_votes_of_one_browser_are_one_and_the_others_go_on(port, led):
    word, teacher = led
    found = [Browser(port, "m" * 20).vote(word, "first", k % 3)[0] for k in range(RATES["browser"].at_once + 20)]
    assert found[0] == 200
    assert found[-1] == 429
    assert Browser(port, "a" * 20).vote(word, "first", 0)[0] == 200
    with teacher.listening(word) as heard:
        assert next(heard)["questions"]["first"]["voted"] == 2


@pytest.mark.parametrize("kind", RATES)
def test_every_rate_lets_so_much_through_and_more_when_time_has_passed(kind):
    now = [0.0]
    limited, rate = limits.Limits(lambda: now[0]), RATES[kind]
    for _ in range(rate.at_once):
        limited.take(kind, "one")
    with pytest.raises(ValueError, match=r".{20,}"):
        limited.take(kind, "one")
    limited.take(kind, "other")
    now[0] += 1.01 / rate.a_second
    limited.take(kind, "one")
    now[0] -= 3600  # a clock that jumps takes nothing away
    with pytest.raises(ValueError, match=r".{20,}"):
        limited.take(kind, "one")


def test_a_long_word_or_a_hostile_one_is_no_room(port):
    for word in ("x" * 3000, "%3Cscript%3E", "%00"):
        status, answer = Browser(port).vote(word, "first", 1)
        assert status == 404
        assert answer["says"].startswith("There is no room")
        assert len(answer["says"]) < 100


def test_a_room_that_is_full_says_so(port, led, monkeypatch):
    monkeypatch.setattr("ui.room.lines.MOST_OF_A_ROOM", 1)
    with Browser(port, "a" * 20).listening(led[0]), Browser(port, "b" * 20).listening(led[0]) as heard:
        assert "is full" in next(heard)["says"]


def test_a_room_that_ends_while_people_listen_tells_them(port, led, monkeypatch):
    with Browser(port, "a" * 20).listening(led[0]) as heard:
        next(heard)
        late = rooms.clock.now() + rooms.LASTS + 1
        monkeypatch.setattr(rooms.clock, "now", lambda: late)
        assert until(heard, lambda event: "ended" in event)


def test_the_app_answers_rooms_and_two_of_it_share_them_and_each_stops_while_somebody_listens(tmp_path, monkeypatch):
    monkeypatch.setenv(database.WHERE, f"sqlite:///{tmp_path / 'rooms.sqlite'}")
    with ExitStack() as people, ExitStack() as servers:  # the servers end first
        ports = []
        for name in ("one", "two"):
            ports.append(urlsplit(servers.enter_context(app_server(tmp_path / f"{name}.txt")).url).port)
        _, opened = Browser(ports[0]).send("/room")
        word, teacher = opened["room"], Browser(ports[0], "t" * 20, opened["secret"])
        teacher.lead(word, "ask", questions={"first": 2})
        lines = [
            people.enter_context(Browser(port, "abcdefghij"[k] * 20).listening(word)) for k, port in enumerate(ports)
        ]
        for heard in lines:
            until(heard, lambda event: event["here"] == 2)
        assert Browser(ports[1], "b" * 20).vote(word, "first", 1)[0] == 200
        teacher.lead(word, "reveal", question="first", right=1)
        for heard in lines:
            assert until(heard, lambda event: event["questions"]["first"]["revealed"])["questions"]["first"][
                "votes"
            ] == [0, 1]
