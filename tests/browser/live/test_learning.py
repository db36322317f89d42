"""A network learns in the page as in lstm_core: losses, gradients, clipping and Adam, update by update."""

from collections.abc import Iterable, Mapping
from typing import Any

import numpy as np
import pytest

from benchmarks.live.comparison import Case, Comparison
from benchmarks.live.twin import Twin
from lstm_core import CELLS, TASKS, Cell, Config, Network, fit
from lstm_core.learning.first_network import new_network
from lstm_core.learning.train import TrainingState, draw
from lstm_core.networks.loss import loss_and_gradients
from lstm_core.tasks import Batch

UPDATES, TOGETHER = 200, 25  # one bit moved grows without end while a network learns: the page begins anew each time
TASK = "temporal_order"
ANSWERS = ("a", "b", "c")


def said(batch: Batch) -> dict[str, Any]:
    """A batch as the page takes it."""
    parts = {name: np.asarray(getattr(batch, name)).ravel().tolist() for name in ("inputs", "targets", "weights")}
    return {"T": len(batch.inputs), **parts}


def room(batches: Iterable[Batch]) -> dict[str, int]:
    longest = max((batch.weights.shape for batch in batches), key=lambda shape: shape[0])
    return {"T": longest[0], "B": longest[1]}


def gradient_of(network: Network, batch: Batch) -> list[np.ndarray]:
    found = loss_and_gradients(network, batch)
    return [np.array([found.loss]), *found.gradients.values()]


def a_batch(inputs: np.ndarray, targets: np.ndarray, rng: np.random.Generator) -> Batch:
    """With a weight of its own at half of the places, none at the others."""
    shape = inputs.shape[:2]
    return Batch(inputs, targets, rng.random(shape) * (rng.random(shape) < 0.5), np.full(shape[1], shape[0]))


def networks() -> dict[str, tuple[Network, Batch]]:
    """One-hot words, words with vectors, numbers; a choice or numbers as the answer; a stack; what is never trained."""
    found = {}
    for name, cell, words, vectors, reads, layers, output in (
        ("one-hot", "gru", 7, 0, None, 1, "choice"),
        ("vectors", "gru", 7, 5, None, 1, "choice"),
        ("numbers", "peephole", 0, 0, 3, 1, "choice"),
        ("stack", "lstm", 7, 5, None, 3, "choice"),
        ("answers-in-numbers", "lstm", 0, 0, 3, 2, "number"),
        ("fixed", "leaky_echo", 7, 5, None, 1, "choice"),
    ):
        rng = np.random.default_rng(len(found))
        vocabulary = [str(k) for k in range(words)]
        options = {"layers": layers, "input_size": reads, "outputs": ANSWERS, "output": output}
        network = Network.new(CELLS[cell], vocabulary, 6, vectors, rng, **options)
        inputs = rng.integers(0, words, (11, 4)) if words else rng.normal(size=(11, 4, 3))
        targets = rng.integers(0, 3, (11, 4)) if output == "choice" else rng.normal(size=(11, 4, 3))
        found[name] = network, a_batch(inputs, targets, rng)
    page = "h = tanh(W_xh @ (x * (x + 0.5)) + W_hh @ h_prev)"  # words whose vectors are read by more than a product
    network = Network.new(Cell("squares", page), [str(k) for k in range(7)], 6, 0, rng, outputs=ANSWERS)
    found["squares"] = network, found["one-hot"][1]
    return found


NETWORKS = networks()


def weighted(twin: Twin) -> tuple[list[dict[str, Any]], list[tuple[Case, np.ndarray]]]:
    """The loss of each network's batch and its gradients: what is asked, and what the core says."""
    questions, parts = [], []
    for name, (network, batch) in NETWORKS.items():
        twin.add(f"learns-{name}", network)
        parameters = [key for key in network.parameters if key not in network.fixed]
        sizes = {"T": len(batch.inputs) + 2, "B": batch.weights.shape[1]}
        questions.append({"model": f"learns-{name}", "batch": said(batch), "room": sizes, "parameters": parameters})
        parts += [(Case(name, batch.inputs), array) for array in gradient_of(network, batch)]
    return questions, parts


