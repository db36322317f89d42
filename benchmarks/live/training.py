"""One training, as the core holds it and as the page is asked to hold it."""

from collections.abc import Iterable, Mapping
from typing import Any

import numpy as np

from benchmarks.live.comparison import Case, Comparison
from benchmarks.live.twin import Twin
from lstm_core import CELLS, TASKS, Config, Network, fit
from lstm_core.learning.first_network import new_network
from lstm_core.learning.train import TrainingState, draw
from lstm_core.tasks import Batch

Parts = list[tuple[Case, np.ndarray]]

TASK = "temporal_order"
UPDATES, TOGETHER = 200, 25  # one bit moved grows without end while a network learns: the page begins anew each time


def config_of(vectors: int, **changes: Any) -> Config:
    """An LSTM of 16 units that reads sequences of about 50 words, eight at a time; one-hot without word vectors."""
    chosen = {"cell": "lstm", "task": TASK, "hidden_size": 16, "batch_size": 8, "level": 50, "steps": UPDATES}
    how = {"rate": 0.01, "clip": 1.0, "dtype": "float64", "schedule": "constant", "embedding_size": vectors}
    return Config(**(chosen | how | changes))


def started(config: Config) -> tuple[Network, TrainingState]:
    network = new_network(CELLS[config.cell], TASKS[config.task], config)
    return network, TrainingState.new(network, TASKS[config.task], config)


def drawn(config: Config, state: TrainingState, updates: int) -> list[Batch]:
    """The batches of the next updates."""
    return [draw(TASKS[config.task], config, state.step + k + 1, state.level) for k in range(updates)]


def said(batch: Batch) -> dict[str, Any]:
    """A batch as the page takes it."""
    parts = {name: np.asarray(getattr(batch, name)).ravel().tolist() for name in ("inputs", "targets", "weights")}
    return {"T": len(batch.inputs), **parts}


def room(batches: Iterable[Batch]) -> dict[str, int]:
    """The most steps and sequences."""
    shapes = [batch.weights.shape for batch in batches]
    return {"T": max(steps for steps, _ in shapes), "B": max(sequences for _, sequences in shapes)}


def moments(state: TrainingState) -> dict[str, Any]:
    def lists(arrays: Mapping[str, np.ndarray]) -> dict[str, list[float]]:
        return {name: array.ravel().tolist() for name, array in arrays.items()}

    return {"updates": state.adam.count, "mean": lists(state.adam.mean), "square": lists(state.adam.square)}


def asked(name: str, network: Network, config: Config, state: TrainingState, updates: int) -> dict[str, Any]:
    """So many updates from where the training stands."""
    batches = drawn(config, state, updates)
    return {
        "model": name,
        "moments": moments(state),
        "batches": [said(batch) for batch in batches],
        "room": room(batches),
        "how": {"rate": config.rate, "clip": config.clip},
        "parameters": [key for key in network.parameters if key not in network.fixed],
    }


def learned(
    twin: Twin, name: str, config: Config, skipped: int = 0
) -> tuple[list[dict], list[tuple[Case, np.ndarray]]]:
    """Every few updates the page begins anew where the core stands: what it is asked, and what the core says.

    Those are loss and length of the gradient of each update, then all weights and both of Adam's means.
    """
    network, state = started(config)
    run = fit(network, TASKS[config.task], config, state)
    for _ in range(skipped):
        next(run)
    starts, parts = [], []
    while state.step < config.steps:
        together = min(TOGETHER, config.steps - state.step)
        case = Case(twin.add(f"{name}-{state.step}", network), np.zeros((config.level, config.batch_size)))
        starts.append(asked(case.network, network, config, state, together))
        for progress in (next(run) for _ in range(together)):
            parts += [(case, np.array([progress.loss])), (case, np.array([progress.norm]))]
        for arrays in (network.parameters, state.adam.mean, state.adam.square):
            parts += [(case, arrays[key].copy()) for key in starts[-1]["parameters"]]
    return starts, parts


def compared(parts: Parts, found: np.ndarray) -> Comparison:
    expected = np.concatenate([np.asarray(array, float).ravel() for _, array in parts])
    return Comparison(expected, found, [(case, np.size(array)) for case, array in parts])
