"""Stacked and two-way networks: train them again, and measure what each layer holds and what a second direction is for.

`python -m benchmarks.layers` measures the networks in assets/layers again and prints the tables of what is kept in
results.json there; `python -m benchmarks.layers --train` first trains all networks and seeds anew (a quarter of an
hour on one core). Large networks ship for seed 0; their other seeds are measured when they are trained.
"""

import argparse
import json
from collections.abc import Iterator
from pathlib import Path

import numpy as np

from lstm_core import CELLS, TASKS, Config, Network, fit, load_run
from lstm_core.experiments import interchanges
from lstm_core.files import save_arrays
from lstm_core.hindsight import continued, known_pairs, right_words, strange_pairs
from lstm_core.saved import network_about
from lstm_core.tasks import france, homograph
from lstm_core.tasks.france_pairs import register
from lstm_core.train import new_network

ASSETS = Path(__file__).parents[1] / "assets"
FOLDER = ASSETS / "layers"
RESULTS = FOLDER / "results.json"
SEEDS = range(3)
GAPS, PER_COUNTRY = (4, 25, 39, 74), 10
DEPTHS = {1: 64, 2: 42, 3: 34}  # layers: units in each, for about as many parameters
DROPOUT = 0.2
TAG_UNITS = {False: 23, True: 16}  # about as many parameters
LEAK_UNITS, LEAK_STEPS, WRITTEN, TEXTS = {False: 48, True: 32}, 500, 16, 50
OPENING = ("i", "grew", "up", "in", "france", ".")


def main() -> None:
    """Train if asked to, then measure, keep and print."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--train", action="store_true", help="train every network and seed anew (default: measure)")
    options.add_argument("part", nargs="?", choices=list(PARTS), help="only this part (default: all)")
    arguments = options.parse_args()
    FOLDER.mkdir(exist_ok=True)
    results = json.loads(RESULTS.read_text(encoding="utf-8")) if RESULTS.exists() else {}
    for part in [arguments.part] if arguments.part else PARTS:
        for name, config in configs(part):
            path = FOLDER / f"{name}.safetensors"
            if arguments.train and config is not None:
                trained(config, path)
            network = load_run(ASSETS / "runs" / name, dtype=np.float32).network if config is None else None
            if network is None and path.exists():
                network = Network.load(path)
            if network is not None:
                results.setdefault(part, {})[name] = MEASURED[part](network) | about(network, config)
                RESULTS.write_text(json.dumps(results, separators=(",", ":")) + "\n", encoding="utf-8")
                print(name, {k: v for k, v in results[part][name].items() if not isinstance(v, dict)}, flush=True)
            if arguments.train and config is not None and config.seed and part != "homograph":
                path.unlink()
    print("\n" + "\n\n".join(TABLES[part](results[part]) for part in PARTS if part in results))


def configs(part: str) -> Iterator[tuple[str, Config | None]]:
    """(name, config) of every network of a part; None for one that ships with the France runs."""
    for seed in SEEDS:
        if part == "depth":
            yield f"france-lstm-{seed}", None
            for depth in (2, 3):
                for dropout in (0.0, DROPOUT):
                    name = f"depth{depth}{'-dropout' * (dropout > 0)}-{seed}"
                    yield name, Config("lstm", seed=seed, layers=depth, hidden_size=DEPTHS[depth], dropout=dropout)
        for both in (False, True):
            way = "both" if both else "forward"
            if part == "homograph":
                small = {
                    "hidden_size": TAG_UNITS[both],
                    "embedding_size": 12,
                    "steps": 400,
                    "batch_size": 32,
                    "rate": 0.01,
                }
                yield f"homograph-{way}-{seed}", Config("lstm", "homograph", seed, bidirectional=both, **small)
            if part == "leak":
                small = {"hidden_size": LEAK_UNITS[both], "embedding_size": 24, "steps": LEAK_STEPS, "rate": 0.008}
                yield f"leak-{way}-{seed}", Config("lstm", "france", seed, bidirectional=both, **small)


def trained(config: Config, path: Path) -> None:
    """Train one network and save it in half precision, as it ships."""
    task = TASKS[config.task]
    network = new_network(CELLS[config.cell], task, config)
    for progress in fit(network, task, config):
        if progress.step % 100 == 0:
            print(path.stem, progress.step, round(progress.loss, 4), round(progress.accuracy, 3), flush=True)
    halves = {name: array.astype(np.float16) for name, array in network.parameters.items()}
    save_arrays(path, "network", halves, network_about(network))


def about(network: Network, config: Config | None) -> dict:
    """What a network is."""
    size = {"parameters": sum(array.size for array in network.parameters.values()), "units": network.hidden_size}
    return size | {"layers": len(network.layers), "dropout": config.dropout if config else 0.0}


def depth(network: Network) -> dict:
    """Right answers by gap; where another country's memory or output in one layer turns the answer, by word."""
    shares = []
    for gap in GAPS:
        batch = france.evaluation_set(gap, PER_COUNTRY)
        shares.append(round(float(np.mean(france.solved(network.run(batch.inputs).logits, batch))), 4))
    sentences = register(stories=5)
    pairs, steps = sentences.pairs(), range(sentences.position - 1, sentences.asked + 1)
    flips = {}
    for name in ("c", "h"):
        flips[name] = [
            [round(o.to_source, 3) for o in interchanges(network, pairs, [((name,), t, None) for t in steps], layer)]
            for layer in range(len(network.layers))
        ]
    return {"gaps": GAPS, "right": shares, "flips": flips, "words": network.words(sentences.ids)[steps[0] :]}


