"""Whether the queue takes one more job: one a browser, as many as there are places, some of them for other networks."""

from collections.abc import Sequence

from ui.jobs.job import Job

MOST_OF_ONE = 0.75  # of all places for one network: a class has one address, and so has a script with many cookies


def admit(job: Job, waiting: Sequence[Job], running: Sequence[Job], places: int) -> None:
    """ValueError, in a sentence, where the job cannot be taken."""
    if any(other.owner == job.owner for other in (*running, *waiting)):
        raise ValueError("one training at a time: yours is still under way; wait for it, or stop it")
    if len(waiting) >= places:
        raise ValueError(f"all {places} places in the queue are taken; try again in a few minutes")
    if job.address and sum(other.address == job.address for other in waiting) >= places * MOST_OF_ONE:
        raise ValueError("your network has as many trainings waiting as one may; try again in a few minutes")
    if not job.take_in():
        raise ValueError("this server has no room to keep a run, or may not write to its folder")
