"""Rooms and votes as the database keeps them, on SQLite and, where it is on this machine, on PostgreSQL."""

import random
from collections import Counter
from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlalchemy import Engine, event, select

from tools.postgres import postgres
from ui.room.store import clock, database, presence, rooms, votes, words
from ui.room.store.refusal import Refused
from ui.room.store.tables import META, ROOMS, VOTES


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def engine(request, tmp_path_factory):
    """An empty database of each kind."""
    if request.param == "sqlite":
        made = database.opened(f"sqlite:///{tmp_path_factory.mktemp('rooms') / 'rooms.sqlite'}")
        yield made
        made.dispose()
        return
    try:
        with postgres() as url:
            made = database.opened(url)
            yield made
            made.dispose()
    except LookupError as missing:
        pytest.skip(str(missing))


@pytest.fixture
def room(engine: Engine):
    """A new room in an empty database: its word and its teacher's secret."""
    META.drop_all(engine)
    META.create_all(engine)
    with database.changing(engine) as connection:
        return rooms.opened(connection)


def asking(engine: Engine, room: tuple[str, str], **questions: int) -> None:
    with database.changing(engine) as connection:
        votes.ask(connection, rooms.led(connection, *room), questions)


def voting(engine: Engine, word: str, name: str, voter: str, choice: int) -> None:
    with database.changing(engine) as connection:
        votes.vote(connection, rooms.found(connection, word), name, voter, choice)


def asked(engine: Engine, word: str) -> dict[str, votes.Asked]:
    with database.changing(engine) as connection:
        return votes.asked(connection, rooms.found(connection, word))


def test_every_vote_of_many_at_once_is_counted_once_and_the_last_one_of_a_browser_counts(engine, room):
    asking(engine, room, first=4, second=3)
    rng = random.Random(0)
    cast = [(f"browser-{rng.randrange(40)}", rng.choice(["first", "second"])) for _ in range(200)]
    last = {}
    with ThreadPoolExecutor(8) as pool:
        for browser, name in dict.fromkeys(cast):  # a browser's own votes come one after the other
            last[browser, name] = rng.randrange(3)
        for turn in range(2):
            list(
                pool.map(lambda one, turn=turn: voting(engine, room[0], one[1], one[0], last[one] if turn else 0), last)
            )
    for name, found in asked(engine, room[0]).items():
        counts = Counter(choice for (_, of), choice in last.items() if of == name)
        assert found.votes == tuple(counts[k] for k in range(found.options))


def test_a_vote_is_one_statement_to_the_database(engine, room, monkeypatch):
    asking(engine, room, first=4)
    with database.changing(engine) as connection:
        known = rooms.found(connection, room[0])
    monkeypatch.setattr(database, "shared", lambda: engine)
    sent = []
    with engine.connect():  # a connection that is there already
        event.listen(engine, "before_cursor_execute", lambda *given: sent.append(given[2]))
    database.asked(votes.vote, known, "first", "one", 1, at_once=True)
    assert len(sent) == 1, sent
    assert asked(engine, room[0])["first"].votes == (0, 1, 0, 0)


def test_a_vote_in_a_room_that_was_known_and_is_another_by_now_is_that_rooms(engine, room, monkeypatch):
    asking(engine, room, first=4)
    with database.changing(engine) as connection:
        old = rooms.found(connection, room[0])
    late = clock.now() + rooms.LASTS + rooms.KEPT + 1
    monkeypatch.setattr(clock, "now", lambda: late)
    monkeypatch.setattr(words, "any_word", lambda: room[0])
    with database.changing(engine) as connection:
        again = rooms.opened(connection)
    asking(engine, again, first=4)
    with database.changing(engine) as connection:
        votes.vote(connection, old, "first", "one", 2)
    assert asked(engine, room[0])["first"].votes == (0, 0, 1, 0)


def test_a_vote_may_change_until_the_answer_is_shown_and_not_after(engine, room):
    asking(engine, room, first=4)
    voting(engine, room[0], "first", "one", 1)
    voting(engine, room[0], "first", "one", 2)
    assert asked(engine, room[0])["first"] == votes.Asked(4, (0, 0, 1, 0), False, None)
    with database.changing(engine) as connection:
        votes.reveal(connection, rooms.led(connection, *room), "first", 3)
    with pytest.raises(Refused, match="takes no more"):
        voting(engine, room[0], "first", "one", 3)
    assert asked(engine, room[0])["first"] == votes.Asked(4, (0, 0, 1, 0), True, 3)


def test_the_first_question_that_is_not_answered_is_asked(engine, room):
    asking(engine, room, first=2, second=2)
    with database.changing(engine) as connection:
        assert rooms.found(connection, room[0]).question == "first"
        votes.reveal(connection, rooms.led(connection, *room), "first")
    asking(engine, room, first=2, second=2)
    with database.changing(engine) as connection:
        assert rooms.found(connection, room[0]).question == "second"