def tagging(network: Network) -> dict:
    """Nouns understood, by where their cue stands."""
    batch = homograph.TASK.sample(np.random.default_rng([7, 7]), 1000)
    right = network.run(batch.inputs, lengths=batch.lengths).logits.argmax(axis=2) == batch.targets
    before = homograph.cued_before(batch)
    after = (batch.weights > 0) & ~before
    return {"before": round(float(right[before].mean()), 4), "after": round(float(right[after].mean()), 4)}


def leak(network: Network) -> dict:
    """Next words guessed right, with the text to come in sight and without; what it writes, word pairs never heard."""
    rng = np.random.default_rng(3)
    batch = france.TASK.sample(rng, 100)
    seen = known_pairs([france.TASK.sample(np.random.default_rng([9, k]), 500) for k in range(20)])
    texts = [continued(network, OPENING, WRITTEN, rng) for _ in range(TEXTS)]
    return {
        "in_sight": round(right_words(network, batch, hidden=False), 4),
        "hidden": round(right_words(network, batch, hidden=True), 4),
        "strange": round(strange_pairs(network, texts, len(OPENING), seen), 4),
    }


def depth_table(results: dict) -> str:
    rows = [["gap in words", "units in each layer", "parameters", *map(str, GAPS)]]
    rows.append(["---", *["---:"] * (len(rows[0]) - 1)])
    groups: dict[tuple, list[dict]] = {}
    for run in results.values():
        groups.setdefault((run["layers"], run["dropout"]), []).append(run)
    for (layers, dropout), runs in sorted(groups.items()):
        title = f"{layers} layer{'s' * (layers > 1)}" + (f", dropout {dropout:g}" if dropout else "")
        shares = [spread([run["right"][k] for run in runs]) for k in range(len(GAPS))]
        rows.append([title, str(runs[0]["units"]), f"{runs[0]['parameters']:,}", *shares])
    return "\n".join(f"| {' | '.join(row)} |" for row in rows)


def two_way_table(title: str, columns: dict[str, str], results: dict) -> str:
    rows = [[title, *columns.values()], ["---", *["---:"] * len(columns)]]
    for way, said in (("forward", "one way"), ("both", "both ways")):
        runs = [run for name, run in results.items() if f"-{way}-" in name]
        rows.append([said, *(spread([run[key] for run in runs]) for key in columns)])
    return "\n".join(f"| {' | '.join(row)} |" for row in rows)


def spread(shares: list[float]) -> str:
    """Mean over the seeds, and the range."""
    low, high, mean = (100 * float(f(shares)) for f in (min, max, np.mean))
    return f"{mean:.0f} %" + (f" ({low:.0f}–{high:.0f})" if round(low) != round(high) else "")


PARTS = ("homograph", "leak", "depth")
MEASURED = {"depth": depth, "homograph": tagging, "leak": leak}
COLUMNS = {
    "homograph": {"before": "cue before the noun", "after": "cue after it"},
    "leak": {
        "in_sight": "next words right",
        "hidden": "the same, future hidden",
        "strange": "strange pairs when writing",
    },
}
TABLES = {
    "homograph": lambda found: two_way_table("nouns understood", COLUMNS["homograph"], found),
    "leak": lambda found: two_way_table("trained on next words", COLUMNS["leak"], found),
    "depth": depth_table,
}

if __name__ == "__main__":
    main()
