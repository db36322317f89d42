"""How a patient came to be as it is: the healthy training, changed by its fault."""

from collections.abc import Iterator
from dataclasses import replace
from typing import NamedTuple

import numpy as np

from lstm_core.cell import Cell
from lstm_core.clinic.faults import LSTM, Fault, Weights
from lstm_core.clinic.order import LENGTH, TASK
from lstm_core.clinic.truncated import truncated
from lstm_core.learning.config import Config
from lstm_core.learning.first_network import new_network
from lstm_core.learning.train import Progress, TrainingState, draw, learned
from lstm_core.networks.network import Network
from lstm_core.networks.parts import Layer

SEED, UPDATES = 1, 500
CONFIG = Config(
    "lstm",
    "temporal_order",
    seed=SEED,
    hidden_size=16,
    embedding_size=0,
    dtype="float64",
    steps=UPDATES,
    batch_size=8,
    rate=0.01,
    level=LENGTH,
    schedule="constant",
    curriculum="none",
)
AFTER = 2  # the seed of a course is that of the patient and so much more: its sequences are other ones
COURSE = replace(CONFIG, seed=SEED + AFTER, steps=1500, rate=0.007)  # what a cure is followed by


class Trained(NamedTuple):
    """A patient: the network as it was delivered, and every update of its training."""

    network: Network
    updates: list[Progress]


def first(seed: int = SEED) -> Network:
    """The network as the seed drew it, before any fault."""
    return new_network(LSTM, TASK, replace(CONFIG, seed=seed))


def wearing(network: Network, weights: Weights, fixed: tuple[str, ...] = ()) -> Network:
    """The network with other weights in its cell, of which some are not trained."""
    cell = (
        Cell(LSTM.title, LSTM.text, start=LSTM.start, fixed=set(fixed), torch_name=LSTM.torch_name) if fixed else LSTM
    )
    return replace(network, layers=(Layer(cell, dict(weights)),))


def weights_of(network: Network) -> Weights:
    """Of its one cell."""
    return network.layers[0].weights


def trained(fault: Fault, updates: int = UPDATES, seed: int = SEED) -> Trained:
    """From the seed to the bed; where the loss is no longer finite it ends before."""
    rng, drawn = np.random.default_rng([seed, 9]), first(seed)
    network = wearing(drawn, fault.begins(weights_of(drawn), rng), fault.fixed)
    found = list(learning(network, fault.clip, fault.window, replace(CONFIG, seed=seed, steps=updates)))
    return Trained(wearing(network, fault.ends(weights_of(network), rng)), found)


def learning(network: Network, clip: float, window: int, config: Config = COURSE) -> Iterator[Progress]:
    """Trains the network, in place, by the batches of a config."""
    config = replace(config, clip=clip)
    state = TrainingState.new(network, TASK, config)
    for step in range(config.steps):
        batch = draw(TASK, config, step + 1, state.level)
        try:
            yield learned(network, TASK, config, state, batch, truncated(network, batch, window))
        except FloatingPointError:
            return
