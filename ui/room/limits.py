"""How often somebody may ask for something: so much at once, and so much a second from then on."""

import time
from collections.abc import Callable
from typing import NamedTuple

from ui.room.store.refusal import Refused

MOST_KNOWN = 20_000  # browsers and networks that are kept in mind


class Rate(NamedTuple):
    """At most `at_once`, then `a_second` more; and what is said to whoever wants more than that."""

    at_once: int
    a_second: float
    says: str


RATES = {  # of one browser, or of one network: a whole class may be behind one address
    "browser": Rate(40, 4, "this browser sends too much at once: wait a few seconds, your last vote stands"),
    "network": Rate(1500, 150, "your network sends too much at once: wait a few seconds, your last vote stands"),
    "wrong": Rate(30, 0.2, "too many wrong words came from your network: wait a minute, and ask for the room's word"),
    "open": Rate(12, 1 / 60, "your network has opened many rooms: use one of them, or wait a minute"),
}


class Limits:
    """What each has left."""

    def __init__(self, now: Callable[[], float] = time.monotonic):
        self._now = now
        self._left: dict[tuple[str, str], tuple[float, float]] = {}  # as much, at that time

    def take(self, kind: str, who: str) -> None:
        """One of it; Refused, in a sentence, where nothing is left."""
        self.check(kind, who)
        self._left[kind, who] = (self._of(kind, who) - 1, self._now())

    def check(self, kind: str, who: str) -> None:
        """The same, and nothing is taken."""
        if self._of(kind, who) < 1:
            raise Refused(429, RATES[kind].says)

    def _of(self, kind: str, who: str) -> float:
        if len(self._left) > MOST_KNOWN:
            self._forget()
        rate = RATES[kind]
        left, then = self._left.get((kind, who), (float(rate.at_once), self._now()))
        return min(float(rate.at_once), left + rate.a_second * max(0.0, self._now() - then))

    def _forget(self) -> None:
        """Half of them: those who asked last stay."""
        lately = sorted(self._left, key=lambda one: self._left[one][1])[MOST_KNOWN // 2 :]
        self._left = {one: self._left[one] for one in lately}


shared = Limits()
