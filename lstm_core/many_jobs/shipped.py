"""A job's trained networks in a folder: where each lies, how it is trained into its place, how it is read."""

import shutil
from collections.abc import Iterator
from pathlib import Path

from lstm_core.cell import Cell
from lstm_core.learning.config import Config
from lstm_core.learning.first_network import new_network
from lstm_core.learning.resumable import record
from lstm_core.learning.run_reader import load_run
from lstm_core.many_jobs.pooled import Pooled, fit
from lstm_core.many_jobs.recipes import Trained
from lstm_core.networks.network import Network
from lstm_core.tasks import Task


def place(folder: Path, one: Trained, seed: int) -> Path:
    """A run directory; one file of a network that pools."""
    name = one.seed(seed).name
    return folder / (f"{name}.safetensors" if one.pooled else name)


def load(folder: Path, one: Trained, seed: int) -> Network | Pooled:
    """The network; FileNotFoundError or ValueError, in a sentence, where it does not lie there whole."""
    path = place(folder, one, seed)
    return Pooled.load(path) if one.pooled else load_run(path).network


def train(folder: Path, one: Trained, seed: int, cell: Cell, task: Task) -> Iterator[float]:
    """Train it anew, in its place; the loss of each step."""
    config, path = one.seed(seed), place(folder, one, seed)
    if one.pooled:
        return _pooled(path, config, cell, task, one.pooled)
    shutil.rmtree(path, ignore_errors=True)
    return (progress.loss for progress in record(path, new_network(cell, task, config), task, config))


def _pooled(path: Path, config: Config, cell: Cell, task: Task, how: str) -> Iterator[float]:
    pooled = Pooled.new(cell, task, config, how == "attention")
    yield from fit(pooled, task, config)
    pooled.save(path)
