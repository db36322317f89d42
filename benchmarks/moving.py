"""Moving pictures: how much better than the last picture again a ConvLSTM predicts the next one, and how long alone.

`python -m benchmarks.moving` measures the runs in assets/runs on films they never saw and writes assets/moving.json;
`--train` first trains them anew (three seeds, a few minutes each on one core).
"""

import argparse
import json
import shutil
from pathlib import Path

import numpy as np

from lstm_core import TASKS, load_run
from lstm_core.__main__ import main as command
from lstm_core.networks.writing import alone
from lstm_core.tasks import Batch
from lstm_core.tasks.bouncing import READ, SETTLED, STEPS, errors, solved

ASSETS = Path(__file__).parents[1] / "assets"
RUNS, RESULTS = ASSETS / "runs", ASSETS / "moving.json"
SEEDS, FILMS, FILM_SEED = range(3), 200, 2**20
RECIPE = {"hidden-size": 16, "steps": 1000, "batch-size": 8, "rate": 1e-2, "curriculum": "none"}


def main() -> None:
    """Train if asked to, then measure, keep and print."""
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--train", action="store_true", help="train every run anew (default: measure only)")
    if arguments.parse_args().train:
        for seed in SEEDS:
            out = RUNS / f"bouncing-conv_lstm-{seed}"
            shutil.rmtree(out, ignore_errors=True)
            options = {"cell": "conv_lstm", "seed": seed, "out": out, **RECIPE}
            given = [text for name, value in options.items() for text in (f"--{name}", str(value))]
            if code := command(["train", "bouncing", *given]):
                raise SystemExit(code)
    results = {str(squares): measured(squares) for squares in (1, 2)}
    RESULTS.write_text(json.dumps(results, separators=(",", ":")) + "\n", encoding="utf-8")
    print(table(results))


def films(squares: int) -> Batch:
    """Films that no training draws."""
    return TASKS["bouncing"].sample(np.random.default_rng([FILM_SEED, squares]), FILMS, squares=squares)


def measured(squares: int) -> dict:
    """Squared errors per pixel by step: of each seed, of copying, of an empty picture; and of each seed alone."""
    batch, found = films(squares), {"films": FILMS, "read": READ, "seeds": [], "alone": [], "solved": []}
    for seed in SEEDS:
        network = load_run(RUNS / f"bouncing-conv_lstm-{seed}", dtype=np.float32).network
        outputs = network.run(batch.inputs).logits
        found["seeds"].append(_by_step(errors(outputs, batch)))
        found["solved"].append(float(solved(outputs, batch).mean()))
        went = alone(network, batch.inputs[:READ], STEPS - READ + 1)
        found["alone"].append(_by_step(((went - batch.targets[READ - 1 :]) ** 2).mean(axis=(2, 3, 4))))
    found["copy"] = _by_step(errors(batch.inputs, batch))
    found["copy_alone"] = _by_step(((batch.inputs[READ - 1] - batch.targets[READ - 1 :]) ** 2).mean(axis=(2, 3, 4)))
    found["empty"] = _by_step((batch.targets**2).mean(axis=(2, 3, 4)))
    return found


def _by_step(each: np.ndarray) -> list[float]:
    return [round(float(error), 6) for error in each.mean(axis=1)]


def table(results: dict) -> str:
    """Rows are numbers of squares: how many times less squared error than copying, median and range over seeds."""
    lines = ["| squares | copying | ConvLSTM | times less | alone, after 1 … 7 pictures |", "|---|---:|---:|---:|---:|"]
    for squares, found in results.items():
        copy = np.mean(found["copy"][SETTLED:])
        ours = np.mean(np.array(found["seeds"])[:, SETTLED:], axis=1)
        times = np.sort(copy / ours)
        alone_ = " ".join(f"{error:.3f}" for error in np.median(found["alone"], axis=0))
        median = f"{np.median(times):.1f} ({times[0]:.1f}–{times[-1]:.1f})"
        lines.append(f"| {squares} | {copy:.4f} | {np.median(ours):.4f} | {median} | {alone_} |")
    return "\n".join(lines)


if __name__ == "__main__":
    main()
