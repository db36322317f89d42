"""What a browser asks of a room, read from its request: sizes, signs and kinds are checked before anything is done."""

import json
import re
from typing import Any, NamedTuple

from starlette.requests import Request

from ui.room import limits
from ui.room.store.refusal import Refused
from ui.room.store.votes import MOST_OPTIONS

LARGEST = 8192  # bytes
VOTER, SECRET = "x-room-voter", "x-room-secret"  # headers, so that they stand in no address and no log
TOKEN = re.compile(r"[A-Za-z0-9_-]{16,64}")
NAME = re.compile(r"[a-z0-9_.-]{1,80}")  # of a question
PAGE = re.compile(r"[a-z_]{0,40}")
PLACE = re.compile(r"[!-~]{0,2000}")  # the rest of an address


class Browser(NamedTuple):
    """Who asks: its network, the random word by which it is known, and the secret where it says that it leads."""

    network: str
    voter: str
    secret: str

    @property
    def leads(self) -> bool:
        """Whether it says so."""
        return bool(self.secret)


def browser(request: Request) -> Browser:
    """Who asks; Refused where it asks too often, or is no browser of ours."""
    network = request.client.host if request.client else ""
    limits.shared.take("network", network)
    voter, secret = request.headers.get(VOTER, ""), request.headers.get(SECRET, "")
    if not TOKEN.fullmatch(voter) or (secret and not TOKEN.fullmatch(secret)):
        raise Refused(400, "a room hears the pages of this app: reload yours")
    limits.shared.take("browser", voter)
    return Browser(network, voter, secret)


async def told(request: Request) -> dict[str, Any]:
    """What it sends; Refused where that is too long, or not what our pages send."""
    if request.headers.get("content-type", "").split(";")[0] != "application/json":  # no form of another site
        raise Refused(415, "a room hears the pages of this app: reload yours")
    body = b""
    async for part in request.stream():
        body += part
        if len(body) > LARGEST:
            raise Refused(413, f"a room reads at most {LARGEST} bytes at a time")
    try:
        said = json.loads(body)
    except (ValueError, RecursionError):
        said = None
    if not isinstance(said, dict):
        raise Refused(400, "a room could not read what was sent: reload the page")
    return said


def text(said: dict[str, Any], key: str, allowed: re.Pattern) -> str:
    """One text of what was sent."""
    found = said.get(key)
    if not isinstance(found, str) or not allowed.fullmatch(found):
        raise Refused(400, f"“{key}” is not what a room expects there: reload the page")
    return found


def whole(found: object, what: str) -> int:
    """A small number without a fraction."""
    if isinstance(found, bool) or not isinstance(found, int) or not -1 < found <= MOST_OPTIONS:
        raise Refused(400, f"{what} is a whole number from 0 to {MOST_OPTIONS}: reload the page")
    return found


def questions(said: dict[str, Any]) -> dict[str, int]:
    """{name: how many options} of what a teacher's page asks."""
    found = said.get("questions")
    if not isinstance(found, dict) or not all(NAME.fullmatch(name) for name in found):
        raise Refused(400, "“questions” is not what a room expects there: reload the page")
    return {name: whole(options, "the number of options") for name, options in found.items()}
