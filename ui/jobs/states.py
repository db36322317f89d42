"""What is known of a job: that it was accepted, how it is."""

from dataclasses import dataclass
from pathlib import Path

from ui.jobs import run_folders


@dataclass(frozen=True)
class Ticket:
    """A job that was accepted: its `id`, and the `path` of the run directory it will write."""

    id: str
    path: Path


@dataclass(frozen=True)
class JobState:
    """What is known of a job.

    `kind` is "waiting" (`place` of `places` in the queue, from 1), "running", "finished", "stopped" or "failed";
    `seconds` it has run, of at most `limit` (0 when unknown); `message` is a sentence on its end, "" if well;
    `owner` is who may stop it, "" when it has ended; `wait` the seconds until its turn comes at the latest.
    """

    kind: str
    place: int
    places: int
    seconds: float
    message: str
    path: Path
    limit: int = 0
    owner: str = ""
    wait: float = 0.0

    @property
    def under_way(self) -> bool:
        return self.kind in run_folders.UNDER_WAY
