"""A server of rooms alone, without the pages, and browsers of no kind that talk to it."""

import http.client
import json
import threading
from collections.abc import Iterator
from contextlib import closing, contextmanager
from typing import Any

import uvicorn
from starlette.applications import Starlette

from ui.room.routes import routes

PATIENCE = 30  # seconds


@contextmanager
def room_server() -> Iterator[int]:
    """The port of it, in a thread of this process."""
    server = uvicorn.Server(uvicorn.Config(Starlette(routes=routes()), port=0, log_level="error", lifespan="off"))
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    pause = threading.Event()
    while not server.started:
        pause.wait(0.01)
    try:
        yield server.servers[0].sockets[0].getsockname()[1]
    finally:
        server.should_exit = server.force_exit = True
        thread.join(PATIENCE)


class Browser:
    """Somebody in a room: `voter` is its random word, `secret` that of a teacher."""

    def __init__(self, port: int, voter: str = "x" * 20, secret: str = ""):
        self.port, self.headers = port, {"x-room-voter": voter, **({"x-room-secret": secret} if secret else {})}

    def send(self, path: str, said: Any = None, **headers: str) -> tuple[int, dict[str, Any]]:
        """The status and the answer to a POST of JSON, or of bytes as they are."""
        body = said if isinstance(said, bytes) else json.dumps(said if said is not None else {}).encode()
        with closing(http.client.HTTPConnection("localhost", self.port, timeout=PATIENCE)) as line:
            line.request("POST", path, body, {"content-type": "application/json", **self.headers, **headers})
            answer = line.getresponse()
            return answer.status, json.loads(answer.read())

    def vote(self, word: str, question: str, choice: int) -> tuple[int, dict[str, Any]]:
        return self.send(f"/room/{word}/vote", {"question": question, "choice": choice})

    def lead(self, word: str, does: str, **said: Any) -> tuple[int, dict[str, Any]]:
        return self.send(f"/room/{word}/lead", {"do": does, **said})

    @contextmanager
    def listening(self, word: str) -> Iterator[Iterator[dict[str, Any]]]:
        """What the room tells, event by event, or one refusal."""
        with closing(http.client.HTTPConnection("localhost", self.port, timeout=PATIENCE)) as line:
            line.request("GET", f"/room/{word}", headers=self.headers)
            answer = line.getresponse()
            yield iter([json.loads(answer.read())]) if answer.status != 200 else _events(answer)


def _events(answer: http.client.HTTPResponse) -> Iterator[dict[str, Any]]:
    while text := answer.readline():
        if text.startswith(b"data: "):
            yield json.loads(text[6:])


def until(events: Iterator[dict[str, Any]], holds: Any) -> dict[str, Any]:
    """The first event of which that holds."""
    return next(event for event in events if holds(event))
