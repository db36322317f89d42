"""All who listen on this server: one look at the database a beat; what has changed goes to those of its room."""

import asyncio
import secrets
import signal
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from typing import Any, NamedTuple

from sqlalchemy import Connection

from ui.room import told
from ui.room.limits import MOST_KNOWN
from ui.room.lines import STILL_HERE, Channel, Line
from ui.room.store import database, presence, rooms
from ui.room.store.refusal import Refused
from ui.room.store.rooms import Room

BEAT = 0.2  # seconds between two looks; changes are gathered as long
AGAIN = 5.0  # seconds after which all is read again, changed or not
MOST = 3000  # who may listen on one server


class Known(NamedTuple):
    """What a server knows of a room before it looks: how many are here, what of it is news, and the version it read."""

    room: Room
    count: int
    other_count: bool
    voted: bool
    version: int
    again: bool

    @property
    def news(self) -> bool:
        """Whether this server has something to tell the others."""
        return self.other_count or self.voted


class Listeners:
    """The rooms that somebody listens to here."""

    def __init__(self) -> None:
        self.server, self.channels, self.joined = secrets.token_hex(16), dict[int, Channel](), set[tuple[str, str]]()
        self._voted = set[int]()  # rooms in which somebody has voted since the last look
        self._threads = ThreadPoolExecutor(4, "rooms")  # a database that is slow holds up nothing else
        self._beats: asyncio.Task | None = None

    async def ask(self, what: Callable[..., Any], *given: Any, at_once: bool = False) -> Any:
        """The result of a function of a connection, as `database.asked` gives it."""
        work = partial(database.asked, what, *given, at_once=at_once)
        return await asyncio.get_running_loop().run_in_executor(self._threads, work)

    def room(self, word: str) -> Room | None:
        """The room of that word as it was when somebody here began to listen to it."""
        known = [one.room for one in self.channels.values() if one.room.word == word]
        return known[-1] if known else None  # the last one, where a word is another's already

    def voted(self, room: Room) -> bool:
        """Somebody has voted: all votes of a beat are told together; False where nobody here listens to that room."""
        if room.id in self.channels:
            self._voted.add(room.id)
        return room.id in self.channels

    def join(self, room: Room, voter: str, who: bool) -> Line:
        """A line to a room; Refused where one of both is full."""
        if sum(len(one.lines) for one in self.channels.values()) >= MOST:
            raise Refused(503, "this server is full: nobody else can join a room on it")
        line = self.channels.setdefault(room.id, Channel(room)).join(voter, who)
        if len(self.joined) > MOST_KNOWN:
            self.joined.clear()
        self.joined.add((room.word, voter))
        if self._beats is None or self._beats.done():
            self._beats = asyncio.create_task(self._beat())
        return line

    def leave(self, room: Room, line: Line) -> None:
        """The browser is gone."""
        if channel := self.channels.get(room.id):
            channel.lines.discard(line)

    async def _beat(self) -> None:
        while self.channels and not _stopping():
            await self._look(asyncio.get_running_loop().time())
            for id in [id for id, one in self.channels.items() if not (one.lines or one.counted)]:
                del self.channels[id]
            await asyncio.sleep(BEAT)
        for channel in self.channels.values():  # a server that stops waits for those who listen
            channel.tell(dict.fromkeys(told.EVERYBODY, STILL_HERE), last=True)
        self.joined.clear()

    async def _look(self, now: float) -> None:
        voted, self._voted = self._voted, set()
        known = {
            id: Known(one.room, count, count != one.counted, id in voted, one.version, now - one.read_at >= AGAIN)
            for id, one in self.channels.items()
            for count in [one.browsers()]
        }
        try:
            found = await self.ask(look, self.server, known)
        except ValueError as error:
            self._voted |= voted
            for channel in self.channels.values():
                channel.version = -1  # all is read again when the database is back
                channel.tell(dict.fromkeys(told.EVERYBODY, told.event({"trouble": str(error)})))
            return
        for id, (version, messages) in found.items():
            channel = self.channels[id]
            channel.version, channel.counted, channel.read_at = version, known[id].count, now
            channel.tell(messages, last=messages[told.STUDENTS] == told.ENDED)


def look(connection: Connection, server: str, known: Mapping[int, Known]) -> dict[int, tuple[int, dict[bool, bytes]]]:
    """Says who is here, and returns {room: (version, messages)} of the rooms that are other than they were known."""
    versions = rooms.versions(connection, list(known))
    found = {}
    for id, one in sorted(known.items()):  # in one order on all servers, so that none waits for another in a circle
        if id in versions and one.news:
            rooms.touch(connection, one.room)
        if id in versions and (one.other_count or one.again):
            presence.say(connection, id, server, one.count)
        version = versions.get(id, 0) + one.news
        if version != one.version or one.again:
            found[id] = (version, told.messages(connection, id))
    return found


def _stopping() -> bool:
    """Whether the web server wants to stop; it asks nobody, and waits until all answers have been sent."""
    server = getattr(signal.getsignal(signal.SIGTERM), "__self__", None)
    return bool(getattr(server, "should_exit", False))


shared = Listeners()
