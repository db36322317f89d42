"""The shipped races: hold them all again, and print them beside the papers' numbers.

`python -m benchmarks.race` prints the tables from assets/races; `python -m benchmarks.race --train [TASK …]` first
holds those races anew (all of them: about an hour on one core) and keeps each as one JSON file.
"""

import argparse
import json
import tempfile
from dataclasses import replace
from pathlib import Path

from lstm_core import TASKS
from lstm_core.__main__ import main as command
from lstm_core.command_line.race import table
from lstm_core.races.results import Lane, Race, load_race, reached

RACES = Path(__file__).parents[1] / "assets" / "races"
CELLS_RACED = ("lstm", "gru", "rnn")
CARRY_BIASES = ("own", "3", "chrono")  # the cell's own start: 1 for an LSTM, 0 for a GRU
SEEDS = {
    "temporal_order": 5,
    "adding97": 5,
    "latch": 3,
    "reber": 5,
    "copy": 3,
    "adding": 3,
    "temporal_order_6b": 3,
    "temporal_order_parameters": 5,
}
PARAMETERS = "_parameters"  # at the end of a name: the same parameters instead of the same units
GAPS = "temporal_order_gaps"
LENGTHS, GAP_SEEDS, GAP_SEQUENCES = tuple(range(10, 101, 10)), 3, 15_000


def main() -> None:
    """Hold races if asked to, then print what the files hold."""
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--train", nargs="*", choices=[*SEEDS, GAPS], help="hold these anew (none named: all)")
    given = arguments.parse_args()
    for name in (given.train or [*SEEDS, GAPS]) if given.train is not None else ():
        if name == GAPS:
            keep_gaps([held("temporal_order", GAP_SEEDS, n, GAP_SEQUENCES) for n in LENGTHS])
        else:
            keep(held(name, SEEDS[name]), RACES / f"{name}.json")
    races = shipped()
    for race in races:
        print(f"\n{TASKS[race.task].title}: {TASKS[race.task].published}\n{recipe(race)}\n{table(race)}")
    print(f"\n{against_papers(races)}")


def shipped() -> list[Race]:
    """The races that ship, in order."""
    return [load_race(RACES / f"{name}.json") for name in SEEDS if (RACES / f"{name}.json").is_file()]


def held(name: str, seeds: int, level: int = 0, sequences: int = 0) -> Race:
    """The race, held by the command line in a temporary directory."""
    task, same_parameters = name.removesuffix(PARAMETERS), name.endswith(PARAMETERS)
    starts = ("chrono",) if same_parameters else CARRY_BIASES
    options = ["--cells", *CELLS_RACED, "--carry-bias", *starts, "--seeds", *map(str, range(seeds))]
    options += ["--same-parameters"] if same_parameters else []
    options += ["--level", str(level)] if level else []
    options += ["--sequences", str(sequences)] if sequences else []
    with tempfile.TemporaryDirectory() as folder:
        if code := command(["race", task, *options, "--out", f"{folder}/{name}"]):
            raise SystemExit(code)
        return load_race(Path(folder) / name)


def keep(race: Race, path: Path) -> None:
    """One JSON file, a line for each lane."""
    content = race.to_json()
    lanes = ",\n".join(json.dumps(lane) for lane in content.pop("lanes"))
    path.write_text(json.dumps(content)[:-1] + f', "lanes": [\n{lanes}\n]}}\n', encoding="utf-8")


def keep_gaps(races: list[Race]) -> None:
    """The outcomes of the same race at one length after the other, without curves."""
    bare = {"sequences": (), "loss": (), "accuracy": ()}
    short = [replace(race, lanes=tuple(replace(lane, **bare) for lane in race.lanes)) for race in races]
    lines = ",\n".join(json.dumps(race.to_json()) for race in short)
    (RACES / f"{GAPS}.json").write_text(f'{{"races": [\n{lines}\n]}}\n', encoding="utf-8")


def recipe(race: Race) -> str:
    """What every lane trained with, in words."""
    r, sizes = race.recipe, {lane.title.split(",")[0]: lane.units for lane in race.lanes}
    units = ", ".join(f"{cell} {count} units" for cell, count in sizes.items())
    return (
        f"{units}, batches of {r['batch_size']}, Adam at {r['rate']:g}, gradients clipped to "
        f"{r['clip']:g}; at most {race.sequences:,} sequences; {len({lane.seed for lane in race.lanes})} seeds"
    )


def against_papers(races: list[Race]) -> str:
    """A line for each race: the paper's sequences, and every racer's median with how many of its seeds met the rule."""
    titles = list(dict.fromkeys(title for race in races for title in race.groups()))
    rows = [f"| task | paper | {' | '.join(titles)} |", f"|---|---:|{'---:|' * len(titles)}"]
    for race in races:
        task, groups = TASKS[race.task], race.groups()
        level = f"{next(iter(task.levels))} {race.level}" + (", same parameters" if same_parameters(race) else "")
        paper = [f"{count:,}" for (at, _), count in task.race.reported.items() if at == race.level]
        found = " | ".join(outcome(groups[title]) if title in groups else "" for title in titles)
        rows.append(f"| {task.title}, {level} | {', '.join(paper) or '–'} | {found} |")
    return "\n".join(rows)


def same_parameters(race: Race) -> bool:
    """Whether the lanes have as many parameters, instead of as many units."""
    return len({lane.units for lane in race.lanes}) > 1


def outcome(lanes: list[Lane]) -> str:
    """ "8,920 (5 of 5)", "– (1 of 5)": the median over all seeds, where most of them met the rule."""
    ours, met = reached(lanes), sum(lane.reached is not None for lane in lanes)
    return f"{'–' if ours is None else f'{ours:,.0f}'} ({met} of {len(lanes)})"


if __name__ == "__main__":
    main()
