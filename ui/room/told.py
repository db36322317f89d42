"""What everybody in a room is told: how many are there, where the teacher is, and the votes that are shown."""

import json
from typing import Any

from sqlalchemy import Connection, select

from ui.room.store import clock, presence, votes
from ui.room.store.rooms import Room
from ui.room.store.tables import ROOMS

STUDENTS, TEACHER = EVERYBODY = (False, True)


def event(what: dict[str, Any]) -> bytes:
    """A server-sent event."""
    return f"data: {json.dumps(what, separators=(',', ':'))}\n\n".encode()


ENDED = event({"ended": True})


def messages(database: Connection, id: int) -> dict[bool, bytes]:
    """One message for the students and one for the teacher, who also sees the votes that are not shown yet."""
    row = database.execute(select(ROOMS).where(ROOMS.c.id == id)).first()
    if row is None or row.ends <= clock.now():
        return dict.fromkeys(EVERYBODY, ENDED)
    room = Room(*row)
    asked, here = votes.asked(database, room), presence.here(database, id)
    return {
        who: event(
            {
                "room": room.word,
                "here": here,
                "page": room.page,
                "place": room.place,
                "question": room.question,
                "questions": {name: _question(one, who) for name, one in asked.items()},
            }
        )
        for who in EVERYBODY
    }


def _question(one: votes.Asked, who: bool) -> dict[str, Any]:
    shown = who == TEACHER or one.revealed
    return {
        "voted": sum(one.votes),
        "votes": one.votes if shown else None,
        "revealed": one.revealed,
        "right": one.right if one.revealed else None,
    }
