"""The shipped translators of dates: train them again, measure what they write and whether they look where they point.

`python -m benchmarks.translation` measures the networks in assets/translation again and prints the tables of what is
kept in results.json there; `python -m benchmarks.translation --train` first trains all variants and seeds anew (some
minutes each on one core). Seeds other than 0 are measured when they are trained, and do not ship.
"""

import argparse
import json
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from lstm_core.files import save_arrays
from lstm_core.translation import dates, swaps
from lstm_core.translation.first_translator import new_translator
from lstm_core.translation.training import fit
from lstm_core.translation.translator import Translator
from lstm_core.translation.translator_file import load_translator

FOLDER = Path(__file__).parents[1] / "assets" / "translation"
RESULTS = FOLDER / "results.json"
VARIANTS = {  # name -> (encoder, attention, units)
    "attention": ("lstm", "additive", 64),
    "luong": ("lstm", "general", 64),
    "fixed": ("lstm", "none", 82),  # as many parameters as with attention
    "self": ("self", "additive", 64),
}
TITLES = {
    "attention": "LSTM encoder, attention before each step (Bahdanau)",
    "luong": "LSTM encoder, attention after each step (Luong)",
    "fixed": "LSTM encoder, no attention",
    "self": "self-attention encoder, attention (Bahdanau)",
}
SEEDS, STEPS, BATCH, EVERY = range(3), 1000, 64, 50
COUNTS = (1, 2, 3, 5)
PER_FORMAT, TWINS = 200, 100


