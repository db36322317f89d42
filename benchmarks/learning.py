"""How fast a network learns in the page's worker, beside `fit` in NumPy, in a Chromium of this machine.

`python -m benchmarks.learning [--rounds 5] [--seconds 4] [--sequences 60000]` prints a table in Markdown: updates a
second of an LSTM of 16 units (batches of 8, about 50 steps) as the page "Learning" trains it, all that is looked at
included, and as a race does; the page's longest frame meanwhile; one lane of a race at length 100. Page and `fit` take
turns, so that both meet the same machine; each number is the median of the rounds, its spread in brackets.
"""

import argparse
import base64
import platform
import time
from pathlib import Path
from statistics import median
from typing import Any

import numpy as np
from threadpoolctl import threadpool_limits

from benchmarks.live.training import config_of
from lstm_core import CELLS, TASKS, Config, fit
from lstm_core.learning.first_network import new_network
from lstm_core.live.packed import packed
from lstm_core.live.pool import pool
from tools.chromium import Screen, chromium
from tools.server import file_server

WORK = Path(__file__).with_suffix(".js")
ENOUGH = 10**6
RACE = 16 * 2**20


def main() -> None:
    """Measure, and print the table."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--rounds", type=int, default=5)
    options.add_argument("--seconds", type=float, default=4)
    options.add_argument("--sequences", type=int, default=60_000, help="of a lane of a race; 0 leaves it out")
    given = options.parse_args()
    with chromium() as browser, file_server() as url, threadpool_limits(1):
        print(f"Chromium {browser.version}, NumPy {np.__version__}, {platform.machine()}\n")
        print("| what | page | NumPy's `fit` | page / `fit` | the page's longest frame |")
        print("| --- | ---: | ---: | ---: | ---: |")
        screen = Screen(browser)
        screen.page.goto(f"{url}/blank")
        screen.page.route("**/measured.js", lambda route: route.fulfill(path=WORK, content_type="text/javascript"))
        for looks, what in ((True, "updates a second, with looks inside"), (False, "updates a second, learning alone")):
            rates(screen, config_of(0, steps=2000), looks, what, given.rounds, given.seconds)
        if given.sequences:
            lane(screen, config_of(0, level=100, steps=given.sequences // 8), given.sequences)
        screen.close()


def measured(screen: Screen, config: Config, looks: bool, **asked: Any) -> dict[str, float]:
    """What the page's trainer did."""
    task = TASKS[config.task]
    network = new_network(CELLS[config.cell], task, config)
    sequences = pool(network, task, config, held_out=(config.level,) if looks else (), most=RACE)
    parts = {"network": packed(network), "pool": sequences}
    asked["limits"] = asked.get("limits", {}) | {"looks": looks, "unsolved": True}
    asked |= {name: base64.b64encode(part).decode() for name, part in parts.items()}
    return screen.page.evaluate("async (asked) => (await import('/measured.js')).measured(asked)", asked)


def of_fit(config: Config, seconds: float) -> float:
    """Updates a second, without the first second."""
    network = new_network(CELLS[config.cell], TASKS[config.task], config)
    start, updates = time.perf_counter(), 0
    for _ in fit(network, TASKS[config.task], config):
        if (now := time.perf_counter()) - start < 1:
            begun = now
            continue
        updates += 1
        if now - begun > seconds:
            break
    return updates / (time.perf_counter() - begun)


def rates(screen: Screen, config: Config, looks: bool, what: str, rounds: int, seconds: float) -> None:
    """Page and `fit` in turns."""
    page, core, frames = [], [], []
    endless = Config.from_json(config.to_json() | {"steps": ENOUGH})
    for _ in range(rounds):
        found = measured(screen, config, looks, seconds=seconds)
        page.append(found["updates"] / found["seconds"])
        frames.append(found["frame"])
        core.append(of_fit(endless, seconds))
    ratio = [ours / theirs for ours, theirs in zip(page, core, strict=True)]
    print(f"| {what} | {spread(page)} | {spread(core)} | {spread(ratio, 2)} | {spread(frames)} ms |", flush=True)


def lane(screen: Screen, config: Config, sequences: int) -> None:
    """All sequences of a lane of a race, whose rule never ends it."""
    found = measured(screen, config, False, limits={"sequences": sequences})
    rate = of_fit(config, 4)
    core = config.steps / rate
    seconds, frame = found["seconds"], found["frame"]
    what = f"a lane of {sequences:,} sequences at length 100"
    print(f"| {what} | {seconds:.1f} s | {core:.1f} s | {core / seconds:.2f} | {frame:.0f} ms |")


def spread(numbers: list[float], digits: int = 0) -> str:
    low, middle, high = (f"{number:.{digits}f}" for number in (min(numbers), median(numbers), max(numbers)))
    return f"{middle} ({low}–{high})"


if __name__ == "__main__":
    main()
