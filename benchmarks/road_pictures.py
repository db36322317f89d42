"""The learners that play in the pictures of *Other roads*: at the start, on the way, and when they are right.

`python -m benchmarks.road_pictures` prints them; `--train` walks the roads anew (about two minutes on one core) and
keeps the networks.
"""

import argparse
import copy
import json
from collections.abc import Iterator
from pathlib import Path

from lstm_core import CELLS, TASKS, Network
from lstm_core.roads.compared import Point, by_evolution, by_reward

FOLDER = Path(__file__).parents[1] / "assets" / "roads"
STAGES = FOLDER / "stages.json"
SEED, GOOD, HALF = 0, 0.95, 0.45
LAGS, CORRIDORS, UNITS = (9, 29), (10, 50), 4


def main() -> None:
    """Walk and keep if told to, then print."""
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--train", action="store_true", help="walk the roads anew")
    if arguments.parse_args().train:
        FOLDER.mkdir(exist_ok=True)
        found = {f"latch-{lag}": evolved(lag) for lag in LAGS} | {f"maze-{n}": rewarded(n) for n in CORRIDORS}
        STAGES.write_text(json.dumps({name: kept(name, points) for name, points in found.items()}) + "\n", "utf-8")
    for name, stages in json.loads(STAGES.read_bytes()).items():
        print(name, ", ".join(f"{stage['right']:.0%} right after {stage['seen']:,}" for stage in stages))


def evolved(lag: int) -> list[Point]:
    """The start, half the way, and the first that is right, of evolution on the latch."""
    points = until_good(by_evolution(CELLS["lstm"], TASKS["latch"], UNITS, SEED, lag=lag))
    return [points[0], points[len(points) // 2], points[-1]]


def rewarded(corridor: int) -> list[Point]:
    """The start, the first that reaches the end of the corridor and turns somewhere, and the first that is right."""
    points = until_good(by_reward(CELLS["lstm"], corridor, SEED))
    return [points[0], next(point for point in points if point.right >= HALF), points[-1]]


def until_good(points: Iterator[Point]) -> list[Point]:
    """All exams up to the first that is 95 % right, each with a copy of the learner as it was."""
    found: list[Point] = []
    for point in points:
        found.append(point._replace(network=copy.deepcopy(point.network)))
        if point.right >= GOOD:
            return found
    return found


def kept(name: str, points: list[Point]) -> list[dict[str, float]]:
    """What each had seen and how much it got right; its network goes into a file of its own."""
    for stage, point in enumerate(points):
        network: Network = point.network
        network.save(FOLDER / f"{name}-{stage}.safetensors")
    return [{"seen": point.seen, "right": round(point.right, 3)} for point in points]


if __name__ == "__main__":
    main()
