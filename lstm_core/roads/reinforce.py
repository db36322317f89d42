"""Learning by trial and error: REINFORCE with a baseline, through the exact gradients of the cell.

After R. Williams, Simple statistical gradient-following algorithms for connectionist reinforcement learning, Machine
Learning 8 (1992). A actions, B episodes side by side, T steps of the longest.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple, Protocol

import numpy as np

from lstm_core.learning.optim import Adam, clip_factor, norm
from lstm_core.networks.layers import readout, readout_backward, softmax
from lstm_core.networks.network import Network
from lstm_core.running.backward import backward
from lstm_core.running.trace import run


class World(Protocol):
    """What a policy walks in: B copies of it, each in its own episode."""

    @property
    def actions(self) -> tuple[str, ...]:
        """What it can be told, by name."""

    def begin(self, rng: np.random.Generator, episodes: int) -> np.ndarray:
        """Start anew; what is seen first, (B, D)."""

    def act(self, actions: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        """(what is seen next (B, D), reward (B,), whether the episode is over (B,))."""


@dataclass(frozen=True, eq=False)
class Episodes:
    """What happened: seen (T, B, D), actions (T, B), rewards (T, B), and whether the episode was still on (T, B)."""

    seen: np.ndarray
    actions: np.ndarray
    rewards: np.ndarray
    on: np.ndarray

    @property
    def returns(self) -> np.ndarray:
        """The rewards from each step to the end, (T, B)."""
        return self.rewards[::-1].cumsum(axis=0)[::-1]

    @property
    def advantages(self) -> np.ndarray:
        """Returns less the mean of the *other* episodes at that step: a baseline that leaves the gradient unbiased."""
        returns, others = self.returns, np.maximum(self.on.sum(axis=1, keepdims=True) - 1, 1)
        total = (returns * self.on).sum(axis=1, keepdims=True)
        return np.where(self.on, returns - (total - returns) / others, 0.0)


class Lesson(NamedTuple):
    """One update: its number from 1 on, episodes lived so far, their mean return, the length of the gradient."""

    number: int
    episodes: int
    reward: float
    norm: float


def live(network: Network, world: World, rng: np.random.Generator, episodes: int, greedy: bool = False) -> Episodes:
    """Episodes from beginning to end, actions drawn from the policy (or its likeliest, if `greedy`)."""
    (cell, weights), seen = network.layers[0], world.begin(rng, episodes)
    state: dict[str, np.ndarray] = {}
    on, kept = np.ones(episodes, bool), []
    while on.any():
        state = cell.step(weights, seen, state)
        scores = readout(network.readout_W, network.readout_b, state["h"])[0]
        actions = scores.argmax(axis=1) if greedy else chosen(softmax(scores), rng)
        after, rewards, over = world.act(actions)
        kept.append((seen, actions, np.where(on, rewards, 0.0), on))
        seen, on = after, on & ~over
        state = {name: state[name] for name in cell.states}
    return Episodes(*(np.stack(column) for column in zip(*kept, strict=True)))


def gradient(network: Network, episodes: Episodes) -> dict[str, np.ndarray]:
    """Uphill: the estimate of d(expected return)/d(every parameter), Σ_t ∇ ln π(a_t | seen so far) · advantage_t."""
    trace = run(*network.layers[0], episodes.seen)
    scores, cache = readout(network.readout_W, network.readout_b, trace["h"])
    d_scores = np.eye(scores.shape[2], dtype=scores.dtype)[episodes.actions] - softmax(scores)
    d_scores *= episodes.advantages[..., None] / episodes.on.shape[1]
    d_W, d_b, d_h = readout_backward(d_scores, cache)
    back = backward(trace, {"h": d_h.astype(scores.dtype, copy=False)})
    found = {f"layers.0.{name}": d for name, d in back.weights.items()} | {"readout.W": d_W, "readout.b": d_b}
    return {name: found[name] for name in network.parameters if name not in network.fixed}


def reinforce(
    network: Network, world: World, rng: np.random.Generator, episodes: int = 32, rate: float = 1e-2, clip: float = 1.0
) -> Iterator[Lesson]:
    """Train a network of one layer in place, for ever; one Lesson after each update from `episodes` episodes."""
    if len(network.layers) != 1 or len(network.answers) != len(world.actions):
        raise ValueError(f"a policy has one layer and answers with {', '.join(world.actions)}, got {network.answers}")
    adam, number = Adam({k: a for k, a in network.parameters.items() if k not in network.fixed}), 0
    while True:
        lived = live(network, world, rng, episodes)
        uphill = gradient(network, lived)
        length = norm(uphill)
        adam.step(network.parameters, {k: -d for k, d in uphill.items()}, rate, clip_factor(length, clip))
        number += 1
        yield Lesson(number, number * episodes, float(lived.rewards.sum(axis=0).mean()), length)


def chosen(p: np.ndarray, rng: np.random.Generator) -> np.ndarray:
    """One of the actions for each row of probabilities (B, A), (B,)."""
    return np.minimum((p.cumsum(axis=1) < rng.random((len(p), 1))).sum(axis=1), p.shape[1] - 1)
