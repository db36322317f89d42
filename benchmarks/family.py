"""The whole family on three tasks: what is lost when a gate is removed, measured over five seeds.

`python -m benchmarks.family` prints the tables of assets/family.json. `--train` first trains what is not in it yet (all
of it: about a quarter of an hour on one core; remove the file, or one of its runs, to train anew), and keeps one France
network of every cell under assets/runs, so that its film opens.
"""

import argparse
import json
import shutil
from collections.abc import Iterator
from pathlib import Path

import numpy as np

from lstm_core import CELLS, TASKS
from lstm_core.files import save_arrays
from lstm_core.learning.config import Config
from lstm_core.learning.run_reader import step_file
from lstm_core.learning.run_writer import RunWriter
from lstm_core.learning.side_by_side import fit_side_by_side
from lstm_core.learning.train import Progress, accuracy, fit, new_network
from lstm_core.networks.description import network_about
from lstm_core.networks.network import Network
from lstm_core.tasks import Batch, france

ASSETS = Path(__file__).parents[1] / "assets"
RUNS, RESULTS = ASSETS / "runs", ASSETS / "family.json"

SEEDS, VARIANT = range(5), "family"
# One recipe a task for every cell. All that keep through a gate start with it as far open: a bias of 1 on the carry.
RECIPES = {
    "france": {"hidden_size": 48, "steps": 700, "batch_size": 32, "rate": 6e-3, "curriculum": "accuracy"},
    "temporal_order": {"hidden_size": 24, "steps": 500, "batch_size": 32, "rate": 1e-2, "level": 50},
    "adding": {"hidden_size": 24, "steps": 1000, "batch_size": 32, "rate": 1e-2, "level": 100},
}
FRANCE_GAPS = (4, 18, 39)
SHIPPED = 0  # the seed whose France network is kept


def main() -> None:
    """Train what is asked for and missing, then print."""
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--train", action="store_true", help="train what assets/family.json lacks")
    if arguments.parse_args().train:
        for found in missing():
            keep(trained(found))
    print(tables(json.loads(RESULTS.read_text(encoding="utf-8"))))


def cells() -> list[str]:
    """The cells with one value per unit."""
    return [key for key, cell in CELLS.items() if not cell.spatial]


def configs() -> Iterator[list[Config]]:
    """Every training: all seeds of a cell on a task, which are trained side by side."""
    for task, recipe in RECIPES.items():
        words = {} if task == "france" else {"embedding_size": 0}
        for cell in cells():
            each = {"cell": cell, "task": task, "variant": VARIANT, "carry_bias": "1", **recipe, **words}
            yield [Config(seed=seed, **each) for seed in SEEDS]


def missing() -> Iterator[list[Config]]:
    """Those that have no result yet."""
    for found in configs():
        if any(config.name not in results()["runs"] for config in found):
            yield found


def results() -> dict:
    """What has been measured so far."""
    if not RESULTS.exists():
        return {"recipes": RECIPES, "runs": {}}
    return json.loads(RESULTS.read_text(encoding="utf-8"))


def keep(measured: dict[str, dict]) -> None:
    """Add results to those that ship."""
    found = results()
    found["runs"] = dict(sorted((found["runs"] | measured).items()))
    lines = ",\n".join(f"{json.dumps(key)}: {json.dumps(run)}" for key, run in found["runs"].items())
    RESULTS.write_text(f'{{"recipes": {json.dumps(found["recipes"])},\n"runs": {{\n{lines}\n}}}}\n', encoding="utf-8")
    for name, result in measured.items():
        print(name, result["outcome"], result["accuracy"], flush=True)