@pytest.mark.parametrize(
    ("name", "choice", "says"),
    [("other", 0, "has not asked this yet"), ("first", 4, "has 4 options"), ("first", -1, "has 4 options")],
)
def test_a_vote_that_fits_no_question_changes_nothing(engine, room, name, choice, says):
    asking(engine, room, first=4)
    with pytest.raises(Refused, match=says):
        voting(engine, room[0], name, "one", choice)
    assert asked(engine, room[0])["first"].votes == (0, 0, 0, 0)


def test_a_room_is_led_by_the_browser_that_opened_it_and_by_no_other(engine, room):
    with database.changing(engine) as connection:
        other = rooms.opened(connection)
    for secret in ("", "wrong", other[1], room[1] + "x"):
        with pytest.raises(Refused, match="only the browser"), database.changing(engine) as connection:
            rooms.led(connection, room[0], secret)
    with database.changing(engine) as connection:
        assert rooms.led(connection, *room).word == room[0]
        assert room[1] not in str(connection.execute(select(ROOMS)).all()), "the secret itself is kept nowhere"


def test_a_room_ends_after_three_hours_and_its_word_is_free_again(engine, room, monkeypatch):
    late = clock.now() + rooms.LASTS
    monkeypatch.setattr(clock, "now", lambda: late + 1)
    with pytest.raises(Refused, match="has ended"), database.changing(engine) as connection:
        rooms.found(connection, room[0])
    monkeypatch.setattr(clock, "now", lambda: late + rooms.KEPT + 1)
    monkeypatch.setattr(words, "any_word", lambda: room[0])
    with database.changing(engine) as connection:
        assert rooms.opened(connection)[0] == room[0]


def test_a_clock_that_jumps_ends_no_room(engine, room, monkeypatch):
    for jump in (-86400, 86400):
        monkeypatch.setattr("time.time", lambda jump=jump: 1.7e9 + jump)
        with database.changing(engine) as connection:
            assert rooms.found(connection, room[0]).word == room[0]


def test_a_room_that_is_gone_takes_its_votes_along(engine, room, monkeypatch):
    asking(engine, room, first=2)
    voting(engine, room[0], "first", "one", 1)
    late = clock.now() + rooms.LASTS + rooms.KEPT + 1
    monkeypatch.setattr(clock, "now", lambda: late)
    with database.changing(engine) as connection:
        rooms.opened(connection)
        assert not connection.execute(select(VOTES)).all()


def test_a_full_room_and_a_full_server_say_so(engine, room, monkeypatch):
    monkeypatch.setattr(votes, "MOST_VOTERS", 2)
    monkeypatch.setattr(votes, "MOST_QUESTIONS", 2)
    monkeypatch.setattr(rooms, "MOST_ROOMS", 2)
    asking(engine, room, first=2)
    for voter in ("one", "two", "one"):
        voting(engine, room[0], "first", voter, 1)
    with pytest.raises(Refused, match="takes 2 votes"):
        voting(engine, room[0], "first", "three", 1)
    with pytest.raises(Refused, match="takes 2 questions"):
        asking(engine, room, second=2, third=2)
    with database.changing(engine) as connection:
        rooms.opened(connection)
        with pytest.raises(Refused, match="holds 2 rooms"):
            rooms.opened(connection)


def test_those_who_are_there_are_counted_over_all_servers_and_a_dead_one_is_forgotten(engine, room, monkeypatch):
    with database.changing(engine) as connection:
        id = rooms.found(connection, room[0]).id
        for server, count in (("a", 3), ("b", 4), ("a", 5)):
            presence.say(connection, id, server, count)
        assert presence.here(connection, id) == 9
        presence.say(connection, id, "b", 0)
        assert presence.here(connection, id) == 5
        late = clock.now() + presence.BELIEVED + 1
        monkeypatch.setattr(clock, "now", lambda: late)
        assert presence.here(connection, id) == 0


def test_two_votes_of_one_browser_in_two_rooms_cannot_be_told_to_be_of_one(engine, room):
    with database.changing(engine) as connection:
        other = rooms.opened(connection)
        names = {votes.known_as(rooms.found(connection, word), "browser") for word, _ in (room, other)}
    assert len(names) == 2
    assert "browser" not in names


def test_a_database_that_is_gone_is_said_in_one_sentence(tmp_path):
    engine = database.opened(f"sqlite:///{tmp_path / 'rooms.sqlite'}")
    META.drop_all(engine)
    with pytest.raises(Refused, match="cannot be reached"), database.changing(engine) as connection:
        rooms.opened(connection)
    engine.dispose()


@pytest.mark.parametrize("url", ["nothing", "postgres", "what://host/name", "sqlite:/"])
def test_an_address_that_names_no_database_is_refused_in_one_sentence(url):
    with pytest.raises(ValueError, match="LSTM_ROOMS is no address of a database"):
        database.opened(url)


def test_the_words_are_plain_and_many():
    assert len(set(words.WORDS)) == len(words.WORDS) >= 250
    assert all(words.read(f" {word.upper()} ") == word for word in words.WORDS)
    assert all(words.read(text) == "" for text in ("", "a b", "<b>", "x" * 25, "é", "ab"))
