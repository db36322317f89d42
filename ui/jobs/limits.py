"""What a server gives to trainings: room, places, cores, patience."""

import os

from ui.jobs.job import MEGABYTE

TOTAL = 200 * MEGABYTE  # of all runs that the app started
MOST_WAITING = 20
UNSEEN = 60.0  # seconds after which one that waits and no page asks for is dropped: a closed tab, not a weak network
GRACE = 5.0  # seconds between asking a job to stop and ending it
LAST = 2.0  # the same when the server stops: nobody waits long for that
TICK = 0.25  # seconds between two looks at what runs


def cores() -> int:
    """The processor cores this server may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