def trained(found: list[Config]) -> dict[str, dict]:
    """The trainings of some seeds, and what their networks can do on sequences that they never saw.

    Where a loss bursts, the seeds are trained again one by one, and the result says when it happened.
    """
    task = TASKS[found[0].task]
    networks = [new_network(CELLS[config.cell], task, config) for config in found]
    told: list[list[Progress]] = [[] for _ in found]
    outcomes = ["finished"] * len(found)
    try:
        for steps in fit_side_by_side(networks, task, found):
            for progress, each in zip(steps, told, strict=True):
                each.append(progress)
    except FloatingPointError:
        for k, config in enumerate(found):
            networks[k], told[k] = new_network(CELLS[config.cell], task, config), []
            try:
                told[k].extend(fit(networks[k], task, config))
            except FloatingPointError as error:
                outcomes[k] = str(error)
    if task is TASKS["france"]:
        ship(found[SHIPPED], networks[SHIPPED], told[SHIPPED], outcomes[SHIPPED])
    batches = tests(found[0].task)
    return {
        config.name: {
            "cell": config.cell,
            "task": config.task,
            "seed": config.seed,
            "parameters": sum(array.size for name, array in network.parameters.items() if name not in network.fixed),
            "seconds": round(each[-1].seconds if each else 0.0, 1),
            "outcome": outcome,
            "accuracy": {name: round(share(network, config.task, batch), 4) for name, batch in batches.items()},
        }
        for config, network, each, outcome in zip(found, networks, told, outcomes, strict=True)
    }


def ship(config: Config, network: Network, told: list[Progress], outcome: str) -> None:
    """Keep a network as a run directory, in half precision: the whole family then takes about a megabyte."""
    path = RUNS / config.name
    shutil.rmtree(path, ignore_errors=True)
    writer = RunWriter(path, config)
    for progress in told:
        if progress.step % 50 == 0:
            writer.add(progress)
    halves = {name: array.astype(np.float16) for name, array in network.parameters.items()}
    save_arrays(path / step_file(len(told)), "network", halves, network_about(network))
    state = "finished" if outcome == "finished" else "failed"
    writer.status(state, len(told), told[-1], "" if state == "finished" else outcome)


def share(network: Network, task: str, batch: Batch) -> float:
    """The share that a network solves; nothing where its numbers are none."""
    with np.errstate(over="ignore", invalid="ignore"):
        return accuracy(network, TASKS[task], batch)


def tests(task: str) -> dict[str, Batch]:
    """Sequences that training never shows; the first is what the page draws."""
    if task == "france":
        return {
            f"gap {gap}": france.evaluation_set(gap, per_country=10)
            for gap in sorted(FRANCE_GAPS, key=lambda g: g != 18)
        }
    level = f"length {RECIPES[task]['level']}"
    return {level: TASKS[task].tests[level]()}


def tables(found: dict) -> str:
    """A row for each cell: trained parameters on the France task, mean and range of its seeds on each task."""
    rows = [
        ["cell", "parameters", *(f"{TASKS[task].title}, {first(task)}" for task in RECIPES)],
        ["---", *["---:"] * 4],
    ]
    for cell in sorted(cells(), key=lambda cell: CELLS[cell].title):
        runs = [run for run in found["runs"].values() if run["cell"] == cell]
        if not runs:  # newer than the measurements
            continue
        counted = [run["parameters"] for run in runs if run["task"] == "france"]
        spreads = [spread([run for run in runs if run["task"] == task]) for task in RECIPES]
        rows.append([CELLS[cell].title, f"{counted[0]:,}" if counted else "", *spreads])
    return "\n".join(f"| {' | '.join(row)} |" for row in rows)


def first(task: str) -> str:
    return "gap 18" if task == "france" else f"length {RECIPES[task]['level']}"


def spread(runs: list[dict]) -> str:
    """ "88 % (80 to 100)", and how many burst."""
    if not runs:
        return ""
    shares = [100 * next(iter(run["accuracy"].values())) for run in runs]
    burst = sum(run["outcome"] != "finished" for run in runs)
    text = f"{np.mean(shares):.0f} %"
    text += f" ({min(shares):.0f} to {max(shares):.0f})" if round(min(shares)) != round(max(shares)) else ""
    return text + (f", {burst} of {len(runs)} burst" if burst else "")


if __name__ == "__main__":
    main()
