"""How many are in a room, over all servers: each says how many it is connected to, and is believed for a while."""

from sqlalchemy import Connection, delete, func, insert, select, update

from ui.room.store import clock
from ui.room.store.tables import PRESENT

BELIEVED = 15.0  # seconds after which a server that says nothing is gone


def say(database: Connection, room: int, server: str, count: int) -> None:
    """So many are connected to this server."""
    mine = (PRESENT.c.room == room, PRESENT.c.server == server)
    if count == 0:
        database.execute(delete(PRESENT).where(*mine))
    elif not database.execute(update(PRESENT).where(*mine).values(count=count, seen=clock.now())).rowcount:
        database.execute(insert(PRESENT).values(room=room, server=server, count=count, seen=clock.now()))


def here(database: Connection, room: int) -> int:
    """How many are in a room."""
    lately = (PRESENT.c.room == room, PRESENT.c.seen > clock.now() - BELIEVED)
    return int(database.scalar(select(func.sum(PRESENT.c.count)).where(*lately)) or 0)
