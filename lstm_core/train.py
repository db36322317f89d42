"""Training: `fit` is a loop that hands back its progress after every step, so that its caller owns the loop."""

import time
from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from lstm_core.bptt import backward
from lstm_core.cell import Cell
from lstm_core.config import Config
from lstm_core.layers import cross_entropy, cross_entropy_backward, embedding_backward, readout, readout_backward
from lstm_core.network import Network
from lstm_core.optim import Adam, clip_factor, cosine, norm
from lstm_core.tasks import Batch, Task
from lstm_core.trace import run

GOOD_ENOUGH = 0.9  # above this accuracy of a batch the curriculum "accuracy" goes up by one level
WARM_UP = 1 / 3  # after this share of the steps the curriculum "steps" is at its hardest level


class Progress(NamedTuple):
    """One step of training: `loss` in nats and `accuracy` of its batch before the step, what was drawn and done.

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
        if task.levels:
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
    return Network.new(
        cell,
        task.vocabulary,
        config.hidden_size,
        config.embedding_size,
        rng,
        layers=config.layers,
        dtype=np.dtype(config.dtype).type,
        scheme=config.scheme,
    )


def fit(network: Network, task: Task, config: Config, state: TrainingState | None = None) -> Iterator[Progress]:
    """Train the network, in place, up to `config.steps`; one Progress after each step.

    The caller may stop whenever it likes, and go on later with the same `state`, to the same losses bit for bit.
    Raises FloatingPointError where the loss is no longer finite.
    """
    state = TrainingState.new(network, task, config) if state is None else state
    while state.step < config.steps:
        start = time.perf_counter()
        batch = draw(task, config, state.step + 1, state.level)
        loss, gradients, outputs = loss_and_gradients(network, batch)
        length = norm(gradients)
        if not np.isfinite(loss + length):
            raise FloatingPointError(
                f"the loss is {loss} and its gradient {length:.3g} long at step {state.step + 1}; lower rate or clip"
            )
        rate, level = cosine(config.rate, state.step, config.steps), state.level
        state.adam.step(network.parameters, gradients, rate, clip_factor(length, config.clip))
        accuracy = float(np.mean(task.solved(outputs, batch)))
        state.step += 1
        state.level = _next_level(task, config, state, accuracy)
        state.seconds += time.perf_counter() - start
        yield Progress(state.step, config.steps, loss, accuracy, level, rate, length, state.seconds)


def draw(task: Task, config: Config, step: int, level: int | None) -> Batch:
    """The batch of a step: levels up to `level`; the same for every cell that is trained with this seed."""
    rng = np.random.default_rng([config.seed, step])
    if level is None:
        return task.sample(rng, config.batch_size)
    name, (easiest, _, _) = next(iter(task.levels.items()))
    return task.sample(rng, config.batch_size, **{name: (easiest, level)})


def _next_level(task: Task, config: Config, state: TrainingState, accuracy: float) -> int | None:
    if state.level is None or config.curriculum == "none":
        return state.level
    easiest, _, hardest = next(iter(task.levels.values()))
    if config.curriculum == "steps":
        return min(easiest + int((hardest - easiest) * state.step / (WARM_UP * config.steps)), hardest)
    return min(state.level + (accuracy > GOOD_ENOUGH), hardest)


class LossAndGradients(NamedTuple):
    """The loss of a batch, its gradient by every trained parameter, and the logits (T, B, V): 0 where unscored."""

    loss: float
    gradients: dict[str, np.ndarray]
    outputs: np.ndarray


def loss_and_gradients(network: Network, batch: Batch) -> LossAndGradients:
    """Forward through the network, the weighted cross-entropy of the scored words, and all the way back."""
    x, traces = network.vectors(batch.inputs), []
    for cell, weights in network.layers:
        traces.append(run(cell, weights, x if not traces else traces[-1]["h"]))
    scored = batch.weights > 0  # (T, B); only these N places need the readout and the softmax
    if not scored.any():
        raise ValueError("a batch to learn from has at least one target with a weight above 0")
    logits, readout_cache = readout(network.readout_W, network.readout_b, traces[-1]["h"][scored])
    loss, loss_cache = cross_entropy(logits, batch.targets[scored], batch.weights[scored].astype(network.dtype))

    gradients = {}
    d_logits = cross_entropy_backward(1.0, loss_cache)
    gradients["readout.W"], gradients["readout.b"], d_scored = readout_backward(d_logits, readout_cache)
    d_h = np.zeros_like(traces[-1]["h"])
    d_h[scored] = d_scored
    for k in reversed(range(len(traces))):
        back = backward(traces[k], {"h": d_h})
        gradients |= {f"layers.{k}.{name}": d for name, d in back.weights.items()}
        d_h = back.x
    if network.embedding is not None:
        gradients["embedding"] = embedding_backward(d_h, (network.embedding, batch.inputs))
    gradients = {name: gradients[name] for name in network.parameters if name not in network.fixed}

    outputs = np.zeros((*scored.shape, logits.shape[1]), logits.dtype)
    outputs[scored] = logits
    return LossAndGradients(loss, gradients, outputs)


def accuracy(network: Network, task: Task, batch: Batch) -> float:
    """The share of a batch's sequences that the network solves."""
    return float(np.mean(task.solved(network.run(batch.inputs).logits, batch)))
