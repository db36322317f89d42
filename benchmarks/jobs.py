"""How long a lesson's answer takes beside a training: real server, real sessions, one child process in every slot.

    python -m benchmarks.jobs [--visitors 10] [--seconds 20] [--rounds 3]

Visitors move the slider of *Why memory* (two charts), each about once in two seconds. The rows are measured in turn,
`--rounds` times: nothing else; a training in every slot, as the app runs it (a child process, nice 10); for comparison
as many trainings that are not nice. On a machine that others use trust the ratio only.
"""

import argparse
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import numpy as np

from tools.server import ROOT, app_server
from tools.visitors import answer_times
from ui.jobs.child import ONE_THREAD
from ui.jobs.limits import cores
from ui.jobs.queue import Jobs

TRAINING = ["lstm_core", "train", "france", "--cell", "lstm", "--steps", "100000"]
SHOWN = {"why_language": "french", "why_gap": "true"}  # the guess is made, the slider unfolded
EVERY = 2.0  # seconds between two moves of a visitor, on average


@contextmanager
def nothing(folder: Path) -> Iterator[None]:
    yield


@contextmanager
def in_every_slot(folder: Path) -> Iterator[None]:
    """Trainings as the app runs them."""
    jobs = Jobs(folder)
    for owner in range(jobs.slots):
        jobs.start(TRAINING, str(owner), 3600, 50)
    try:
        yield
    finally:
        jobs.close()


@contextmanager
def not_nice(folder: Path) -> Iterator[None]:
    """As many of the same trainings, begun from a console."""
    environment = {**os.environ, **ONE_THREAD}
    begun = [
        subprocess.Popen(
            [sys.executable, "-m", *TRAINING, "--out", str(folder / f"rude-{number}")],
            cwd=ROOT,
            env=environment,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        for number in range(max(1, cores() - 1))
    ]
    try:
        yield
    finally:
        for process in begun:
            process.kill()
            process.wait()


BESIDE = {"nothing": nothing, "a job in every slot": in_every_slot, "as many trainings that are not nice": not_nice}


def main() -> None:
    given = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    given.add_argument("--visitors", type=int, default=10)
    given.add_argument("--seconds", type=float, default=20.0)
    given.add_argument("--rounds", type=int, default=3)
    given = given.parse_args()
    taken: dict[str, list[float]] = {name: [] for name in BESIDE}
    with tempfile.TemporaryDirectory() as scratch, app_server(Path(scratch) / "log.txt") as server:
        for number in range(given.rounds):
            for name, begin in BESIDE.items():
                with begin(Path(scratch) / f"{number}-{len(name)}"):
                    taken[name] += answer_times(server.url, "why_memory", given.visitors, given.seconds, EVERY, **SHOWN)
    print(f"{given.visitors} visitors, one move in {EVERY:g} s each; {cores()} cores, {max(1, cores() - 1)} slots\n")
    print("| beside it | answers | p50 ms | p95 ms | slowest ms |\n| --- | ---: | ---: | ---: | ---: |")
    for name, seconds in taken.items():
        middle, late, last = (1000 * np.quantile(seconds, share) for share in (0.5, 0.95, 1.0))
        print(f"| {name} | {len(seconds)} | {middle:.0f} | {late:.0f} | {last:.0f} |")


if __name__ == "__main__":
    main()
