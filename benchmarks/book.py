"""What the networks that learned The Time Machine are worth on pages they never read: `python -m benchmarks.book`

Each reads the last tenth of the book in order, and is scored on the letters that those who count are scored on.
`--keep` writes that into the run's results.json; `--train` first trains the small one anew, on one CPU core.
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
    chosen = options.parse_args()
    content = at_hand(BOOK)
    if content is None:
        raise SystemExit("the book is not on this machine: python -m lstm_torch train characters --text time_machine")
    text, found = content.decode(), {}
    if chosen.train:
        train(text)
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
    for who, nats in results_of(RUNS / next(iter(found)))["baselines"].items():
        lines.append(f"| {who} | {math.exp(nats):.2f} | {nats:.3f} | |")
    lines.append("| the textbook (d2l.ai), LSTM, 256 units, 28 kinds of letters | not measured | | 1.1 to 1.3 |")
    return "\n".join(lines)


def train(text: str) -> None:
    """The small network, anew."""
    from lstm_torch.__main__ import main as command

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "run"
        options = [word for name, value in RECIPE.items() for word in (f"--{name}", str(value))]
        told = [
            "train",
            "characters",
            "--text",
            "time_machine",
            "--offline",
            "1",
            "--device",
            "cpu",
            "--out",
            str(path),
        ]
        if code := command([*told, *options]):
            raise SystemExit(code)
        ship(path, text)


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
