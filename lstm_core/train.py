"""Training: `fit` is a loop that hands back its progress after every step, so that its caller owns the loop."""

import time
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import NamedTuple

import numpy as np

from lstm_core.cell import Cell
from lstm_core.config import Config
from lstm_core.levers import with_carry_bias, with_chrono
from lstm_core.loss import LossAndGradients, loss_and_gradients
from lstm_core.network import Layer, Network
from lstm_core.optim import Adam, clip_factor, cosine, norm
from lstm_core.tasks import Batch, Task

__all__ = [
    "LossAndGradients",
    "Progress",
    "TrainingState",
    "accuracy",
    "draw",
    "fit",
    "loss_and_gradients",
    "new_network",
]

GOOD_ENOUGH = 0.9  # above this accuracy of a batch the curriculum "accuracy" goes up by one level
DROPOUT = 1  # the third number of the seed (config.seed, step, …) of what a step leaves out
WARM_UP = 1 / 3  # after this share of the steps the curriculum "steps" is at its hardest level


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
        if config.level:
            state.level = config.level
        elif task.levels:
            easiest, _, hardest = next(iter(task.levels.values()))
            state.level = hardest if config.curriculum == "none" else easiest
        return state

    @classmethod
    def empty(cls, network: Network) -> "TrainingState":
        """A state with room for the moments of every trained parameter."""
        return cls(Adam({name: array for name, array in network.parameters.items() if name not in network.fixed}))


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

    def moved(cell: Cell, weights: dict[str, np.ndarray]) -> Layer:
        if config.carry_bias == "chrono":
            return Layer(cell, with_chrono(cell, weights, rng, longest(task, config)))
        return Layer(cell, with_carry_bias(cell, weights, float(config.carry_bias)))

    halves = {"layers": network.layers, "reverse": network.reverse}
    return replace(network, **{half: tuple(moved(*layer) for layer in layers) for half, layers in halves.items()})


def longest(task: Task, config: Config) -> int:
    """The steps of the longest sequence of a training; as its first batch tells them, where the task does not."""
    level = config.level or (next(iter(task.levels.values()))[2] if task.levels else None)
    if task.length is not None and level is not None:
        return task.length(level)
    return len(draw(task, config, 1, level).inputs)


def fit(network: Network, task: Task, config: Config, state: TrainingState | None = None) -> Iterator[Progress]:
    """Train the network, in place, up to `config.steps`; one Progress after each step.

    The caller may stop whenever it likes, and go on later with the same `state`, to the same losses bit for bit.
    Raises FloatingPointError where the loss is no longer finite.
    """
    state = TrainingState.new(network, task, config) if state is None else state
    while state.step < config.steps:
        start = time.perf_counter()
        batch = draw(task, config, state.step + 1, state.level)
        rng = np.random.default_rng([config.seed, state.step + 1, DROPOUT])
        loss, gradients, outputs = loss_and_gradients(network, batch, config.dropout, rng)
        length = norm(gradients)
        if not np.isfinite(loss + length):
            raise FloatingPointError(
                f"the loss is {loss} and its gradient {length:.3g} long at step {state.step + 1}; lower rate or clip"
            )
        rate, level = config.rate, state.level
        if config.schedule == "cosine":
            rate = cosine(config.rate, state.step, config.steps)
        state.adam.step(network.parameters, gradients, rate, clip_factor(length, config.clip))
        accuracy = float(np.mean(task.solved(outputs, batch)))
        state.step += 1
        state.level = _next_level(task, config, state, accuracy)
        state.seconds += time.perf_counter() - start
        yield Progress(state.step, config.steps, loss, accuracy, level, rate, length, state.seconds)


def draw(task: Task, config: Config, step: int, level: int | None) -> Batch:
    """The batch of a step: levels up to `level`, or what the task draws where the config fixes it.

    It is the same for every cell that is trained with this seed.
    """
    rng = np.random.default_rng([config.seed, step])
    if level is None:
        return task.sample(rng, config.batch_size)
    if not task.levels:
        raise ValueError(f"{task.title} has no levels, so the config's level is 0, got {config.level}")
    name, (easiest, _, _) = next(iter(task.levels.items()))
    drawn = (easiest, level)
    if config.level:
        drawn = task.trained(level) if task.trained else level
    return task.sample(rng, config.batch_size, **{name: drawn})


def _next_level(task: Task, config: Config, state: TrainingState, accuracy: float) -> int | None:
    if state.level is None or config.level or config.curriculum == "none":
        return state.level
    easiest, _, hardest = next(iter(task.levels.values()))
    if config.curriculum == "steps":
        return min(easiest + int((hardest - easiest) * state.step / (WARM_UP * config.steps)), hardest)
    return min(state.level + (accuracy > GOOD_ENOUGH), hardest)


def accuracy(network: Network, task: Task, batch: Batch) -> float:
    """The share of a batch's sequences that the network solves."""
    return float(np.mean(task.solved(network.run(batch.inputs, lengths=batch.lengths).logits, batch)))
