"""Queues in folders of their own, and how tests wait for what real child processes do (`worker.py` says what)."""

import os
import subprocess
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from ui.jobs.queue import Jobs

PATIENCE = 30.0


def queues(folder: Path) -> Iterator[Callable[..., Jobs]]:
    """`make(slots=1, …)` is a queue whose runs lie in `folder`; on leaving all are closed."""
    made = []

    def make(**options) -> Jobs:
        made.append(Jobs(folder / "runs", **{"slots": 1, "grace": 1.0} | options))
        return made[-1]

    yield make
    for each in made:
        each.close()


def until(true: Callable[[], object]) -> object:
    """What `true` answers, once it is true; a busy machine may take long."""
    pause, end = threading.Event(), time.monotonic() + PATIENCE
    while not (answer := true()):
        assert time.monotonic() < end, "it did not become true"
        pause.wait(0.02)
    return answer


def begin(jobs: Jobs, behaviour: str, owner: str = "", seconds: int = 60, megabytes: int = 5, address=""):
    worker = ["tests.support.worker", behaviour]
    return jobs.start(worker, owner or behaviour, seconds, megabytes, address=address)


def ended(jobs: Jobs, ticket):
    until(lambda: not jobs.state(ticket.id).under_way)
    return jobs.state(ticket.id)


def pids(ticket) -> list[int]:
    return [int(pid) for pid in until(lambda: written(ticket.path / "pids")).split()]


def written(path: Path) -> str:
    return path.read_text() if path.exists() else ""


def alive(pid: int) -> bool:
    """Whether a process still does something; one that only waits to be noticed by its parent does not."""
    if os.name == "nt":
        listed = subprocess.run(["tasklist", "/FI", f"PID eq {pid}"], capture_output=True, text=True, check=True)
        return f" {pid} " in listed.stdout
    try:
        if Path("/proc/self/stat").exists():
            return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] not in "ZX"
        os.kill(pid, 0)
    except OSError:
        return False
    return True
