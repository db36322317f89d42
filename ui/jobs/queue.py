"""One queue of trainings for the whole server: who waits, who runs, what ends them.

    ticket = shared().start(["lstm_core", "train", "france"], owner, seconds=60, megabytes=5)
    shared().state(ticket.id).kind                          # "waiting", then "running", then "finished"

A training is a child process, so that the lessons stay quick beside it; it writes a run directory under a name nobody
can guess, which is all that a link needs to follow it. It goes on when the tab is closed and ends with the server.
"""

import threading
import time
from collections.abc import Callable, Sequence
from pathlib import Path

import streamlit as st

from ui.jobs import run_folders
from ui.jobs.admission import admit
from ui.jobs.job import BETWEEN, MEGABYTE, Job, ended
from ui.jobs.limits import GRACE, LAST, MOST_WAITING, TICK, TOTAL, UNSEEN, cores
from ui.jobs.run_folders import Brought
from ui.jobs.states import JobState, Ticket
from ui.places import HOME


class Jobs:
    """A queue, its slots and the thread that looks after both; `close()` ends everything."""

    def __init__(
        self,
        root: Path = HOME / "runs",
        slots: int | None = None,
        most_waiting: int = MOST_WAITING,
        unseen: float = UNSEEN,
        total: int = TOTAL,
        grace: float = GRACE,
    ):
        self.root, self.most_waiting, self.unseen, self.total, self.grace = root, most_waiting, unseen, total, grace
        self.slots = max(1, cores() - 1) if slots is None else slots
        self._waiting, self._running = list[Job](), list[Job]()
        self._changed = threading.Condition()
        self._closed = False
        threading.Thread(target=self._look_after, name="jobs", daemon=True).start()

    def start(
        self,
        arguments: Sequence[str],
        owner: str,
        seconds: int,
        megabytes: int,
        brought: Brought | None = None,
        address: str = "",
    ) -> Ticket:
        """Queue `python -m arguments… --out path` with what was brought; ValueError, in a sentence, if it cannot be."""
        job = Job(self.root, arguments, owner, seconds, megabytes, brought, address)
        if megabytes * MEGABYTE > self.total:
            raise ValueError(f"a job may keep at most {self.total // MEGABYTE} MB, got {megabytes} MB")
        with self._changed:
            if self._closed:
                raise ValueError("the server is about to stop and starts nothing any more")
            admit(job, self._waiting, self._running, self.most_waiting)
            self._waiting.append(job)
            self._changed.notify()
        return Ticket(job.id, job.path)

    def state(self, id: str) -> JobState:
        """What is known of a job, also of one from before the server was started; ValueError for no such job."""
        with self._changed:
            places = len(self._waiting)
            for place, job in [*enumerate(self._waiting, 1), *((0, job) for job in self._running)]:
                if job.id == id:
                    return job.state(place, places, self._wait(place) if place else 0.0)
            return ended(self.root, id, places)

    def stop(self, id: str) -> None:
        """Take a job out of the queue, or ask it to stop after the step it is in; nothing where it has ended."""
        with self._changed:
            self._drop(lambda job: job.id == id, "It was taken out of the queue before its turn came.")
            for job in self._running:
                if job.id == id:
                    job.ask("stop")

    def seen(self, id: str) -> None:
        """Somebody looks at this job."""
        with self._changed:
            for job in self._waiting:
                if job.id == id:
                    job.seen = time.monotonic()

    def of(self, owner: str) -> str:
        """The id of what the owner has under way, "" for nothing."""
        with self._changed:
            return next((job.id for job in (*self._running, *self._waiting) if job.owner == owner), "")

    def load(self) -> tuple[int, int]:
        """How many jobs run, and how many wait."""
        with self._changed:
            return len(self._running), len(self._waiting)

    def wait(self) -> float:
        """Seconds until the turn of a job that came now would come, at the latest."""
        with self._changed:
            return self._wait(len(self._waiting) + 1)

    def close(self) -> None:
        """Take nothing new, and end what is under way; what it had learned is kept."""
        with self._changed:
            self._closed = True
            for job in self._running:
                job.ask("stop")
            for job in (*self._waiting, *self._running):
                job.end(BETWEEN, min(self.grace, LAST))
            self._waiting, self._running = [], []
            self._changed.notify()

    def _wait(self, place: int) -> float:
        """All slots are busy until a turn comes, so it comes when what is before it has taken all it may."""
        before = [*self._running, *self._waiting[: place - 1]]
        return sum(job.left for job in before) / self.slots if len(before) >= self.slots else 0.0

    def _drop(self, which: Callable[[Job], bool], message: str) -> None:
        for job in [job for job in self._waiting if which(job)]:
            self._waiting.remove(job)
            job.end(message)

    def _look_after(self) -> None:
        with self._changed:
            while not self._closed:
                self._changed.wait(TICK if self._running or self._waiting else None)
                for job in (*self._running, *self._waiting):
                    run_folders.beat(self.root, job.id)
                self._running = [job for job in self._running if not job.look(self.grace)]
                unseen = f"Nobody looked at it for {self.unseen:.0f} seconds while it waited, so it left the queue."
                self._drop(lambda job: time.monotonic() - job.seen > self.unseen, unseen)
                while self._waiting and len(self._running) < self.slots:
                    self._begin(self._waiting.pop(0))

    def _begin(self, job: Job) -> None:
        under_way = [job, *self._running]
        reserved = sum(other.megabytes * MEGABYTE for other in under_way)
        spared = {other.id for other in (*under_way, *self._waiting)}
        run_folders.make_room(self.root, max(0, self.total - reserved), spared)
        if job.begin():
            self._running.append(job)


@st.cache_resource(show_spinner=False)
def shared() -> Jobs:
    """The one queue of this server."""
    return Jobs()
