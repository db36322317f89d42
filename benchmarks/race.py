"""The shipped races: hold them all again, and print them beside the papers' numbers.

`python -m benchmarks.race` prints the tables from assets/races; `python -m benchmarks.race --train [TASK …]` first
holds those races anew (all of them: about an hour on one core) and keeps each as one JSON file.
"""

import argparse
import json
import tempfile
from pathlib import Path

from tqdm import tqdm

from lstm_core import CELLS, TASKS
from lstm_core.race import hold
from lstm_core.race_command import reached, table
from lstm_core.race_plan import plan
from lstm_core.races import Race, load_race

RACES = Path(__file__).parents[1] / "assets" / "races"
CELLS_RACED = ("lstm", "gru", "rnn")
CARRY_BIASES = ("", "3", "chrono")  # the cell's own start: 1 for an LSTM, 0 for a GRU
SEEDS = {"temporal_order": 5, "adding97": 5, "latch": 5, "reber": 5, "copy": 3}


def main() -> None:
    """Hold races if asked to, then print what the files hold."""
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--train", nargs="*", choices=list(SEEDS), help="hold these races anew (none named: all)")
    given = arguments.parse_args()
    for task in (given.train or SEEDS) if given.train is not None else ():
        keep(held(task, SEEDS[task]), RACES / f"{task}.json")
    races = [load_race(RACES / f"{task}.json") for task in SEEDS if (RACES / f"{task}.json").is_file()]
    for race in races:
        print(f"\n{TASKS[race.task].title}: {TASKS[race.task].published}\n{recipe(race)}\n{table(race)}")
    print(f"\n{against_papers(races)}")


def held(task: str, seeds: int) -> Race:
    """The race, held in a temporary directory under a bar."""
    cells = {name: CELLS[name] for name in CELLS_RACED}
    configs = plan(task, TASKS[task], cells, CARRY_BIASES, range(seeds))
    total = sum(config.steps * config.batch_size for config in configs)
    with tempfile.TemporaryDirectory() as folder, tqdm(total=total, desc=task, unit_scale=True, delay=0.2) as bar:
        for turn in hold(Path(folder) / task, TASKS[task], configs, cells):
            bar.update(turn.seen - bar.n)
        race = load_race(Path(folder) / task)
    if race.state != "finished":
        raise SystemExit(f"the race on {task} was stopped; {task}.json stays as it is")
    return race


def keep(race: Race, path: Path) -> None:
    """One JSON file, a line for each lane."""
    content = race.to_json()
    lanes = ",\n".join(json.dumps(lane) for lane in content.pop("lanes"))
    path.write_text(json.dumps(content)[:-1] + f', "lanes": [\n{lanes}\n]}}\n', encoding="utf-8")


def recipe(race: Race) -> str:
    """What every lane trained with, in words."""
    r = race.recipe
    return (
        f"{r['hidden_size']} units, batches of {r['batch_size']}, Adam at {r['rate']:g}, gradients clipped to "
        f"{r['clip']:g}; at most {race.sequences:,} sequences; {len({lane.seed for lane in race.lanes})} seeds"
    )


def against_papers(races: list[Race]) -> str:
    """A line for each number that a paper gives: its sequences, and the median of our best lane that met the rule."""
    rows = [
        "| task | paper | sequences | ours, median of all seeds | lane | seeds that met the rule |",
        "|---|---|---:|---:|---|---:|",
    ]
    for race in races:
        task = TASKS[race.task]
        for (level, who), sequences in task.reported.items():
            if level == race.level:
                title, lanes = min(race.groups().items(), key=lambda group: reached(group[1]) or float("inf"))
                ours, met = reached(lanes), sum(lane.reached is not None for lane in lanes)
                shown = "not met" if ours is None else f"{ours:,.0f}"
                rows.append(f"| {task.title} | {who} | {sequences:,} | {shown} | {title} | {met} of {len(lanes)} |")
    return "\n".join(rows)


if __name__ == "__main__":
    main()
