"""One queue of trainings for the whole server: who waits, who runs, what ends them.

    ticket = shared().start(["lstm_core", "train", "france"], owner, seconds=60, megabytes=5)
    shared().state(ticket.id).kind                          # "waiting", then "running", then "finished"

A training is a child process, so that the lessons stay quick beside it; it writes a run directory under a name nobody
can guess, which is all that a link needs to follow it. It goes on when the tab is closed and ends with the server.
"""

import os
import re
import threading
import time
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import streamlit as st

from ui import run_folders
from ui.child import HOME, Child
from ui.endings import ending

MEGABYTE = 10**6
TOTAL = 200 * MEGABYTE  # of all runs that the app started
MOST_WAITING = 20
UNSEEN = (
    60.0  # seconds after which one that waits is dropped when no page asks for it: a closed tab, not a weak network
)
GRACE = 5.0  # seconds between asking a job to stop and ending it
TICK = 0.25  # seconds between two looks at what runs
LONGEST = 20_000  # characters of all arguments together
BETWEEN = "The server was started anew before it was done; what it had learned by then is kept."


@dataclass(frozen=True)
class Ticket:
    """A job that was accepted: its `id`, and the `path` of the run directory it will write."""

    id: str
    path: Path


@dataclass(frozen=True)
class JobState:
    """What is known of a job.

    `kind` is "waiting" (`place` of `places` in the queue, from 1), "running", "finished", "stopped" or "failed";
    `seconds` it has run, of at most `limit` (0 when unknown); `message` is a sentence on how it ended, "" if well;
    `owner` is who may stop it, "" when it has ended.
    """

    kind: str
    place: int
    places: int
    seconds: float
    message: str
    path: Path
    limit: int = 0
    owner: str = ""

    @property
    def under_way(self) -> bool:
        return self.kind in ("waiting", "running")


