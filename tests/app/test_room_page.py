"""What a room changes on the pages: the strip, guesses that wait for the teacher, a tab that stays in its room."""

import pytest

from tests.support.mounted import header_of, messages, prose
from tests.support.sampled import one_in
from ui import frame, guesses
from ui.room import member
from ui.room.store import database, rooms, votes

LESSONS = [lesson.name for lesson in frame.catalogue()]
ASKS_NOTHING = {"start", "france", "invent"}
IN_THE_BROWSER = {"one_step"}  # the walk asks by itself; see tests/browser/test_waiting.py
PICTURED = {"carriers", "break_it"}  # a row of the picture is pressed

FOUND_IN_THE_PAGE = {"learning"}  # a training that each reader's page runs gives the answer


@pytest.fixture
def room(tmp_path, monkeypatch):
    """A room, and a function that lets its teacher do something."""
    engine = database.opened(f"sqlite:///{tmp_path / 'rooms.sqlite'}")
    monkeypatch.setattr(database, "shared", lambda: engine)
    with database.changing() as connection:
        word, secret = rooms.opened(connection)

    def lead(what, *given) -> None:
        with database.changing() as connection:
            what(connection, rooms.led(connection, word, secret), *given)

    yield word, lead
    engine.dispose()


def strip(page) -> dict:
    """What the browser's strip is told."""
    (message,) = messages(page, "room")
    return header_of(message)


def said_in(page) -> list[str]:
    """Everything that a page shows besides the strip and what is done: prose, what its pictures draw, tables."""
    mounted = [one.proto for one in page.get("bidi_component")]
    pictures = [one for one in mounted if one.component_name.split("-")[0] not in ("room", "thread")]
    charts = [one.proto.spec for one in page.get("plotly_chart")]
    tables = [one.value.to_csv() for one in (*page.table, *page.dataframe)]
    notes = [one.value for kind in (page.success, page.warning, page.error, page.info) for one in kind]
    return [*prose(page).split("\n"), *charts, *tables, *notes, *(repr(one.bytes) for one in pictures)]


def answers(name: str, asked: list[dict]) -> dict[str, str]:
    """What a reader says to each question, as the address has it."""
    return {one["key"]: "7" if name in PICTURED else one["options"][0] for one in asked}


@pytest.mark.parametrize("name", [*sorted(PICTURED), *one_in(4, sorted({*LESSONS} - PICTURED))])
def test_in_a_room_nothing_gives_an_answer_away_until_the_teacher_shows_it(opened, room, name):
    word, lead = room
    before = opened(name, room=word)
    asked = strip(before)["questions"]
    assert bool(asked) != (name in ASKS_NOTHING | IN_THE_BROWSER), f"{name} tells its room no question, or asks one now"
    said = answers(name, asked)
    alone = opened(name, room=word, **said)
    assert not any(one["waits"] for one in strip(alone)["questions"]), "nobody has asked it in the room"
    lead(votes.ask, {one["name"]: len(one["options"]) for one in asked})
    waiting = opened(name, room=word, **said)
    for one in strip(waiting)["questions"]:
        assert one["waits"]
        assert one["right"] is None
        assert one["options"][one["said"]] == (f"unit {said[one['key']]}" if name in PICTURED else said[one["key"]])
    news = set(said_in(waiting)) - set(said_in(before))
    assert all(guesses.WAITS in one for one in news), news
    told = set(said_in(alone)) - set(said_in(before))
    assert bool(told) == bool(asked), "something is told after the guess, and not before the teacher shows it"
    for one in asked:
        lead(votes.reveal, one["name"])
    shown = opened(name, room=word, **said)
    assert set(said_in(shown)) == set(said_in(alone))
    for one in strip(shown)["questions"]:
        known = one["right"] in range(len(one["options"]))
        assert known != (name in FOUND_IN_THE_PAGE | PICTURED), "the strip can mark the right option"


@pytest.mark.parametrize("name", sorted(PICTURED))
def test_the_teachers_own_page_waits_for_nobody(opened, room, name):
    word, lead = room
    page = opened(name, room=word)
    asked = strip(page)["questions"]
    lead(votes.ask, {one["name"]: len(one["options"]) for one in asked})
    for key, text in answers(name, asked).items():
        page.query_params[key] = text
    page.session_state[member.LEADS] = True
    page.run()
    assert not any(one["waits"] for one in strip(page)["questions"])


@pytest.mark.parametrize("by", ["a press in the film", "an edit by controls", "a link"])
def test_break_it_holds_nothing_that_would_tell_before_the_teacher_shows_it(opened, room, by):
    word, lead = room
    (asked,) = strip(opened("break_it", room=word))["questions"]
    lead(votes.ask, {asked["name"]: len(asked["options"])})
    hold, link = "c=0 word 16 units 10", {} if by == "an edit by controls" else {"broken_guess": "10"}
    page = opened("break_it", room=word, broken_edits=hold, **link)
    (message,) = messages(page, "film")
    live = header_of(message)["live"]
    assert live["holds"] == ""
    assert live["rows"]["answered"] is False
    assert not page.text_input, "the bench waits, too"
    lead(votes.reveal, asked["name"])
    page.run()
    (message,) = messages(page, "film")
    assert header_of(message)["live"]["holds"] == hold


def test_a_tab_stays_in_its_room_from_page_to_page_until_it_leaves(opened, room):
    word, _ = room
    page = opened("france", room=word.upper())
    assert strip(page)["room"] == word
    page.query_params.clear()
    page.switch_page("pages/vanishing.py").run()
    assert page.query_params["room"] == word
    assert strip(page)["page"] == "vanishing"
    assert not messages(opened("vanishing"), "room")


@pytest.mark.parametrize("said", ["<b>x</b>", "a b", "x" * 300, "12"])
def test_what_can_be_no_word_is_said_in_one_line_above_the_lesson(opened, said):
    page = opened("france", room=said)
    assert "is no word of a room" in page.info[0].value
    assert not messages(page, "room")


def test_a_page_goes_on_where_the_rooms_cannot_be_reached(opened, room, monkeypatch):
    def gone():
        raise OSError("no database")

    monkeypatch.setattr(database, "shared", gone)
    page = opened("why_memory", room=room[0], why_clouds="sky")
    assert "Sky" in prose(page)
    assert not page.error


def test_a_class_is_led_to_a_page_and_only_to_one_that_is_there(opened, room):
    page = opened("france", room=room[0])
    for there, at in (("../app", "france"), ("teachers", "france"), ("vanishing", "vanishing")):
        page.session_state["where the room goes"] = (there, "vanishing_length=20&room=other")
        page.run()
        assert strip(page)["page"] == at
    assert page.query_params["room"] == room[0]


def test_the_teachers_page_shows_how_to_come_in(opened, room):
    assert header_of(messages(opened("teachers"), "room")[0])["part"] == "desk"
    page = opened("teachers", **{member.KEY: room[0]})
    assert page.code[-1].value.endswith(f"/?room={room[0]}")
    assert strip(page)["part"] == "strip"
