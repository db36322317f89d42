"""The network that a training begins with."""

from dataclasses import replace

import numpy as np

from lstm_core.cell import Cell
from lstm_core.learning.config import Config
from lstm_core.learning.curriculum import longest
from lstm_core.learning.levers import with_carry_bias, with_chrono
from lstm_core.networks.network import Network
from lstm_core.networks.parts import Layer
from lstm_core.tasks import Task


def new_network(cell: Cell, task: Task, config: Config) -> Network:
    """The untrained network of a config; `cell` and `task` are those that the config names."""
    rng = np.random.default_rng([config.seed, 0])
    network = Network.new(
        cell,
        task.vocabulary if task.inputs == "words" else (),
        config.hidden_size,
        config.embedding_size,
        rng,
        layers=config.layers,
        dtype=np.dtype(config.dtype).type,
        scheme=config.scheme,
        input_size=None if task.inputs == "words" else task.input_size,
        outputs=task.outputs or None,
        output=task.output,
        bidirectional=config.bidirectional,
    )
    return with_carry(network, task, config, rng) if config.carry_bias else network


def with_carry(network: Network, task: Task, config: Config, rng: np.random.Generator) -> Network:
    """The network with every bias that keeps where the config's `carry_bias` says."""

    def moved(layer: Layer) -> Layer:
        cell, weights = layer
        if config.carry_bias == "chrono":
            return Layer(cell, with_chrono(cell, weights, rng, longest(task, config)))
        return Layer(cell, with_carry_bias(cell, weights, float(config.carry_bias)))

    return replace(network, layers=tuple(map(moved, network.layers)), reverse=tuple(map(moved, network.reverse)))
