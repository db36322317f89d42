"""One cell at many jobs: train the networks again, and measure them and their baselines on held-out data.

`python -m benchmarks.many_jobs` measures the networks in assets/jobs again, keeps what it finds in results.json there
and prints the table; `--train [JOB …]` first trains the three seeds of each network anew (all jobs: about six minutes
on one core).
"""

import argparse
import json
import time
from pathlib import Path

import numpy as np

from lstm_core import CELLS, TASKS
from lstm_core.many_jobs import measures, shipped
from lstm_core.many_jobs.recipes import JOBS, SEEDS

FOLDER = Path(__file__).parents[1] / "assets" / "jobs"
RESULTS = FOLDER / "results.json"


def main() -> None:
    """Train if asked to, then measure, keep and print."""
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--train", nargs="*", choices=list(JOBS), help="train these anew (none named: all)")
    given = arguments.parse_args()
    FOLDER.mkdir(exist_ok=True)
    for job in (given.train or JOBS) if given.train is not None else ():
        train(job)
    results = {job: measured(job) for job in JOBS}
    RESULTS.write_text(json.dumps(results, separators=(",", ":")) + "\n", encoding="utf-8")
    print(table(results))


def train(job: str) -> None:
    """All networks of a job, all seeds."""
    for one in JOBS[job].networks.values():
        for seed in SEEDS:
            config, start = one.seed(seed), time.process_time()
            *_, loss = shipped.train(FOLDER, one, seed, CELLS[config.cell], TASKS[config.task])
            print(f"{config.name}: loss {loss:.4f} after {time.process_time() - start:.0f} s", flush=True)


def measured(job: str) -> dict:
    """{"networks": {title: one share a seed}, "baselines": {name: share}, "parameters": {title: count}}."""
    batch, networks, parameters = measures.held_out(job), {}, {}
    for one in JOBS[job].networks.values():
        found = [shipped.load(FOLDER, one, seed) for seed in SEEDS]
        networks[one.title] = [round(measures.of_network(job, network, batch), 4) for network in found]
        parameters[one.title] = int(sum(np.size(array) for array in found[0].parameters.values()))
    kept = {name: round(share, 4) for name, share in measures.of_baselines(job).items()}
    return {"networks": networks, "baselines": kept, "parameters": parameters}


def table(results: dict) -> str:
    """Each job: its networks, worst to best of three seeds, and its baselines."""
    rows = ["| job | who | held out |", "|---|---|---|"]
    for job, found in results.items():
        for title, shares in found["networks"].items():
            rows.append(f"| {JOBS[job].title} | {title} | {min(shares):.1%} … {max(shares):.1%} |")
        rows += [f"| {JOBS[job].title} | {name} | {share:.1%} |" for name, share in found["baselines"].items()]
    return "\n".join(rows)


if __name__ == "__main__":
    main()
