"""What the networks that learned The Time Machine are worth on pages they never read: `python -m benchmarks.book`

Each reads the last tenth of the book in order, and is scored on the letters that those who count are scored on.
`--keep` writes that into the run's results.json; `--train` first trains the small one anew, on one CPU core; `--seeds`
trains the same recipe from two more seeds, which do not ship, and writes beside the shipped one what they came to.
"""

import argparse
import json
import math
import tempfile
from pathlib import Path

import numpy as np

from lstm_core import Network, load_run
from lstm_core.books import BOOKS, at_hand
from lstm_core.files import write_whole
from lstm_core.networks.surprise import nats_in_order

RUNS, RESULTS, BOOK = Path("assets/big"), "results.json", BOOKS["time_machine"]
HELD_OUT, FIRST = 0.1, 10_000  # the share at the end; letters that the textbook trains on
SMALL, MORE_SEEDS = RUNS / "characters-lstm-book-0", (1, 2)
COUNTED = 9  # those who count score no letter before this one
RECIPE = {
    "variant": "book",
    "hidden-size": 192,
    "readout-dropout": 0.1,
    "batch-size": 16,
    "window": 64,
    "rate": 7e-3,
    "decay": 0.1,
    "steps": 9000,
    "look-every": 500,
    "report-every": 100,
    "save-every": 9000,
    "patience": 6,
}


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--keep", action="store_true", help="write what was measured")
    options.add_argument("--train", action="store_true", help="train the small network anew, and ship it")
    options.add_argument("--seeds", action="store_true", help="train the small one from two more seeds, too")
    chosen = options.parse_args()
    content = at_hand(BOOK)
    if content is None:
        raise SystemExit("the book is not on this machine: python -m lstm_torch train characters --text time_machine")
    text, found = content.decode(), {}
    if chosen.train:
        with tempfile.TemporaryDirectory() as folder:
            ship(trained(Path(folder) / "run"), text)
    if chosen.seeds:
        keep_seeds(text)
    for path in runs():
        found[path.name] = measured(load_run(path).network, text)
        if chosen.keep or chosen.train:
            results = json.loads((path / RESULTS).read_bytes()) | {"in order": found[path.name]}
            write_whole(path / RESULTS, (json.dumps(results, indent=1) + "\n").encode())
    print(table(found))


def runs() -> list[Path]:
    """Those that ship and learned the book."""
    return [
        path.parent for path in sorted(RUNS.glob(f"*/{RESULTS}")) if results_of(path.parent).get("text") == BOOK.title
    ]


def results_of(path: Path) -> dict:
    return json.loads((path / RESULTS).read_bytes())


def measured(network: Network, text: str) -> dict:
    """Nats per letter, read in order: on the pages held out, and on the first letters that it learned from."""
    place = {letter: k for k, letter in enumerate(network.vocabulary)}
    ids = np.array([place[letter] for letter in text])
    unseen = ids[int(len(ids) * (1 - HELD_OUT)) :]
    held_out = nats_in_order(network, unseen, COUNTED)
    return {"held out": held_out, "letters": len(unseen) - COUNTED, "learned": nats_in_order(network, ids[:FIRST])}


def table(found: dict[str, dict]) -> str:
    """Perplexities of networks, as measured, beside those who count and the textbook."""
    lines = ["| who | held-out pages | nats | first 10,000 letters, learned from |", "| --- | ---: | ---: | ---: |"]
    for name, one in found.items():
        units, device = load_run(RUNS / name).config.hidden_size, "a GPU" if "-gpu-" in name else "one CPU core"
        told = f"{math.exp(one['held out']):.2f} | {one['held out']:.3f} | {math.exp(one['learned']):.2f}"
        lines.append(f"| LSTM, {units} units, trained on {device} | {told} |")
        for seed, nats in results_of(RUNS / name).get("more seeds", {}).items():
            lines.append(f"| the same from seed {seed} | {math.exp(nats):.2f} | {nats:.3f} | |")
    for who, nats in results_of(RUNS / next(iter(found)))["baselines"].items():
        lines.append(f"| {who} | {math.exp(nats):.2f} | {nats:.3f} | |")
    lines.append("| the textbook (d2l.ai), LSTM, 256 units, 28 kinds of letters | not measured | | 1.1 to 1.3 |")
    return "\n".join(lines)


def trained(path: Path, seed: int = 0) -> Path:
    """The small network, anew, as a run directory."""
    from lstm_torch.__main__ import main as command

    given = {"text": "time_machine", "offline": 1, "device": "cpu", "out": path, "seed": seed} | RECIPE
    if code := command(["train", "characters", *(word for name in given for word in (f"--{name}", str(given[name])))]):
        raise SystemExit(code)
    return path


def keep_seeds(text: str) -> None:
    """{seed: nats per letter on the pages held out} of more seeds, into the results of the run that ships."""
    with tempfile.TemporaryDirectory() as folder:
        runs = {seed: load_run(trained(Path(folder) / str(seed), seed)) for seed in MORE_SEEDS}
        found = {str(seed): measured(run.network, text)["held out"] for seed, run in runs.items()}
    results = results_of(SMALL) | {"more seeds": found}
    write_whole(SMALL / RESULTS, (json.dumps(results, indent=1) + "\n").encode())


def ship(run: Path, text: str) -> None:
    """A run as it ships: weights in half precision, what is found in these, controls, the text that was searched."""
    import torch

    from benchmarks.big_demos import keep, material
    from benchmarks.gpu.named import controls
    from lstm_torch.findings.named_cells import MOST

    path = keep(run)
    network = load_run(path).network
    place = {letter: k for k, letter in enumerate(network.vocabulary)}
    ids = np.array([place[letter] for letter in text])
    beside = controls(network, material(path).network, ids, torch.device("cpu"))
    write_whole(path / "read.txt", text[-MOST:].encode())
    write_whole(path / RESULTS, (json.dumps(results_of(path) | {"controls": beside}, indent=1) + "\n").encode())


if __name__ == "__main__":
    main()
