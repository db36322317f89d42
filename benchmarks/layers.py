"""Stacked and two-way networks: train them again, and measure what each layer holds and what a second direction is for.

`python -m benchmarks.layers` measures the networks in assets/layers again and prints the tables of what is kept in
results.json there; `python -m benchmarks.layers --train` first trains all networks and seeds anew (a quarter of an
hour on one core). Large networks ship for seed 0; their other seeds are measured when they are trained.
"""

import argparse
import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np

from lstm_core import CELLS, TASKS, Config, Network, fit, load_run
from lstm_core.experiments.hidden_future import known_pairs, right_words, strange_pairs
from lstm_core.experiments.interchange import Pairs, interchanges
from lstm_core.files import save_arrays
from lstm_core.learning.train import new_network
from lstm_core.networks.description import network_about
from lstm_core.networks.writing import write
from lstm_core.tasks import Batch, france, homograph
from lstm_core.tasks.homeland import COUNTRIES, WORDS, homeland

ASSETS = Path(__file__).parents[1] / "assets"
FOLDER = ASSETS / "layers"
RESULTS = FOLDER / "results.json"
SEEDS = range(3)
GAPS, PER_COUNTRY = (4, 25, 39, 74), 10
DEPTHS = {1: 64, 2: 42, 3: 34}  # layers: units in each, for about as many parameters
DROPOUT = 0.2
HOME = homeland(len(COUNTRIES))
BETWEEN, SWAPPED_IN, STORIES = (1, 4, 8, 12), 8, 5
TAG_UNITS = {False: 23, True: 16}  # about as many parameters
LEAK_UNITS, LEAK_STEPS, WRITTEN, TEXTS = {False: 48, True: 32}, 500, 16, 50
LEAK_GAP = 11
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
            if path.exists() and part not in SHIPS_ALL and (config.seed or part in SHIPS_NONE):
                path.unlink()
    print("\n" + "\n\n".join(TABLES[part](results[part]) for part in PARTS if part in results))


def configs(part: str) -> Iterator[tuple[str, Config | None]]:
    """(name, config) of every network of a part; None for one that ships with the France runs."""
    for seed in SEEDS:
        if part == "depth":
            yield f"france-lstm-{seed}", None
            for depth, dropout in ((2, 0.0), (2, DROPOUT), (3, 0.0), (3, DROPOUT)):
                name = f"depth{depth}{'-dropout' * (dropout > 0)}-{seed}"
                yield name, Config("lstm", seed=seed, layers=depth, hidden_size=DEPTHS[depth], dropout=dropout)
        if part == "stack":
            for depth, dropout in ((1, 0.0), (2, 0.0), (2, DROPOUT), (3, 0.0), (3, DROPOUT)):
                small = {"hidden_size": 24, "embedding_size": 16, "steps": 400, "rate": 0.01}
                name = f"stack{depth}{'-dropout' * (dropout > 0)}-{seed}"
                yield name, Config("lstm", "homeland", seed, layers=depth, dropout=dropout, **small)
        for both in (False, True):
            way = "both" if both else "forward"
            if part == "homograph":
                small = {"hidden_size": TAG_UNITS[both], "embedding_size": 12, "steps": 400, "batch_size": 32}
                yield (
                    f"homograph-{way}-{seed}",
                    Config("lstm", "homograph", seed, bidirectional=both, rate=0.01, **small),
                )
            if part == "leak":
                small = {"hidden_size": LEAK_UNITS[both], "embedding_size": 24, "steps": LEAK_STEPS, "rate": 0.008}
                yield f"leak-{way}-{seed}", Config("lstm", "france", seed, bidirectional=both, **small)


def only_the_language(rng: np.random.Generator, batch_size: int) -> Batch:
    """Homeland's sentences, of which the last word alone is asked."""
    batch = HOME.draw(rng, batch_size)
    return replace(batch, weights=(np.arange(len(batch.inputs))[:, None] == batch.lengths - 1).astype(np.float32))


def trained(config: Config, path: Path) -> None:
    """Train one network and save it in half precision, as it ships."""
    task = replace(HOME, draw=only_the_language) if config.task == "homeland" else TASKS[config.task]
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
    """Right answers by gap, on France sentences."""
    shares = []
    for gap in GAPS:
        batch = france.evaluation_set(gap, PER_COUNTRY)
        shares.append(round(float(np.mean(france.solved(network.run(batch.inputs).logits, batch))), 4))
    return {"gaps": GAPS, "right": shares}


