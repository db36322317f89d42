"""The figures of the larger demos that ship: `python -m benchmarks.big_demos`, measured again on their weights.

With `--train NAME …` these are first trained anew (all seeds of SEEDS; the first one ships, rounded to half precision).
"""

import argparse
import json
import shutil
import tempfile
from pathlib import Path

import numpy as np

from lstm_core import load_run
from lstm_core.files import load_arrays, save_arrays, write_whole
from lstm_core.learning.run_reader import step_file
from lstm_torch import DEMOS
from lstm_torch.__main__ import main as command
from lstm_torch.layers.network import TorchNetwork
from lstm_torch.training.batches import ALONE
from lstm_torch.training.device import chosen_device
from lstm_torch.training.looks import measured
from lstm_torch.training.material import Material
from lstm_torch.training.settings_files import load_settings

RUNS = Path("assets/big")
SEEDS = {"characters": (0,), "france": (0,), "reviews": (0, 1, 2), "series": (0, 1, 2, 3, 4)}


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--train", nargs="+", choices=list(SEEDS), default=[], metavar="NAME", help="train anew")
    for name in options.parse_args().train:
        train(name)
    rows = [row(path) for path in sorted(RUNS.glob("*/config.json"))]
    print("| demo | cell, units, parameters | unseen | best baseline | found |\n| --- | --- | ---: | ---: | --- |")
    print("\n".join(rows))


def train(name: str) -> None:
    """Every seed of a demo; the weights of the first are kept, of all of them what was found."""
    seeds = []
    for seed in SEEDS[name]:
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "run"
            if code := command(["train", name, "--seed", str(seed), "--out", str(path), "--device", "cpu"]):
                raise SystemExit(code)
            found = json.loads((path / "results.json").read_bytes())
            looks = [line["unseen"] for line in load_run(path).metrics if "unseen" in line]
            seeds.append({"seed": seed, "unseen": looks[-1], **{key: found[key] for key in KEYS if key in found}})
            if seed == SEEDS[name][0]:
                keep(path)
    if len(seeds) > 1:
        path = next(RUNS.glob(f"{name}-*")) / "results.json"
        write_whole(path, (json.dumps(json.loads(path.read_bytes()) | {"seeds": seeds}, indent=1) + "\n").encode())


def keep(run: Path) -> Path:
    """Where a run ships: its last weights rounded to half precision, and what is found in these."""
    settings = load_settings(run)
    ships = RUNS / settings.core().name
    shutil.rmtree(ships, ignore_errors=True)
    shutil.copytree(run, ships)
    path = ships / step_file(load_run(run).step)
    for other in ships.glob("step_*.safetensors"):
        if other != path:
            other.unlink()
    arrays, about = load_arrays(path, "network")
    save_arrays(path, "network", {key: array.astype(np.float16) for key, array in arrays.items()}, about)
    found = json.loads((ships / "results.json").read_bytes()) | again(ships)
    write_whole(ships / "results.json", (json.dumps(found, indent=1) + "\n").encode())
    return ships


def material(run: Path) -> Material:
    settings = load_settings(run)
    return DEMOS[settings.demo].open(settings, chosen_device("cpu"), ALONE)


def again(run: Path) -> dict:
    """What the demo finds in the weights as they ship, and their loss on unseen data."""
    here, network = material(run), load_run(run).network
    found = here.finish(network) if here.finish else {}
    return found | {"shipped": measured(TorchNetwork(network.astype(np.float32)), here.unseen)}


def row(config: Path) -> str:
    """One line of the table, measured now."""
    run, settings = load_run(config.parent), load_settings(config.parent)
    kept, now = json.loads((config.parent / "results.json").read_bytes()), again(config.parent)
    size = sum(array.size for array in run.network.parameters.values())
    best = min(kept["baselines"].values())
    said = "; ".join(KEYS[key](now[key]) for key in KEYS if key in now)
    cells = (settings.demo, f"{settings.cell}, {settings.hidden_size}, {size:,}", f"{now['shipped']['unseen']:.3f}")
    return f"| {' | '.join((*cells, f'{best:.3f}', said))} |"


def of_cells(found: dict) -> str:
    return ", ".join(f"{what}: {one['correlation']:+.2f} (all {one['all units']:+.2f})" for what, one in found.items())


def of_sentiment(found: dict) -> str:
    held = {how: found["clamped"][how][how] for how in ("for", "against")}
    alone, together = found["right with this unit"], found["right with all units"]
    text = f"one unit {alone:.0%}, all {together:.0%}"
    return text + "".join(f", held {how}: {share:.0%} {how}" for how, share in held.items())


def of_errors(found: dict) -> str:
    return ", ".join(f"{who} {error:.4f}" for who, error in found.items())


def of_gaps(found: dict) -> str:
    return ", ".join(f"{gap}: {share:.0%}" for gap, share in found.items())


KEYS = {"cells": of_cells, "sentiment": of_sentiment, "right by gap": of_gaps, "error": of_errors}


if __name__ == "__main__":
    main()
