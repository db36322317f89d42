"""Questions of a room and the votes on them: one vote a browser, which it may change until the answer is shown."""

import hashlib
from collections.abc import Mapping
from functools import cache
from typing import NamedTuple

from sqlalchemy import Connection, Insert, Integer, String, Table, bindparam, func, select, update
from sqlalchemy.dialects import postgresql, sqlite

from ui.room.store import clock
from ui.room.store.refusal import Refused
from ui.room.store.rooms import Room, found, touch
from ui.room.store.tables import QUESTIONS, ROOMS, VOTES

COLUMNS = {"of": Integer(), "name": String(), "who": String(), "says": Integer()}
INSERTS = {"sqlite": sqlite.insert, "postgresql": postgresql.insert}
MOST_QUESTIONS, MOST_VOTERS, MOST_OPTIONS = 120, 500, 300


class Asked(NamedTuple):
    """A question: how many options it has, the votes on each, whether they are shown, and the right option's place."""

    options: int
    votes: tuple[int, ...]
    revealed: bool
    right: int | None


def ask(database: Connection, room: Room, questions: Mapping[str, int]) -> None:
    """What the teacher's page asks, {name: how many options}; the first that is not revealed is asked now."""
    known = dict(database.execute(select(QUESTIONS.c.name, QUESTIONS.c.revealed).where(_of(room))).all())
    fresh = {name: options for name, options in questions.items() if name not in known}
    if len(known) + len(fresh) > MOST_QUESTIONS:
        raise Refused(409, f"a room takes {MOST_QUESTIONS} questions: open another one")
    if fresh:
        rows = [{"room": room.id, "name": name, "options": options} for name, options in fresh.items()]
        database.execute(_insert(database, QUESTIONS).values(rows).on_conflict_do_nothing())
    touch(database, room, question=next((name for name in questions if not known.get(name)), ""))


def choose(database: Connection, room: Room, name: str) -> None:
    """The teacher goes to a question that was asked; "" is none."""
    if name:
        _question(database, room, name)
    touch(database, room, question=name)


def reveal(database: Connection, room: Room, name: str, right: int | None = None) -> None:
    """From now on everybody sees the votes on a question, and the right option once its place is known."""
    values = {"revealed": True} | ({} if right is None else {"right": right})
    database.execute(update(QUESTIONS).where(_of(room), QUESTIONS.c.name == name).values(**values))
    options, _ = _question(database, room, name)
    if right is not None and not 0 <= right < options:
        raise Refused(400, f"this question has {options} options, and the right one is none of them")
    touch(database, room)


def vote(database: Connection, room: Room, name: str, voter: str, choice: int) -> None:
    """What a browser says to a question; Refused where that is not asked, or its votes are shown already.

    One statement writes the vote if it may be: nobody reveals the question meanwhile, and others vote. A `room` may be
    as it was a while ago; who is to hear of the vote is told by whoever casts it.
    """
    who = known_as(room, voter)
    given = {"of": room.id, "secret": room.secret, "now": clock.now(), "name": name, "who": who, "says": choice}
    given["most"] = MOST_VOTERS
    if not database.execute(_casting(database.dialect.name), given).rowcount:
        _why_not(database, room, name, voter, choice)


@cache
def _casting(kind: str) -> Insert:
    """What writes a vote, where it may be written."""
    of, name, who, says = (bindparam(key, type_=type) for key, type in COLUMNS.items())
    others = (VOTES.c.room == of, VOTES.c.question == name, VOTES.c.voter != who)
    may = (
        *(ROOMS.c.id == of, ROOMS.c.secret == bindparam("secret"), ROOMS.c.ends > bindparam("now")),
        *(QUESTIONS.c.name == name, QUESTIONS.c.revealed.is_(False), QUESTIONS.c.options > says, says >= 0),
        select(func.count()).select_from(VOTES).where(*others).scalar_subquery() < bindparam("most"),
    )
    cast = select(of, name, who, says).select_from(ROOMS.join(QUESTIONS)).where(*may)
    locked = cast.with_for_update(read=True, of=QUESTIONS)
    insert = INSERTS[kind](VOTES).from_select(["room", "question", "voter", "choice"], locked)
    insert = insert.on_conflict_do_update(index_elements=["room", "question", "voter"], set_={"choice": says})
    return insert.execution_options(preserve_rowcount=True)


def _why_not(database: Connection, room: Room, name: str, voter: str, choice: int) -> None:
    """Why a vote was not written; a room of that word that is another one is asked itself."""
    now = found(database, room.word)
    if (now.id, now.secret) != (room.id, room.secret):
        return vote(database, now, name, voter, choice)
    options, revealed = _question(database, room, name)
    if revealed:
        raise Refused(409, "the votes on this question are shown: it takes no more")
    if not 0 <= choice < options:
        raise Refused(400, f"this question has {options} options, and that is none of them")
    raise Refused(409, f"a room takes {MOST_VOTERS} votes on a question")


def asked(database: Connection, room: Room) -> dict[str, Asked]:
    """All questions of a room, with the votes on them."""
    counts: dict[str, dict[int, int]] = {}
    cast = select(VOTES.c.question, VOTES.c.choice, func.count()).where(VOTES.c.room == room.id)
    for name, choice, count in database.execute(cast.group_by(VOTES.c.question, VOTES.c.choice)):
        counts.setdefault(name, {})[choice] = count
    rows = database.execute(select(*QUESTIONS.c["name", "options", "revealed", "right"]).where(_of(room)))
    return {
        name: Asked(options, tuple(counts.get(name, {}).get(k, 0) for k in range(options)), revealed, right)
        for name, options, revealed, right in rows
    }


def known_as(room: Room, voter: str) -> str:
    """The browser's own word for itself, so that nobody who reads the database can find it again elsewhere."""
    return hashlib.sha256(f"{room.secret} {voter}".encode()).hexdigest()[:32]


def _insert(database: Connection, table: Table):
    """An insertion that may meet what is there already; each kind of database has its own word for that."""
    return INSERTS[database.dialect.name](table)


def _of(room: Room):
    return QUESTIONS.c.room == room.id


def _question(database: Connection, room: Room, name: str) -> tuple[int, bool]:
    columns = select(QUESTIONS.c.options, QUESTIONS.c.revealed).where(_of(room), QUESTIONS.c.name == name)
    row = database.execute(columns.with_for_update(read=True)).first()
    if row is None:
        raise Refused(409, "the teacher has not asked this yet: your vote is sent as soon as it is asked")
    return row[0], row[1]