def home(between: int, seed: int = 0) -> Pairs:
    """Every story with every country, and beside it the same story with the next one; the words up to "fluent"."""
    index, names = {word: k for k, word in enumerate(HOME.vocabulary)}, list(COUNTRIES)
    rng, n = np.random.default_rng([seed, between]), len(COUNTRIES)
    told = np.repeat(rng.choice([index[word] for word in WORDS], (between, STORIES)), n, axis=1)  # (words, stories x n)
    country, fluent = np.tile(np.arange(n), STORIES), np.full((1, n * STORIES), index["fluent"])
    asked = np.array([index[COUNTRIES[name]] for name in names])

    def sentences(who: np.ndarray) -> np.ndarray:
        return np.concatenate([np.array([index[names[k]] for k in who])[None], told, fluent])

    other = (country + 1) % n
    return Pairs(sentences(country), sentences(other), asked[country], asked[other], between + 1)


def layered(network: Network) -> dict:
    """Right answers by words in between; where another country's memory or output in one layer turns the answer."""
    shares = []
    for between in BETWEEN:
        pairs = home(between)
        answers = network.run(pairs.base).logits[-1].argmax(axis=1)
        shares.append(round(float((answers == pairs.base_answers).mean()), 4))
    pairs, flips = home(SWAPPED_IN), {}
    for name in ("c", "h"):
        swaps = [((name,), step, None) for step in range(len(pairs.base))]
        flips[name] = [
            [round(found.to_source, 3) for found in interchanges(network, pairs, swaps, layer)]
            for layer in range(len(network.layers))
        ]
    return {"between": BETWEEN, "right": shares, "flips": flips}


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
    start = network.encode(OPENING)
    texts = [[*OPENING, *network.words(write(network, start, WRITTEN, rng, temperature=1.0))] for _ in range(TEXTS)]
    asked = france.evaluation_set(LEAK_GAP, PER_COUNTRY)
    return {
        "in_sight": round(right_words(network, batch, hidden=False), 4),
        "hidden": round(right_words(network, batch, hidden=True), 4),
        "language_in_sight": round(right_words(network, asked, hidden=False), 4),
        "language_hidden": round(right_words(network, asked, hidden=True), 4),
        "strange": round(strange_pairs(network, texts, len(OPENING), seen), 4),
    }


def depth_table(columns: str, results: dict) -> str:
    """A row for each depth and dropout; `columns` is what the right answers are counted by."""
    groups: dict[tuple, list[dict]] = {}
    for run in results.values():
        groups.setdefault((run["layers"], run["dropout"]), []).append(run)
    by = next(iter(results.values()))[columns]
    rows = [[SAID[columns], "units in each layer", "parameters", *map(str, by)]]
    rows.append(["---", *["---:"] * (len(rows[0]) - 1)])
    for (layers, dropout), runs in sorted(groups.items()):
        title = f"{layers} layer{'s' * (layers > 1)}" + (f", dropout {dropout:g}" if dropout else "")
        shares = [spread([run["right"][k] for run in runs]) for k in range(len(by))]
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


PARTS = ("homograph", "leak", "stack", "depth")
SHIPS_ALL = ("homograph",)
SHIPS_NONE = ("depth",)
SAID = {"gaps": "France sentences, gap in words", "between": "home in miniature, words in between"}
MEASURED = {"depth": depth, "stack": layered, "homograph": tagging, "leak": leak}
COLUMNS = {
    "homograph": {"before": "cue before the noun", "after": "cue after it"},
    "leak": {
        "in_sight": "next words right",
        "hidden": "the same, future hidden",
        "language_in_sight": "the language after “fluent”",
        "language_hidden": "the same, future hidden",
        "strange": "strange pairs when writing",
    },
}
TABLES = {
    "homograph": lambda found: two_way_table("nouns understood", COLUMNS["homograph"], found),
    "leak": lambda found: two_way_table("trained on next words", COLUMNS["leak"], found),
    "stack": lambda found: depth_table("between", found),
    "depth": lambda found: depth_table("gaps", found),
}

if __name__ == "__main__":
    main()
