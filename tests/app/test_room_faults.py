"""A database that is gone in the middle of a class: one sentence to all, nothing lost, and it goes on by itself."""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing
from pathlib import Path
from typing import NamedTuple

import pytest

from tests.support.room_server import Browser, room_server, until
from tools import postgres
from ui.room import limits
from ui.room.store import database
from ui.room.store.refusal import UNREACHABLE

SENTENCE = f"{UNREACHABLE[0].upper()}{UNREACHABLE[1:]}."


class Faulty(NamedTuple):
    """A server of rooms whose database can be taken away, and brought back."""

    port: int
    gone: Callable[[], None]
    back: Callable[[], None]


def _locked(file: Path) -> tuple[Callable[[], None], Callable[[], None]]:
    """Somebody else writes into the file, and does not end."""
    other = sqlite3.connect(file, isolation_level=None, check_same_thread=False)
    return lambda: other.execute("begin immediate"), lambda: other.execute("commit")


@pytest.fixture(params=["sqlite", "postgresql"])
def faulty(request, tmp_path, monkeypatch) -> Iterator[Faulty]:
    """SQLite's file locked by another process; PostgreSQL killed and started again."""
    monkeypatch.setattr(limits, "shared", limits.Limits())
    monkeypatch.setattr(database, "PATIENCE", 0.5)
    with ExitStack() as stack:
        if request.param == "sqlite":
            file = tmp_path / "rooms.sqlite"
            made = database.opened(f"sqlite:///{file}")
            gone, back = _locked(file)
        else:
            try:
                running = stack.enter_context(postgres.running())
            except LookupError as missing:
                pytest.skip(str(missing))
            made, gone, back = database.opened(running.url), running.kill, running.start
        stack.callback(made.dispose)
        monkeypatch.setattr(database, "shared", lambda: made)
        yield Faulty(stack.enter_context(room_server()), gone, back)


def test_a_database_that_is_gone_is_said_to_all_and_every_vote_is_counted_when_it_is_back(faulty):
    _, opened = Browser(faulty.port).send("/room")
    word, teacher = opened["room"], Browser(faulty.port, "t" * 20, opened["secret"])
    teacher.lead(word, "ask", questions={"first": 3})
    students = [Browser(faulty.port, letter * 20) for letter in "abcde"]
    with ExitStack() as lines:
        heard = [lines.enter_context(one.listening(word)) for one in (*students, teacher)]
        assert {one.vote(word, "first", 1)[0] for one in students[:3]} == {200}
        for line in heard:
            until(line, lambda event: event.get("here") == 5 and event["questions"]["first"]["voted"] == 3)
        faulty.gone()
        refused = [one.vote(word, "first", 2) for one in students[2:]]
        refused += [teacher.lead(word, "reveal", question="first", right=1)]
        assert [(status, answer["says"]) for status, answer in refused] == [(503, SENTENCE)] * 4
        for line in heard:
            assert until(line, lambda event: "trouble" in event) == {"trouble": UNREACHABLE}
        faulty.back()
        for line in heard:  # nothing of before is lost, and nobody has to do anything
            told = until(line, lambda event: "here" in event)
            assert (told["room"], told["questions"]["first"]["voted"]) == (word, 3)
        assert {one.vote(word, "first", 2)[0] for one in students[2:]} == {200}
        assert teacher.lead(word, "reveal", question="first", right=1)[0] == 200
        for line in heard:
            told = until(line, lambda event: event.get("questions", {}).get("first", {}).get("revealed"))
            assert told["questions"]["first"]["votes"] == [0, 2, 3]
            assert told["here"] == 5, "nobody was thrown out"


def test_a_file_that_is_taken_away_is_made_again_and_no_server_needs_to_be_started_anew(tmp_path, monkeypatch):
    monkeypatch.setattr(limits, "shared", limits.Limits())
    file = tmp_path / "rooms.sqlite"
    made = database.opened(f"sqlite:///{file}")
    monkeypatch.setattr(database, "shared", lambda: made)
    with room_server() as port:
        word = Browser(port).send("/room")[1]["room"]
        for part in tmp_path.glob("rooms.sqlite*"):
            part.unlink()
        made.dispose()  # whoever comes next opens the file
        status, answer = Browser(port).vote(word, "first", 1)
        assert (status, answer["says"]) == (503, SENTENCE)
        status, answer = Browser(port).vote(word, "first", 1)
        assert (status, answer["says"]) == (404, f"There is no room “{word}”: ask your teacher for its word.")
        status, opened = Browser(port).send("/room")
        assert status == 200
        assert Browser(port, "t" * 20, opened["secret"]).lead(opened["room"], "ask", questions={"first": 3})[0] == 200
        with closing(sqlite3.connect(file)) as kept:
            assert kept.execute("select word from rooms").fetchall() == [(opened["room"],)]
    made.dispose()
