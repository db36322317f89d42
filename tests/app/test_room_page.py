"""What a room changes on the pages: the strip, guesses that wait for the teacher, a tab that stays in its room."""

import pytest

from tests.support.mounted import header_of, messages, prose
from tests.support.sampled import one_in
from ui import frame, guesses
from ui.room import member
from ui.room.store import database, rooms, votes

ASKING = {  # lessons that ask for a guess in Python, and how many at once
    lesson.name
    for lesson in frame.catalogue()
    if lesson.name not in {"start", "france", "break_it", "carriers", "one_step", "invent"}
}

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


@pytest.mark.parametrize("name", one_in(4, sorted(ASKING)))
def test_in_a_room_an_answer_waits_until_the_teacher_shows_it(opened, room, name):
    word, lead = room
    asked = strip(opened(name, room=word))["questions"]
    assert asked, f"{name} tells its room no question"
    said = {one["key"]: one["options"][0] for one in asked}
    alone = opened(name, room=word, **said)
    assert not any(one["waits"] for one in strip(alone)["questions"]), "nobody has asked it in the room"
    lead(votes.ask, {one["name"]: len(one["options"]) for one in asked})
    waiting = opened(name, room=word, **said)
    assert all(one["waits"] and one["said"] == 0 and one["right"] is None for one in strip(waiting)["questions"])
    assert guesses.WAITS in prose(waiting)
    told = [line for line in prose(alone).split("\n") if line not in prose(waiting)]
    assert told, "something is told after the guess, and not before the teacher shows it"
    for one in asked:
        lead(votes.reveal, one["name"])
    shown = opened(name, room=word, **said)
    assert guesses.WAITS not in prose(shown)
    for one in strip(shown)["questions"]:
        known = one["right"] in range(len(one["options"]))
        assert known != (name in FOUND_IN_THE_PAGE), "the strip can mark the right option"


@pytest.mark.parametrize(("name", "key"), [("carriers", "carriers_guess"), ("break_it", "broken_guess")])
def test_a_row_that_is_pressed_in_a_picture_is_a_vote_too(opened, room, name, key):
    word, lead = room
    (asked,) = strip(opened(name, room=word))["questions"]
    assert (asked["key"], asked["said"]) == (key, None)
    lead(votes.ask, {asked["name"]: len(asked["options"])})
    (said,) = strip(opened(name, room=word, **{key: "7"}))["questions"]
    assert (said["name"], said["options"][said["said"]], said["waits"]) == (asked["name"], "unit 7", False)


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
