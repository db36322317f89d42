"""Who listens to a room on this server, and what each is sent next."""

import asyncio
from collections.abc import AsyncIterator

from ui.room import told
from ui.room.store.refusal import Refused
from ui.room.store.rooms import Room

QUIET = 15.0  # seconds of silence after which a line is tried
MOST_OF_A_ROOM, MOST_OF_A_BROWSER = 700, 6
STILL_HERE = b": still here\n\n"


class Line:
    """One who listens."""

    def __init__(self, voter: str, who: bool):
        self.voter, self.who, self.message, self.last = voter, who, b"", False
        self.wake = asyncio.Event()

    def send(self, message: bytes, last: bool = False) -> None:
        """In place of what was not fetched yet."""
        self.message, self.last = message, last
        self.wake.set()

    async def heard(self) -> AsyncIterator[bytes]:
        """What is to be sent, until something was the last."""
        while not self.last:
            try:
                await asyncio.wait_for(self.wake.wait(), QUIET)
                self.wake.clear()
                yield self.message
            except TimeoutError:
                yield STILL_HERE


class Channel:
    """The lines of a room, and what was told last."""

    def __init__(self, room: Room):
        self.room, self.lines, self.version, self.counted, self.read_at = room, set[Line](), -1, 0, float("-inf")
        self.messages: dict[bool, bytes] = {}

    def join(self, voter: str, who: bool) -> Line:
        """A line of a browser; Refused where it has too many, or the room has."""
        own = sum(line.voter == voter for line in self.lines)
        if own >= MOST_OF_A_BROWSER:
            raise Refused(429, f"this browser has the room open in {own} tabs: close one of them")
        if len(self.lines) >= MOST_OF_A_ROOM:
            raise Refused(503, f"the room is full: {MOST_OF_A_ROOM} have joined it on this server")
        line = Line(voter, who)
        self.lines.add(line)
        if self.messages:
            line.send(self.messages[who])
        return line

    def browsers(self) -> int:
        """How many students are here: a browser with two tabs counts once, the teacher not at all."""
        return len({line.voter for line in self.lines if line.who == told.STUDENTS})

    def tell(self, messages: dict[bool, bytes], last: bool = False) -> None:
        """Send everybody what is news to him."""
        news = {who for who in messages if messages[who] != self.messages.get(who)}
        self.messages = messages
        for line in self.lines:
            if line.who in news or last:
                line.send(messages[line.who], last)