@dataclass
class _Job:
    id: str
    arguments: list[str]
    owner: str
    seconds: int
    megabytes: int
    path: Path
    seen: float
    child: Child | None = None
    started: float = 0.0
    asked: str = ""
    asked_at: float = 0.0


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
        self._waiting: list[_Job] = []
        self._running: list[_Job] = []
        self._changed = threading.Condition()
        self._closed = False
        threading.Thread(target=self._look_after, name="jobs", daemon=True).start()

    def start(self, arguments: Sequence[str], owner: str, seconds: int, megabytes: int) -> Ticket:
        """Queue `python -m arguments… --out path` with its limits; ValueError, in a sentence, where that cannot be."""
        arguments = [str(argument) for argument in arguments]
        if not arguments or not re.fullmatch(r"[a-z_]\w*(\.\w+)*", arguments[0]):
            raise ValueError(f"a job begins with the name of a module, got {arguments[:1]}")
        if sum(map(len, arguments)) > LONGEST or any("\0" in argument for argument in arguments):
            raise ValueError(f"what a job is told is text of at most {LONGEST:,} characters")
        if not (seconds > 0 and 0 < megabytes * MEGABYTE <= self.total):
            raise ValueError(f"a job takes some seconds and at most {self.total // MEGABYTE} MB, got {megabytes} MB")
        with self._changed:
            if self._closed:
                raise ValueError("the server is about to stop and starts nothing any more")
            if self._of(owner):
                raise ValueError("one training at a time: yours is still under way; wait for it, or stop it")
            if len(self._waiting) >= self.most_waiting:
                raise ValueError(f"all {self.most_waiting} places in the queue are taken; try again in a few minutes")
            name = run_folders.new_name()
            path = run_folders.folder(self.root, name) / "run"
            job = _Job(name, [*arguments, "--out", str(path)], owner, seconds, megabytes, path, time.monotonic())
            self._keep(job, "waiting")
            self._waiting.append(job)
            self._changed.notify()
        return Ticket(name, path)

    def state(self, id: str) -> JobState:
        """What is known of a job, also of one from before the server was started; ValueError for no such job."""
        path = run_folders.folder(self.root, id) / "run"
        with self._changed:
            places = len(self._waiting)
            for place, job in enumerate(self._waiting, 1):
                if job.id == id:
                    return JobState("waiting", place, places, 0.0, "", path, job.seconds, job.owner)
            for job in self._running:
                if job.id == id:
                    return JobState(
                        "running", 0, places, time.monotonic() - job.started, "", path, job.seconds, job.owner
                    )
            note = run_folders.read_note(self.root, id)
        if note["kind"] in ("waiting", "running"):
            note |= {"kind": "stopped", "message": BETWEEN}
        return JobState(note["kind"], 0, places, note["seconds"], note["message"], path)

    def stop(self, id: str) -> None:
        """Take a job out of the queue, or ask it to stop after the step it is in; nothing where it has ended."""
        with self._changed:
            for job in [job for job in self._waiting if job.id == id]:
                self._drop(job, "It was taken out of the queue before its turn came.")
            for job in self._running:
                if job.id == id and not job.asked:
                    self._ask(job, "stop")

    def seen(self, id: str) -> None:
        """Somebody looks at this job."""
        with self._changed:
            for job in self._waiting:
                if job.id == id:
                    job.seen = time.monotonic()

    def of(self, owner: str) -> str:
        """The id of what the owner has under way, "" for nothing."""
        with self._changed:
            return self._of(owner)

    def load(self) -> tuple[int, int]:
        """How many jobs run, and how many wait."""
        with self._changed:
            return len(self._running), len(self._waiting)

    def close(self) -> None:
        """Take nothing new, and end what runs; what it had learned is kept."""
        with self._changed:
            self._closed = True
            for job in list(self._waiting):
                self._drop(job, BETWEEN)
            for job in list(self._running):
                job.child.end()
                self._keep(job, "stopped", BETWEEN)
            self._running.clear()
            self._changed.notify()

    def _of(self, owner: str) -> str:
        return next((job.id for job in (*self._running, *self._waiting) if job.owner == owner), "")

    def _look_after(self) -> None:
        with self._changed:
            while not self._closed:
                self._changed.wait(TICK if self._running or self._waiting else None)
                self._tick()

    def _tick(self) -> None:
        now = time.monotonic()
        for job in list(self._running):
            if job.child.code is not None:
                self._ended(job)
            elif job.asked:
                if now - job.asked_at > self.grace:
                    job.child.end()
                    self._ended(job)
            elif now - job.started > job.seconds:
                self._ask(job, "time")
            elif run_folders.size(job.path.parent) > job.megabytes * MEGABYTE:
                job.asked = "size"
                job.child.end()  # at once: it may be writing without end
                self._ended(job)
        for job in [job for job in self._waiting if now - job.seen > self.unseen]:
            self._drop(job, f"Nobody looked at it for {self.unseen:.0f} seconds while it waited, so it left the queue.")
        while self._waiting and len(self._running) < self.slots and not self._closed:
            self._begin(self._waiting.pop(0))

    def _begin(self, job: _Job) -> None:
        under_way = [job, *self._running]
        reserved = sum(other.megabytes * MEGABYTE for other in under_way)
        spared = {other.id for other in (*under_way, *self._waiting)}
        run_folders.make_room(self.root, max(0, self.total - reserved), spared)
        job.started = time.monotonic()
        try:
            job.child = Child(job.arguments)
        except OSError as error:
            self._keep(job, "failed", f"It could not be started: {error.strerror or 'the system refused'}.")
            return
        self._running.append(job)
        self._keep(job, "running")

    def _ask(self, job: _Job, why: str) -> None:
        job.asked, job.asked_at = why, time.monotonic()
        job.child.ask()

    def _ended(self, job: _Job) -> None:
        job.child.end()
        limits = {"time": f"{job.seconds} seconds", "size": f"{job.megabytes} MB"}
        kind, message = ending(job.child.code, job.asked, job.path, job.child.printed(), limits)
        self._running.remove(job)
        self._keep(job, kind, message)

    def _drop(self, job: _Job, message: str) -> None:
        self._waiting.remove(job)
        self._keep(job, "stopped", message)

    def _keep(self, job: _Job, kind: str, message: str = "") -> None:
        """Write down how a job is, for those who ask after the server was started anew."""
        seconds = time.monotonic() - job.started if job.started else 0.0
        note = {"kind": kind, "message": message, "seconds": round(seconds, 1), "arguments": job.arguments}
        printed = job.child.printed() if job.child and kind != "running" else ""
        with suppress(OSError):  # a full disk must not end the thread that ends jobs
            run_folders.write_note(self.root, job.id, note, printed)


def cores() -> int:
    """The processor cores this server may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


@st.cache_resource(show_spinner=False)
def shared() -> Jobs:
    """The one queue of this server."""
    return Jobs()
