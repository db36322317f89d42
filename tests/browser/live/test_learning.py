"""A network learns in the page as in lstm_core: losses, gradients, clipping and Adam, update by update."""

from typing import Any

import numpy as np
import pytest

from benchmarks.live.comparison import Case
from benchmarks.live.training import TASK, TOGETHER, UPDATES, asked, compared, config_of, learned, said, started
from benchmarks.live.twin import Twin
from lstm_core import CELLS, TASKS, Cell, Config, Network, fit
from lstm_core.learning.optim import cosine
from lstm_core.networks.loss import loss_and_gradients
from lstm_core.tasks import Batch

ANSWERS = ("a", "b", "c")


def gradient_of(network: Network, batch: Batch) -> list[np.ndarray]:
    """The loss, the share of scored places where the likeliest answer is the target, all gradients."""
    found = loss_and_gradients(network, batch)
    scored = batch.weights > 0
    choice = network.output == "choice"
    right = np.mean(found.outputs[scored].argmax(1) == batch.targets[scored]) if choice else 0.0
    return [np.array([found.loss]), np.array([right]), *found.gradients.values()]


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
    compared(parts, twin.ask("losses", questions)).check_relative()


@pytest.mark.parametrize("vectors", [0, 8])
def test_a_training_begun_anew_every_25_updates_is_the_cores(twin, vectors):
    starts, parts = learned(twin, f"training-{vectors}", config_of(vectors))
    compared(parts, twin.ask("learning", starts)).check_relative(1e-11)


def losses_of(config: Config, moved: float = 0.0) -> np.ndarray:
    """The core's own losses, each start weight moved by about this share of itself."""
    network, state = started(config)
    signs = np.random.default_rng(0)
    for array in network.parameters.values():
        array *= 1 + moved * signs.choice([-1, 1], array.shape)
    return np.array([progress.loss for progress in fit(network, TASKS[TASK], config, state)])


def test_a_free_training_drifts_no_more_than_the_cores_own_from_one_bit(twin):
    config = config_of(0)
    network, state = started(config)
    question = asked(twin.add("free", network), network, config, state, UPDATES)
    page = twin.ask("learning", [question])[: 2 * UPDATES : 2]
    core = losses_of(config)
    drift, own = abs(page - core) / core, abs(losses_of(config, 2.2e-16) - core) / core
    for end in range(TOGETHER, UPDATES + 1, TOGETHER):
        assert drift[:end].max() <= 10 * own[:end].max() + 1e-14, f"{drift[:end].max():.0e} after {end} updates"


def test_the_rate_falls_along_the_cores_cosine(twin):
    script = """async (steps) => {
      const { cosine } = await import("/live/optimise.js");
      return steps.map((k) => cosine(0.01, k, 40));
    }"""
    assert twin.page.evaluate(script, list(range(41))) == pytest.approx(
        [cosine(0.01, k, 40) for k in range(41)], abs=1e-17
    )
