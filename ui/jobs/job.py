"""One job, from the queue to its end: what was asked for, its child process, its limits, its note on disk."""

import re
import time
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

from ui.jobs import run_folders
from ui.jobs.child import Child
from ui.jobs.endings import ending
from ui.jobs.run_folders import Brought
from ui.jobs.states import JobState

MEGABYTE = 10**6
LONGEST = 20_000  # characters of all arguments together
MODULE = re.compile(r"[a-z_]\w*(\.\w+)*")
ELSEWHERE = "Another server looks after this training; it says here what has been learned so far."
BETWEEN = "The server was restarted before this training had ended; what it had learned by then is kept."


class Job:
    """A job that waits until `begin`, then runs until `look` says that it has ended."""

    def __init__(
        self,
        root: Path,
        arguments: Sequence[str],
        owner: str,
        seconds: int,
        megabytes: int,
        brought: Brought | None = None,
        address: str = "",
    ):
        """Raises ValueError, in a sentence, for what is no job."""
        arguments = [str(argument) for argument in arguments]
        if not arguments or not MODULE.fullmatch(arguments[0]):
            raise ValueError(f"a job begins with the name of a module, got {arguments[:1]}")
        if sum(map(len, arguments)) > LONGEST or any("\0" in argument for argument in arguments):
            raise ValueError(f"what a job is told is text of at most {LONGEST:,} characters")
        if seconds <= 0 or megabytes <= 0:
            raise ValueError(f"a job takes some seconds and megabytes, got {seconds} s and {megabytes} MB")
        self.root, self.owner, self.seconds, self.megabytes = root, owner, seconds, megabytes
        self.address = address
        self.id = run_folders.new_name()
        self.path = run_folders.folder(root, self.id) / "run"
        self.brought, own = brought, [brought.option, str(self.path.parent / brought.name)] if brought else []
        self.arguments = [*arguments, *own, "--out", str(self.path)]
        self.seen = time.monotonic()
        self._child: Child | None = None
        self._started = self._asked_at = 0.0
        self._asked = ""

    @property
    def left(self) -> float:
        """The seconds it may still run."""
        return max(0.0, self.seconds - self._ran())

    def state(self, place: int, places: int, wait: float) -> JobState:
        """What is known of it while it is under way; `place` 0 means that it runs."""
        kind = "waiting" if place else "running"
        message = "It ends after the step it is in." if self._asked else ""
        return JobState(kind, place, places, self._ran(), message, self.path, self.seconds, self.owner, wait)

    def begin(self) -> bool:
        """Start the child process; False where the system refuses."""
        self._started = time.monotonic()
        try:
            self._child = Child(self.arguments)
        except OSError as error:
            self.note("failed", f"It could not be started: {error.strerror or 'the system refused'}.")
            return False
        self.note("running")
        return True

    def ask(self, why: str) -> None:
        """Ask it to stop after the step it is in, because of "stop" or the limit of "time"."""
        if not self._asked:
            self._asked, self._asked_at = why, time.monotonic()
            self._child.ask()

    def look(self, grace: float) -> bool:
        """Whether it has ended, by itself or because of a limit; one that was asked in vain is ended after `grace`."""
        if self._child.code is None:
            if self._asked:
                if time.monotonic() - self._asked_at <= grace:
                    return False
            elif run_folders.size(self.path.parent) > self.megabytes * MEGABYTE:
                self._asked = "size"  # ended at once: it may be writing without end
            else:
                if self._ran() > self.seconds:
                    self.ask("time")
                return False
        self._child.end()
        limits = {"time": f"{self.seconds} seconds", "size": f"{self.megabytes} MB"}
        kind, message = ending(self._child.code, self._asked, self.path, self._child.printed(), limits)
        self.note(kind, message)
        if kind == "finished":  # else it may go on, and reads it again
            run_folders.forget_brought(self.root, self.id)
        return True

    def end(self, message: str, grace: float = 0.0) -> None:
        """End it, wherever it is, within `grace` seconds, and leave `message` as the reason."""
        while self._child and self._child.code is None and self._asked and time.monotonic() - self._asked_at < grace:
            time.sleep(0.05)
        if self._child:
            self._child.end()
        else:
            run_folders.forget_brought(self.root, self.id)
        self.note("stopped", message)

    def take_in(self) -> bool:
        """Write down that it waits, and what its owner brought; False where there is no room."""
        try:
            if self.note("waiting") and self.brought:
                run_folders.keep_brought(self.root, self.id, self.brought)
        except OSError:
            run_folders.forget_brought(self.root, self.id)
            return False
        self.brought = None  # it lies on the disk now
        return (self.path.parent / "note.json").is_file()

    def note(self, kind: str, message: str = "") -> bool:
        """Write down how it is, for those who ask when it has ended or after a restart; False where that cannot be."""
        ran = round(self._ran(), 1)
        note = {"kind": kind, "message": message, "seconds": ran, "limit": self.seconds, "arguments": self.arguments}
        printed = self._child.printed() if self._child and kind != "running" else ""
        with suppress(OSError):  # a full disk must not end the thread that ends jobs
            run_folders.write_note(self.root, self.id, note, printed)
            return True
        return False

    def _ran(self) -> float:
        return time.monotonic() - self._started if self._started else 0.0


def ended(root: Path, id: str, places: int) -> JobState:
    """What the disk knows of a job that is not under way; ValueError for no such job."""
    path, note = run_folders.folder(root, id) / "run", run_folders.read_note(root, id)
    if note["kind"] in run_folders.UNDER_WAY:
        elsewhere = run_folders.beats(root, id)
        note |= {"kind": "running", "message": ELSEWHERE} if elsewhere else {"kind": "stopped", "message": BETWEEN}
    return JobState(note["kind"], 0, places, note["seconds"], note["message"], path, note["limit"])
