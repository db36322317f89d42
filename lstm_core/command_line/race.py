"""The command that holds a race, and the table that it prints at the end."""

import argparse
from collections.abc import Iterator
from pathlib import Path

from lstm_core.cell import Cell
from lstm_core.cell_page import OWN, cell_of_file
from lstm_core.command_line.bar import bar
from lstm_core.command_line.endings import STOPPED
from lstm_core.races.plan import MOST, SMALL, plan, raceable
from lstm_core.races.race import Turn, hold
from lstm_core.races.results import Race, load_race, mean_at, reached
from lstm_core.registry import CELLS, TASKS
from lstm_core.said import percent

RECIPE = {
    "sequences": (int, "sequences each lane learns from at most"),
    "hidden_size": (int, "number of units H"),
    "batch_size": (int, "sequences in a batch"),
    "rate": (float, "Adam's learning rate, constant"),
    "clip": (float, "the longest gradient; a longer one is shortened to it"),
}


def options(this: argparse.ArgumentParser) -> None:
    """What `python -m lstm_core race` may be told."""
    raced = [name for name, task in TASKS.items() if task.race]
    this.set_defaults(command=race)
    this.add_argument("task", choices=raced, help=f"what to learn: {', '.join(raced)}")
    this.add_argument("--out", type=Path, required=True, help="a new directory; each lane is a run directory in it")
    this.add_argument(
        "--cells", nargs="+", choices=list(CELLS), default=["lstm", "gru", "rnn"], help="(default: all three)"
    )
    this.add_argument("--equations", help="one more cell: a file, or its equations (default: none)")
    this.add_argument(
        "--carry-bias",
        nargs="+",
        default=["own"],
        metavar="BIAS",
        help="how open the carry starts: numbers, chrono, own (default: own)",
    )
    this.add_argument("--seeds", nargs="+", type=int, default=[0], help="(default: 0)")
    this.add_argument(
        "--level", type=int, default=0, help=f"lag or length, up to {MOST['level']:,} (default: the task's own)"
    )
    this.add_argument("--same-parameters", action="store_true", help="as many as the LSTM's, not as many units")
    for name, (kind, says) in RECIPE.items():
        this.add_argument(
            f"--{name.replace('_', '-')}", type=kind, help=f"{says} (default: the task's, or {SMALL[name]:,})"
        )


def race(given: argparse.Namespace) -> int:
    """Hold the race under a progress bar, print its table; 0 where it came to its end."""
    cells: dict[str, Cell] = {name: CELLS[name] for name in given.cells}
    if given.equations:
        cells[OWN] = cell_of_file(given.equations)
    chosen = {name: getattr(given, name) for name in RECIPE}
    biases = ["" if bias == "own" else bias for bias in given.carry_bias]
    task = TASKS[given.task]
    configs = plan(given.task, task, cells, biases, given.seeds, given.level, given.same_parameters, **chosen)
    watched(hold(given.out, task, configs, cells), sum(config.steps * config.batch_size for config in configs))
    held = load_race(given.out)
    print(table(held))
    for lane in held.lanes:
        if lane.message:
            print(f"{lane.title}, seed {lane.seed}: {lane.message}")
    ended = held.state == "finished"
    print(f"kept in {given.out}" if ended else f"stopped; what was learned until then is kept in {given.out}")
    return 0 if ended else STOPPED


def watched(turns: Iterator[Turn], sequences: int) -> None:
    """Consume the turns of a race under a bar with the latest racer's share and seconds left."""
    with bar(total=sequences, unit="sequence", unit_scale=True, delay=0.2) as shown:
        for turn in turns:
            shown.set_postfix_str(f"{turn.title}: {percent(turn.accuracy)}", refresh=False)
            shown.update(turn.seen - shown.n)


def table(held: Race) -> str:
    """A line for each kind of lane: seeds that met the rule, after how many sequences, and accuracy against level."""
    (name, _), task = next(iter(TASKS[held.task].levels.items())), TASKS[held.task]
    levels = sorted({level for lane in held.lanes for level in lane.by_level})
    rows = [["", "met the rule", "after (median)", *(f"{name} {level}" for level in levels)]]
    for title, lanes in held.groups().items():
        found = reached(lanes)
        after = "–" if found is None else f"{found:,.0f}"
        shares = [percent(share) if (share := mean_at(lanes, level)) is not None else "–" for level in levels]
        rows.append([title, f"{sum(lane.reached is not None for lane in lanes)} of {len(lanes)}", after, *shares])
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    lines = ["  ".join(f"{text:<{width}}" for text, width in zip(row, widths, strict=True)).rstrip() for row in rows]
    low, high = raceable(task).trained(held.level)
    return "\n".join([*lines, f"trained at {name} {low}" + (f" to {high}" if high > low else "")])
