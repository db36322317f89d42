"""What a script run says reaches the browser in a few parcels, where Streamlit 1.67 sends every message by itself.

A run of a page says some seventy things, and for each of them Streamlit wakes the event loop twice, looks at every
session and writes to the socket. Here they wait until the run ends, 20 ms at most, and go together; what is said, and
in which order, stays as it is. `tests/app/test_parcels.py` compares both, message by message.
"""

import asyncio
from collections import deque
from contextlib import suppress
from typing import Any

from streamlit import runtime
from streamlit.runtime import app_session
from streamlit.runtime.app_session import AppSession
from streamlit.runtime.scriptrunner import ScriptRunnerEvent
from streamlit.runtime.session_manager import SessionClientDisconnectedError

LONGEST = 0.02  # seconds that a message waits for others
MOST = 200  # messages at once: a browser's queue holds 500, and more of them go one by one, as Streamlit sends them


def begin() -> None:
    """From now on they do, in this process."""
    AppSession._on_scriptrunner_event = _hear
    AppSession.flush_browser_queue = _marked(AppSession.flush_browser_queue, on_the_way=True)
    AppSession.on_flushed_messages_sent = _marked(AppSession.on_flushed_messages_sent, on_the_way=False)
    app_session._populate_theme_msg = _kept(app_session._populate_theme_msg)
    with suppress(ImportError):  # another version of uvicorn, which then writes every message by itself
        from uvicorn.protocols.websockets.websockets_sansio_impl import WebSocketsSansIOProtocol as Protocol

        made = Protocol.connection_made
        Protocol.connection_made = lambda protocol, transport: made(protocol, Gathered(transport))


def _hear(session: AppSession, sender: object, event: ScriptRunnerEvent, *said: Any, **more: Any) -> None:
    """On the script's thread: an event of a run joins those that wait; only what the page shows is in no haste."""
    waiting = session.__dict__.setdefault("_waiting", deque())
    waiting.append((sender, event, said, more))
    if event is not ScriptRunnerEvent.ENQUEUE_FORWARD_MSG:
        session._call_soon_on_event_loop(lambda: _deliver(session, waiting))
    elif len(waiting) == 1:
        loop = session._event_loop
        session._call_soon_on_event_loop(lambda: loop.call_later(LONGEST, _deliver, session, waiting))


def _deliver(session: AppSession, waiting: deque) -> None:
    """On the event loop: all that waits is handled in its order, and sent, or left to Streamlit to send."""
    wake, session._message_enqueued_callback = session._message_enqueued_callback, None
    try:
        while waiting:
            sender, event, said, more = waiting.popleft()
            session._handle_scriptrunner_event_on_event_loop(sender, event, *said, **more)
    finally:
        session._message_enqueued_callback = wake
    if not _sent(session) and wake:
        wake()


def _marked(original: Any, on_the_way: bool) -> Any:
    """Streamlit's own sending takes turns with all else: while it is at it, nothing may overtake what it has taken."""

    def called(session: AppSession) -> Any:
        session._on_the_way = on_the_way
        return original(session)

    return called


def _sent(session: AppSession) -> bool:
    """Whether all that the session has for its browser could be sent at once."""
    served = runtime.get_instance()
    to = served._session_mgr.get_active_session_info(session.id)
    if to is None or len(session._browser_queue) > MOST or session.__dict__.get("_on_the_way"):
        return False
    try:
        for message in session._browser_queue.flush():
            served._send_message(to, message)
        session.on_flushed_messages_sent()
    except SessionClientDisconnectedError:
        served.disconnect_session(session.id, client=to.client)
    return True


class Gathered:
    """A transport that writes what it was given in one turn of the event loop with one call of the system."""

    def __init__(self, transport: asyncio.Transport):
        self._transport, self._parts = transport, []

    def __getattr__(self, name: str) -> Any:
        return getattr(self._transport, name)

    def write(self, data: bytes) -> None:
        """Soon."""
        if not self._parts:
            asyncio.get_running_loop().call_soon(self.flush)
        self._parts.append(data)

    def flush(self) -> None:
        """Now."""
        parts, self._parts = self._parts, []
        if parts:
            self._transport.write(b"".join(parts))

    def close(self) -> None:
        """After what it was given before."""
        self.flush()
        self._transport.close()


def _kept(populate: Any) -> Any:
    """The look is the same for everybody as long as the server runs."""
    kept: dict[str, Any] = {}

    def populated(message: Any, section: str = "theme") -> None:
        if section not in kept:
            kept[section] = type(message)()
            populate(kept[section], section)
        if kept[section].ByteSize():  # else it would be there, and empty
            message.MergeFrom(kept[section])

    return populated