def test_losses_with_weighted_targets_and_their_gradients_are_the_cores(twin):
    questions, parts = weighted(twin)
    comparison(parts, twin.ask("losses", questions)).check_relative()


def comparison(parts: list[tuple[Case, np.ndarray]], found: np.ndarray) -> Comparison:
    expected = np.concatenate([np.asarray(array, float).ravel() for _, array in parts])
    return Comparison(expected, found, [(case, np.size(array)) for case, array in parts])


def moments(state: TrainingState) -> dict[str, Any]:
    def lists(arrays: Mapping[str, np.ndarray]) -> dict[str, list[float]]:
        return {name: array.ravel().tolist() for name, array in arrays.items()}

    adam = state.adam
    return {"updates": adam.count, "mean": lists(adam.mean), "square": lists(adam.square)}


def copied(arrays: Mapping[str, np.ndarray]) -> list[np.ndarray]:
    return [array.copy() for array in arrays.values()]


def config_of(vectors: int, **changes: Any) -> Config:
    chosen = {"cell": "lstm", "task": TASK, "hidden_size": 16, "batch_size": 8, "level": 50, "steps": UPDATES}
    how = {"rate": 0.01, "clip": 1.0, "dtype": "float64", "schedule": "constant", "embedding_size": vectors}
    return Config(**(chosen | how | changes))


def asked(name: str, network: Network, config: Config, state: TrainingState, updates: int) -> dict[str, Any]:
    """So many updates from where the training stands."""
    batches = [draw(TASKS[TASK], config, state.step + k + 1, state.level) for k in range(updates)]
    return {
        "model": name,
        "moments": moments(state),
        "batches": [said(batch) for batch in batches],
        "room": room(batches),
        "how": {"rate": config.rate, "clip": config.clip},
        "parameters": list(network.parameters),
    }


@pytest.mark.parametrize("vectors", [0, 8])
def test_a_training_begun_anew_every_25_updates_is_the_cores(twin, vectors):
    config = config_of(vectors)
    network = new_network(CELLS["lstm"], TASKS[TASK], config)
    state = TrainingState.new(network, TASKS[TASK], config)
    run = fit(network, TASKS[TASK], config, state)
    starts, parts = [], []
    for first in range(0, UPDATES, TOGETHER):
        name = twin.add(f"training-{vectors}-{first}", network)
        starts.append(asked(name, network, config, state, TOGETHER))
        case = Case(name, np.zeros((50, 8)))
        for progress in (next(run) for _ in range(TOGETHER)):
            parts += [(case, np.array([progress.loss])), (case, np.array([progress.norm]))]
        for arrays in (network.parameters, state.adam.mean, state.adam.square):
            parts += [(case, array.copy()) for array in arrays.values()]
    comparison(parts, twin.ask("learning", starts)).check_relative(1e-11)


def losses_of(config: Config, moved: float = 0.0) -> np.ndarray:
    """The core's own losses, each start weight moved by about this share of itself."""
    network = new_network(CELLS["lstm"], TASKS[TASK], config)
    signs = np.random.default_rng(0)
    for array in network.parameters.values():
        array *= 1 + moved * signs.choice([-1, 1], array.shape)
    return np.array([progress.loss for progress in fit(network, TASKS[TASK], config)])


def test_a_free_training_drifts_no_more_than_the_cores_own_from_one_bit(twin):
    config = config_of(0)
    network = new_network(CELLS["lstm"], TASKS[TASK], config)
    name = twin.add("free", network)
    question = asked(name, network, config, TrainingState.new(network, TASKS[TASK], config), UPDATES)
    page = twin.ask("learning", [question])[: 2 * UPDATES : 2]
    core = losses_of(config)
    drift, own = abs(page - core) / core, abs(losses_of(config, 2.2e-16) - core) / core
    for end in range(TOGETHER, UPDATES + 1, TOGETHER):
        assert drift[:end].max() <= 10 * own[:end].max() + 1e-14, f"{drift[:end].max():.0e} after {end} updates"
