"""The shipped France networks: train them all again, and measure how often they are right at every gap.

`python -m benchmarks.france` measures the runs in assets/runs, writes assets/france_accuracy.json, prints the tables;
`python -m benchmarks.france --train` first trains every run anew (about a quarter of an hour).
"""

import argparse
import json
import shutil
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np

from lstm_core import CELLS, load_run
from lstm_core.__main__ import main as command
from lstm_core.files import load_arrays, save_arrays
from lstm_core.learning.run_reader import Run
from lstm_core.networks.network import Network
from lstm_core.tasks import Batch, france

ASSETS = Path(__file__).parents[1] / "assets"
RUNS, RESULTS = ASSETS / "runs", ASSETS / "france_accuracy.json"

SEEDS = range(5)
SAME_UNITS = {"lstm": 64, "gru": 64, "rnn": 64}
SAME_PARAMETERS = {"gru": 74, "rnn": 119}  # units with which they have as many parameters as the LSTM with 64
CHECKPOINTS = {"france-lstm-0": 20}

GAPS = (4, 11, 18, 25, 32, 39, 60, 74, 100)
PER_COUNTRY = 10


def main() -> None:
    """Train if asked to, then measure, keep and print."""
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--train", action="store_true", help="train every run anew (default: measure only)")
    if arguments.parse_args().train:
        for options in trainings():
            shutil.rmtree(options[options.index("--out") + 1], ignore_errors=True)
            if code := command(["train", "france", *options]):
                raise SystemExit(code)
            slim(Path(options[options.index("--out") + 1]))
    shipped = [load_run(path, dtype=np.float32) for path in sorted(RUNS.glob("france-*"))]
    results = measured([run for run in shipped if run.config.variant in ("", "params")])
    RESULTS.write_text(json.dumps(results, indent=1) + "\n", encoding="utf-8")
    print(f"\n{tables(results)}")


def slim(run: Path) -> None:
    """Round the checkpoints before the last to half precision: twenty of them then fit into a run of 2 MB."""
    for path in sorted(run.glob("step_*.safetensors"))[:-1]:
        arrays, about = load_arrays(path, "network")
        save_arrays(path, "network", {name: array.astype(np.float16) for name, array in arrays.items()}, about)


def trainings() -> Iterator[list[str]]:
    """The options of `python -m lstm_core train france` for every shipped run."""
    for variant, sizes in (("", SAME_UNITS), ("params", SAME_PARAMETERS)):
        for cell, hidden_size in sizes.items():
            for seed in SEEDS:
                name = "-".join(part for part in ("france", cell, variant, str(seed)) if part)
                options = {"cell": cell, "seed": seed, "hidden-size": hidden_size, "out": RUNS / name}
                options |= {"variant": variant} if variant else {}
                options |= {"checkpoints": CHECKPOINTS[name]} if name in CHECKPOINTS else {}
                yield [text for option, value in options.items() for text in (f"--{option}", str(value))]


def measured(runs: Sequence[Run]) -> dict:
    """Accuracy by gap of every run, on sentences of unseen and of seen clauses, with what it is compared with."""
    unseen, seen = ([france.evaluation_set(gap, PER_COUNTRY, new) for gap in GAPS] for new in (True, False))
    return {
        "gaps": GAPS,
        "sentences": PER_COUNTRY * len(france.COUNTRIES),
        "chance": france.TASK.chance,
        "last_country_named": [last_country_named(batch) for batch in unseen],
        "runs": {
            run.path.name: {
                "cell": run.config.cell,
                "variant": run.config.variant,
                "seed": run.config.seed,
                "units": run.config.hidden_size,
                "parameters": sum(array.size for array in run.network.parameters.values()),
                "seconds": round(run.metrics[-1]["seconds"], 1),
                "unseen": [accuracy(run.network, batch) for batch in unseen],
                "seen": [accuracy(run.network, batch) for batch in seen],
            }
            for run in runs
        },
    }


def accuracy(network: Network, batch: Batch) -> float:
    """The share of sentences whose likeliest word after "fluent" is the right language."""
    return float(np.mean(france.solved(network.run(batch.inputs).logits, batch)))


def last_country_named(batch: Batch) -> float:
    """How often it would be right to answer with the language of the last country that the sentence names."""
    words = np.array(france.VOCABULARY)
    right = []
    for column, asked in enumerate(batch.weights.argmax(axis=0)):
        named = [word for word in words[batch.inputs[: asked + 1, column]] if word in france.COUNTRIES]
        right.append(france.COUNTRIES[named[-1]] == words[batch.targets[asked, column]])
    return float(np.mean(right))


def tables(results: dict) -> str:
    """Two Markdown tables: the same units, the same number of parameters."""
    return "\n\n".join(
        f"{title}\n\n{table(results, variants)}"
        for title, variants in (
            ("With the same number of units:", {cell: "" for cell in SAME_UNITS}),
            ("With the same number of parameters:", {c: "params" * (c in SAME_PARAMETERS) for c in SAME_UNITS}),
        )
    )


def table(results: dict, variants: dict[str, str]) -> str:
    """Rows are cells with the mean over seeds and, where they differ, the range; columns are gaps in words."""
    rows = [["gap in words", "units", "parameters", *map(str, results["gaps"])]]
    rows.append(["---", *["---:"] * (len(rows[0]) - 1)])
    for cell, variant in variants.items():
        runs = [r for r in results["runs"].values() if (r["cell"], r["variant"]) == (cell, variant)]
        if runs:
            by_gap = [_mean_and_range([100 * run["unseen"][k] for run in runs]) for k in range(len(results["gaps"]))]
            title, first = CELLS[cell].title, runs[0]
            rows.append([title, str(first["units"]), f"{first['parameters']:,}", *by_gap])
    for title, shares in (
        ("the last country named", results["last_country_named"]),
        ("chance", [results["chance"]] * len(results["gaps"])),
    ):
        rows.append([title, "", "", *(f"{100 * share:.0f} %" for share in shares)])
    return "\n".join(f"| {' | '.join(row)} |" for row in rows)


def _mean_and_range(percents: Sequence[float]) -> str:
    low, high = min(percents), max(percents)
    spread = "" if low == high else f" ({low:.0f}–{high:.0f})" if round(low) != round(high) else ""
    mean = float(np.mean(percents))
    return f"{mean:.0f} %{spread}" if mean in (0, 100) or mean < 99.5 else f"{mean:.1f} %{spread}"


if __name__ == "__main__":
    main()
