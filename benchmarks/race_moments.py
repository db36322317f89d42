"""What racers of the shipped races answered on their way: train them again, ask them, and keep what they said.

`python -m benchmarks.race_moments` prints who was right when; `--train [TASK …]` first trains the racers of seed 0 anew
(all of them: about 20 minutes on one core) and asks each the same few sequences on its way.
"""

import argparse
import json
import tempfile
from pathlib import Path

from benchmarks.race import CARRY_BIASES, CELLS_RACED, GAP_SEQUENCES, LENGTHS
from lstm_core import CELLS, TASKS
from lstm_core.learning.run_reader import load_metrics
from lstm_core.races.lane import Racer
from lstm_core.races.moments import watched
from lstm_core.races.plan import plan

MOMENTS = Path(__file__).parents[1] / "assets" / "race_moments.json"
SEED = 0
LEVELS = {"temporal_order": LENGTHS}  # of every other task the usual one
SEQUENCES = {"temporal_order": GAP_SEQUENCES}


def main() -> None:
    """Train and ask if told to, then print."""
    raced = [key for key, task in TASKS.items() if task.race]
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--train", nargs="*", choices=raced, help="train these anew (none named: all)")
    given = arguments.parse_args()
    found = json.loads(MOMENTS.read_bytes()) if MOMENTS.is_file() else {}
    for key in (given.train or raced) if given.train is not None else ():
        found[key] = {str(level): trained(key, level) for level in LEVELS.get(key, (usual(key),))}
        MOMENTS.write_text(json.dumps(found, separators=(",", ":")) + "\n", encoding="utf-8")
    print(table(found))


def usual(key: str) -> int:
    """The level at which a task is raced."""
    return next(iter(TASKS[key].levels.values()))[2]


def trained(key: str, level: int) -> dict[str, dict]:
    """{racer: its moments, its curve, when it met the rule} of a race with one seed."""
    found, starts = {}, ["" if bias == "own" else bias for bias in CARRY_BIASES]
    cells = {name: CELLS[name] for name in CELLS_RACED}
    for config in plan(key, TASKS[key], cells, starts, (SEED,), level, sequences=SEQUENCES.get(key)):
        with tempfile.TemporaryDirectory() as folder:
            racer = Racer(Path(folder), TASKS[key], config, cells[config.cell])
            moments = list(watched(racer, key))
            found[racer.lane.title] = {"moments": moments, "reached": racer.lane.reached, **curve(racer)}
    return found


def curve(racer: Racer) -> dict[str, list]:
    """The share of sequences solved up to each number of sequences."""
    rows, batch_size = load_metrics(racer.writer.path), racer.config.batch_size
    return {
        "sequences": [row["step"] * batch_size for row in rows],
        "accuracy": [round(row["accuracy"], 3) for row in rows],
    }


def table(found: dict) -> str:
    """A line for each racer at each level: of the sequences asked, how many were right after how many."""
    lines = []
    for key, by_level in found.items():
        for level, racers in by_level.items():
            for title, racer in racers.items():
                right = ", ".join(
                    f"{sum(each['solved'])} of {len(each['solved'])} after {each['seen']:,}"
                    for each in racer["moments"]
                )
                lines.append(f"{TASKS[key].title} {level}, {title}: {right}")
    return "\n".join(lines)


if __name__ == "__main__":
    main()