def main() -> None:
    """Train if asked to, then measure, keep and print."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--train", action="store_true", help="train every variant and seed anew (default: measure)")
    options.add_argument("variants", nargs="*", help=f"which of {', '.join(VARIANTS)} (default: all)")
    options.add_argument("--seed", type=int, help="only this seed")
    arguments = options.parse_args()
    if unknown := set(arguments.variants) - set(VARIANTS):
        options.error(f"there is no variant {', '.join(unknown)}; there are {', '.join(VARIANTS)}")
    FOLDER.mkdir(exist_ok=True)
    results = json.loads(RESULTS.read_text(encoding="utf-8")) if RESULTS.exists() else {}
    for variant in arguments.variants or VARIANTS:
        for seed in SEEDS if arguments.seed is None else [arguments.seed]:
            name = f"{variant}-{seed}"
            if arguments.train:
                network, curve = trained(variant, seed)
                results[name] = curve | measured(network)
            elif (path := FOLDER / f"{name}.safetensors").exists():
                results[name] = results.get(name, {}) | measured(load_translator(path))
            results = {key: results[key] for key in sorted(results)}
            RESULTS.write_text(json.dumps(results, separators=(",", ":")) + "\n", encoding="utf-8")
    print(f"\n{table(results)}\n\n{swap_table(results)}")


def trained(variant: str, seed: int) -> tuple[Translator, dict]:
    """(the trained network, rounded as it ships, {"steps", "curve": shares right on unseen dates})."""
    encoder, kind, units = VARIANTS[variant]
    rng = np.random.default_rng([seed, 0])
    network = new_translator(dates.SOURCE, dates.TARGET, rng, units, attention=kind, encoder=encoder, dtype=np.float32)
    train, _ = dates.split()
    steps, curve, probe = [], [], merged(dates.evaluation_set(50, seed=2))
    for progress in fit(network, lambda n: dates.sample(np.random.default_rng([seed, n]), train, BATCH), STEPS):
        if progress.step % EVERY == 0:
            steps.append(progress.step)
            curve.append(round(right(network, probe), 4))
            print(f"{variant}-{seed}", progress.step, round(progress.loss, 4), curve[-1], flush=True)
    path = FOLDER / f"{variant}-{seed}.safetensors"
    about = {"encoder": encoder, "decoder": network.decoder, "attention": kind}
    halves = {name: array.astype(np.float16) for name, array in network.parameters.items()}
    save_arrays(path, "translator", halves, about | {"source": network.source, "target": network.target})
    network = load_translator(path)
    if seed:
        path.unlink()
    return network, {"steps": steps, "curve": curve}


def measured(network: Translator) -> dict:
    """What a network writes for unseen dates, by way of writing, and what swapped values do to it."""
    found = {
        "parameters": sum(array.size for array in network.parameters.values()),
        "right": {name: round(right(network, pairs), 4) for name, pairs in dates.evaluation_set(PER_FORMAT).items()},
    }
    if network.looks:
        flips = swaps.flips(network, dates.twins(TWINS), COUNTS, np.random.default_rng(0))
        found["flips"] = {name: rounded(value) for name, value in flips._asdict().items()}
    return found


def rounded(value: object) -> object:
    """To four digits; None for what could not be counted."""
    if isinstance(value, list):
        return [rounded(v) for v in value]
    return value if isinstance(value, int) else None if np.isnan(value) else round(value, 4)


def right(network: Translator, pairs: dates.Pairs) -> float:
    """The share of texts that are wholly right, each character written after those the network wrote itself."""
    written = network.run(pairs.source, pairs.lengths, steps=dates.STEPS).written
    short = dates.STEPS - len(written)  # where every text ended early, the rest is wrong anyway
    return float(np.mean((np.pad(written, ((0, short), (0, 0)), constant_values=-1) == pairs.target).all(axis=0)))


def merged(sets: dict[str, dates.Pairs]) -> dates.Pairs:
    """All ways of writing as one batch."""
    longest = max(len(pairs.source) for pairs in sets.values())
    padded = [p._replace(source=np.pad(p.source, ((0, longest - len(p.source)), (0, 0)))) for p in sets.values()]
    return dates.Pairs(*(np.concatenate(arrays, axis=-1) for arrays in zip(*padded, strict=True)))


def table(results: dict) -> str:
    """Shares of unseen dates that are wholly right, by way of writing; the mean over seeds and the range."""
    rows = [["unseen dates wholly right", "parameters", "seeds", "all", *dates.FORMATS]]
    rows.append(["---", *["---:"] * (len(rows[0]) - 1)])
    for variant, title in TITLES.items():
        runs = [found for name, found in results.items() if name.startswith(f"{variant}-")]
        if runs:
            whole = [float(np.mean(list(run["right"].values()))) for run in runs]
            shares = [[run["right"][way] for run in runs] for way in dates.FORMATS]
            rows.append([title, f"{runs[0]['parameters']:,}", str(len(runs)), *map(percents, [whole, *shares])])
    return "\n".join(f"| {' | '.join(row)} |" for row in rows)


def swap_table(results: dict) -> str:
    """Shares of differing characters that turn into the other date's, by what is swapped in the encoder."""
    rows = [["swapped at one written step", *(f"{n} position{'s' * (n > 1)}" for n in COUNTS), "all positions"]]
    rows.append(["---", *["---:"] * (len(rows[0]) - 1)])
    for variant, title in TITLES.items():
        runs = [
            found["flips"] for name, found in results.items() if name.startswith(f"{variant}-") and "flips" in found
        ]
        for key, said in (("pointed", "most weight"), ("random", "random others"), ("rest", "all but those")):
            if runs:
                shares = [[run[key][k] for run in runs] for k in range(len(COUNTS))]
                every = percents([run["every"] for run in runs]) if key == "pointed" else ""
                rows.append([f"{title}: {said}", *map(percents, shares), every])
    return "\n".join(f"| {' | '.join(row)} |" for row in rows)


def percents(shares: Sequence[float]) -> str:
    """The mean, and the range where it is wider than a rounding."""
    low, high, mean = (100 * float(f(shares)) for f in (min, max, np.mean))
    return f"{mean:.1f} %" + (f" ({low:.1f}–{high:.1f})" if high - low >= 0.1 else "")


if __name__ == "__main__":
    main()
