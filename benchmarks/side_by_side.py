"""What side by side saves: `python -m benchmarks.side_by_side` times trainings of M seeds together and one by one.

Whole steps of training are timed: drawing, forward, backward, Adam. Both ways take turns, and the processor's time of
this process is counted, on one thread.
"""

import argparse
import statistics
import time
from dataclasses import replace

import threadpoolctl

from lstm_core import CELLS, TASKS, Config, fit_side_by_side
from lstm_core.learning.train import fit, new_network

SHAPES = {  # what a row is about -> the training
    "adding, T = 100, B = 16, H = 16": Config("lstm", "adding", level=100, batch_size=16, hidden_size=16),
    "adding, T = 100, B = 32, H = 16": Config("lstm", "adding", level=100, batch_size=32, hidden_size=16),
    "adding, T = 100, B = 64, H = 16": Config("lstm", "adding", level=100, batch_size=64, hidden_size=16),
    "France, B = 64, H = 64": Config("lstm", "france", curriculum="none"),
}


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.side_by_side", description=__doc__.splitlines()[0])
    parser.add_argument("--models", type=int, nargs="+", default=[2, 5, 8], help="seeds trained together")
    parser.add_argument("--rounds", type=int, default=9, help="steps of training that are timed")
    options = parser.parse_args()
    print("milliseconds for a step of every model, together | one by one | times faster")
    with threadpoolctl.threadpool_limits(1):
        for name, config in SHAPES.items():
            for models in options.models:
                together, apart = medians(config, models, options.rounds)
                print(f"{name}, M = {models}: {together:.1f} | {apart:.1f} | {apart / together:.1f}", flush=True)


def medians(config: Config, models: int, rounds: int) -> tuple[float, float]:
    """Median milliseconds of one step of all models: (together, one by one)."""
    task, cell = TASKS[config.task], CELLS[config.cell]
    configs = [replace(config, seed=seed) for seed in range(models)]
    side = fit_side_by_side([new_network(cell, task, c) for c in configs], task, configs)
    alone = [fit(new_network(cell, task, c), task, c) for c in configs]
    times: tuple[list, list] = [], []
    for _ in range(rounds + 2):
        for kept, step in zip(times, (lambda: next(side), lambda: [next(one) for one in alone]), strict=True):
            start = time.process_time()
            step()
            kept.append(1000 * (time.process_time() - start))
    return tuple(statistics.median(kept[2:]) for kept in times)  # the first two make the programs


if __name__ == "__main__":
    main()
