"""Training: `fit` is a loop that hands back its progress after every step, so that its caller owns the loop."""

import time
from collections.abc import Generator
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from lstm_core.learning.config import Config
from lstm_core.learning.curriculum import draw, first_level, longest, next_level
from lstm_core.learning.first_network import new_network
from lstm_core.learning.optim import Adam, clip_factor, cosine, norm
from lstm_core.networks.loss import LossAndGradients, loss_and_gradients
from lstm_core.networks.network import Network
from lstm_core.tasks import Batch, Task

__all__ = [
    "Progress",
    "TrainingState",
    "accuracy",
    "draw",
    "fit",
    "longest",
    "loss_and_gradients",
    "new_network",
]
DROPOUT = 1  # the third number of the seed (config.seed, step, …) of what a step leaves out


class Progress(NamedTuple):
    """One step of training: `loss` and `accuracy` of its batch before the step, what was drawn and done.

    `level` is the hardest level drawn (None for a task without levels), `norm` the length of the gradient before it was
    clipped, `seconds` the time spent in all steps so far.
    """

    step: int
    steps: int
    loss: float
    accuracy: float
    level: int | None
    rate: float
    norm: float
    seconds: float


@dataclass
class TrainingState:
    """What a training knows besides the parameters: with them it goes on as if it had never stopped.

    Step n draws its batch with the seed (config.seed, n), so the step is also the state of the random numbers.
    """

    adam: Adam
    step: int = 0
    level: int | None = None
    seconds: float = 0.0

    @classmethod
    def new(cls, network: Network, task: Task, config: Config) -> "TrainingState":
        """The state before the first step."""
        state = cls.empty(network)
        state.level = first_level(task, config)
        return state

    @classmethod
    def empty(cls, network: Network) -> "TrainingState":
        """A state with room for the moments of every trained parameter."""
        return cls(Adam({name: array for name, array in network.parameters.items() if name not in network.fixed}))


def fit(
    network: Network, task: Task, config: Config, state: TrainingState | None = None
) -> Generator[Progress, None, None]:
    """Train the network, in place, up to `config.steps`; one Progress after each step.

    The caller may stop whenever it likes, and go on later with the same `state`, to the same losses bit for bit.
    Raises FloatingPointError where the loss is no longer finite.
    """
    state = TrainingState.new(network, task, config) if state is None else state
    while state.step < config.steps:
        start = time.perf_counter()
        batch = draw(task, config, state.step + 1, state.level)
        rng = np.random.default_rng([config.seed, state.step + 1, DROPOUT])
        progress = learned(network, task, config, state, batch, loss_and_gradients(network, batch, config.dropout, rng))
        state.seconds += time.perf_counter() - start
        yield progress._replace(seconds=state.seconds)


def learned(
    network: Network, task: Task, config: Config, state: TrainingState, batch: Batch, found: LossAndGradients
) -> Progress:
    """Move the network, in place, by what was found in a batch, and the state to the next step.

    Raises FloatingPointError where the loss is no longer finite, before anything is moved.
    """
    length = norm(found.gradients)
    if not np.isfinite(found.loss + length):
        raise FloatingPointError(
            f"the loss is {found.loss} and its gradient {length:.3g} long at step {state.step + 1}; lower rate or clip"
        )
    rate, level = config.rate, state.level
    if config.schedule == "cosine":
        rate = cosine(config.rate, state.step, config.steps)
    state.adam.step(network.parameters, found.gradients, rate, clip_factor(length, config.clip))
    accuracy = float(np.mean(task.solved(found.outputs, batch)))
    state.step += 1
    state.level = next_level(task, config, level, state.step, accuracy)
    return Progress(state.step, config.steps, found.loss, accuracy, level, rate, length, state.seconds)


def accuracy(network: Network, task: Task, batch: Batch) -> float:
    """The share of a batch's sequences that the network solves."""
    return float(np.mean(task.solved(network.run(batch.inputs, lengths=batch.lengths).logits, batch)))
