"""The run that *Big demos* can ship: the smallest network with a named cell, its weights rounded to half precision."""

import json
import shutil
from pathlib import Path

import numpy as np

from benchmarks.gpu.named import shows
from benchmarks.gpu.record import Part
from lstm_core import load_run
from lstm_core.files import load_arrays, save_arrays, write_whole
from lstm_core.learning.run_reader import step_file
from lstm_torch.data.text import Text
from lstm_torch.findings.named_cells import MOST, named_cells

MOST_BYTES = 2 * 10**6
READ = "read.txt"  # the end of the text, in which the cells were sought


def keep(part: Part, text: Text, found: list) -> None:
    """Ship the smallest whose rounded weights still show a named cell; without one, what comes nearest, and say so."""
    fits, what = sorted((one for one in found if half_size(one.path) < MOST_BYTES), key=lambda one: one.units), "ships"
    for one in fits:
        if one.named:
            path, cells = ship(part.out / "ships", text, one)
            named = shows(cells, one.controls)
            if named and size(path) <= MOST_BYTES:
                said = f"{one.units} units, {size(path):,} bytes, named: {', '.join(named)}; {path}"
                part.row(what, said, run=path.name, bytes=size(path), units=one.units, named=named, cells=cells)
                return
            shutil.rmtree(path)
    if not fits:
        part.row(what, "no network that is small enough was trained", named=[])
        return
    nearest = max(fits, key=lambda one: max((abs(cell["correlation"]) for cell in one.cells.values()), default=0))
    path, cells = ship(part.out / "ships", text, nearest)
    said = f"no small network shows such a cell; the nearest: {nearest.units} units, {size(path):,} bytes; {path}"
    part.row(what, said, run=path.name, bytes=size(path), units=nearest.units, named=[], cells=cells)


def ship(folder: Path, text: Text, one) -> tuple[Path, dict]:
    """A copy of a run: its last weights alone, in half precision, what is found in these, and its text."""
    path = folder / load_run(one.path).config.name
    shutil.rmtree(path, ignore_errors=True)
    shutil.copytree(one.path, path)
    weights = path / step_file(load_run(path).step)
    for other in path.glob("*.safetensors"):
        if other != weights:
            other.unlink()
    arrays, about = load_arrays(weights, "network")
    save_arrays(weights, "network", {name: array.astype(np.float16) for name, array in arrays.items()}, about)
    network = load_run(path).network
    cells = named_cells(network, text.ids)
    write_whole(path / READ, "".join(network.words(text.ids[-MOST:, None])).encode())
    results = path / "results.json"
    before = json.loads(results.read_bytes()) if results.is_file() else {"text": text.title, "symbols": len(text.ids)}
    found = before | {"cells": cells, "controls": one.controls}
    write_whole(results, (json.dumps(found, indent=1) + "\n").encode())
    return path, cells


def half_size(path: Path) -> int:
    """About how many bytes the weights of a run take in half precision."""
    return 2 * sum(array.size for array in load_run(path).network.parameters.values())


def size(path: Path) -> int:
    """Bytes of all files of a run directory."""
    return sum(file.stat().st_size for file in path.iterdir())
