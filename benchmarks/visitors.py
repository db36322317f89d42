"""A class on one server: how long its readers wait, and what they cost, in CPU and in memory.

    python -m benchmarks.visitors [--rounds 3] [--minutes 10]

Readers are sessions over WebSockets on the same machine, so the CPU of the server stands beside each wait. What is
asked stands in the table. With `--minutes` 60 readers stay, and the memory is read at the beginning and the end.
"""

import argparse
import os
import tempfile
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

import numpy as np
import psutil

from tools.moves import MOVES
from tools.server import AppServer, app_server
from tools.visitors import answer_times, opening_times
from ui import frame
from ui.jobs.limits import cores

CLASS = [  # page, readers, seconds of looking, seconds between two moves of one reader, asked p95 in ms
    ("start", 300, 30.0, 10.0, 100),
    ("france", 300, 30.0, 10.0, 100),
    ("vanishing", 300, 30.0, 10.0, 200),
    ("vanishing", 20, 20.0, 2.0, 100),
    ("france", 20, 20.0, 2.0, 100),
]
WORST = 300  # readers all of whose moves run the whole page
OPENINGS, WITHIN = 100, 10.0  # readers, seconds
WHILE = 20.0  # seconds in which a server runs every page once, on crowded cores too
FIRST_RUNS = 5


def cpu(server: AppServer) -> float:
    """Seconds of CPU that the server has used."""
    used = psutil.Process(server.pid).cpu_times()
    return used.user + used.system


def measured(server: AppServer, look: Callable[[], list[float]]) -> tuple[np.ndarray, float]:
    """(waits in ms, seconds of the server's CPU)."""
    before = cpu(server)
    waits = 1000 * np.array(look())
    return waits, cpu(server) - before


def row(name: str, waits: np.ndarray, used: float, asked: str) -> str:
    """A line of the table."""
    middle, late, last = np.quantile(waits, (0.5, 0.95, 1.0))
    seconds = f"{used:.1f}" if used >= 1 else f"{used:.2f}"
    return f"| {name} | {len(waits)} | {middle:.0f} | {late:.0f} | {last:.0f} | {seconds} | {asked} |"


def first_of_all(folder: Path) -> None:
    """The first readers of servers of their own: of one that has just begun to answer, and of one that had a while."""
    for name, seconds in (("at once", 0.0), (f"after {WHILE:g} s", WHILE)):
        with app_server(folder / "fresh.txt") as fresh:
            time.sleep(seconds)
            waits, used = measured(fresh, partial(opening_times, fresh.url, "start", 1, 0.0))
            print(row(f"a server's first reader opens start {name}", waits, used, ""))


def openings(server: AppServer, rounds: int) -> None:
    """A class opens one link within ten seconds."""
    for page in ("start", "france"):
        each = [measured(server, partial(opening_times, server.url, page, OPENINGS, WITHIN)) for _ in range(rounds)]
        waits, used = np.concatenate([waits for waits, _ in each]), float(np.median([used for _, used in each]))
        print(row(f"{OPENINGS} open {page} within {WITHIN:g} s", waits, used, "p95 300 ms, CPU 2 s"))


def moves(server: AppServer) -> None:
    """Readers who each move one of the page's controls now and then; what the page answers by itself costs nothing."""
    for page, readers, seconds, every, asked in CLASS:
        mix = list(MOVES[page].values())
        look = partial(answer_times, server.url, page, readers, seconds, every, mix)
        waits, used = measured(server, look)
        print(row(f"{readers} on {page}, a move each {every:g} s", waits, used, f"p95 {asked} ms"))
    for page in MOVES:
        waits, used = measured(server, partial(answer_times, server.url, page, WORST, 30.0, 10.0))
        print(row(f"{WORST} on {page}, the whole page runs each 10 s", waits, used, ""))


def first_runs(server: AppServer) -> None:
    """What the first script run of each page costs a server that has shown it before."""
    print("\n| page | CPU ms of a first run, its session and its connection |\n| --- | ---: |")
    for page in frame.pages():
        opening_times(server.url, page.name, 1, 0.1)
        _, used = measured(server, partial(opening_times, server.url, page.name, FIRST_RUNS, 2.0))
        print(f"| {page.name} | {1000 * used / FIRST_RUNS:.0f} |")


def memory(server: AppServer, minutes: float) -> None:
    """Whether the server grows while 60 readers stay."""
    process, read = psutil.Process(server.pid), []
    for _ in range(5):
        answer_times(server.url, "france", 60, 12 * minutes, 10.0)
        read.append(process.memory_info().rss / 1e6)
    print(f"\n60 readers for {minutes:g} minutes, MB at each fifth: {', '.join(f'{each:.0f}' for each in read)}")


def main() -> None:
    given = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    given.add_argument("--rounds", type=int, default=3)
    given.add_argument("--minutes", type=float, default=0.0)
    given = given.parse_args()
    print(f"{cores()} cores, load before {os.getloadavg()[0]:.1f}\n")
    print("| readers | answers | p50 ms | p95 ms | slowest ms | server CPU s | asked |")
    print("| --- | ---: | ---: | ---: | ---: | ---: | --- |")
    with tempfile.TemporaryDirectory() as scratch:
        first_of_all(Path(scratch))
        with app_server(Path(scratch) / "log.txt") as server:
            openings(server, given.rounds)
            moves(server)
            first_runs(server)
            if given.minutes:
                memory(server, given.minutes)


if __name__ == "__main__":
    main()
