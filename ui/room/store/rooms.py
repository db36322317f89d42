"""Rooms in the database: opened by whoever holds the secret, found by their word, ended after three hours."""

import hashlib
import hmac
import secrets
from typing import NamedTuple

from sqlalchemy import Connection, delete, func, insert, select, update

from ui.room.store import clock, words
from ui.room.store.refusal import Refused
from ui.room.store.tables import ROOMS

LASTS = 3 * 3600.0  # seconds
KEPT = 600.0  # seconds after which the word of a room that has ended may be another's
MOST_ROOMS = 150
TRIES = 200


class Room(NamedTuple):
    """A room as it stands."""

    id: int
    word: str
    secret: str
    ends: float
    version: int
    page: str
    place: str
    question: str


def opened(database: Connection) -> tuple[str, str]:
    """The word of a new room, and its teacher's secret, which is kept nowhere else; Refused where all are taken."""
    database.execute(delete(ROOMS).where(ROOMS.c.ends < clock.now() - KEPT))
    taken = set(database.scalars(select(ROOMS.c.word)))
    if len(taken) >= MOST_ROOMS:
        raise Refused(503, f"this server holds {MOST_ROOMS} rooms already: try again when one of them has ended")
    word = next(found for _ in range(TRIES) if (found := words.any_word()) not in taken)
    secret = secrets.token_urlsafe(24)
    database.execute(insert(ROOMS).values(word=word, secret=_hashed(secret), ends=clock.now() + LASTS))
    return word, secret


def found(database: Connection, word: str) -> Room:
    """The room of that word; Refused where there is none, or none any more."""
    row = database.execute(select(ROOMS).where(ROOMS.c.word == words.read(word))).first()
    if row is None:
        raise Refused(404, f"there is no room “{word[:24]}”: ask your teacher for its word")
    room = Room(*row)
    if room.ends <= clock.now():
        raise Refused(410, f"the room “{room.word}” has ended")
    return room


def led(database: Connection, word: str, secret: str) -> Room:
    """The same for its teacher; Refused without the secret."""
    room = found(database, word)
    if not hmac.compare_digest(room.secret, _hashed(secret)):
        raise Refused(403, "only the browser in which this room was opened can lead it")
    return room


def touch(database: Connection, room: Room, **values: object) -> None:
    """Change a room, so that everybody in it hears; last in a transaction, because others wait for its end."""
    database.execute(update(ROOMS).where(ROOMS.c.id == room.id).values(version=ROOMS.c.version + 1, **values))


def versions(database: Connection, ids: list[int]) -> dict[int, int]:
    """The versions of rooms that are still there."""
    return dict(database.execute(select(ROOMS.c.id, ROOMS.c.version).where(ROOMS.c.id.in_(ids))).all())


def count(database: Connection) -> int:
    """How many rooms are open."""
    return database.scalar(select(func.count()).select_from(ROOMS).where(ROOMS.c.ends > clock.now())) or 0


def _hashed(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()
