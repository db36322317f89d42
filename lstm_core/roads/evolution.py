"""Training without gradients: an evolution strategy, a generator of progress over any flat vector of parameters.

After T. Salimans, J. Ho, X. Chen, S. Sidor and I. Sutskever, Evolution strategies as a scalable alternative to
reinforcement learning, arXiv 1703.03864 (2017). P parameters, n trials in a generation.
"""

from collections.abc import Callable, Iterator, Mapping
from typing import NamedTuple

import numpy as np

from lstm_core.networks.layers import softmax
from lstm_core.networks.network import Network
from lstm_core.tasks import Batch, Task

# fitness(trials (n, P), rng) -> (n,): what each trial achieves, more is better; one rng for all, so they compare.
Fitness = Callable[[np.ndarray, np.random.Generator], np.ndarray]


class Generation(NamedTuple):
    """One generation: its number from 1 on, the mean and the best fitness of its trials, the parameters after it."""

    number: int
    mean: float
    best: float
    theta: np.ndarray


def evolve(
    fitness: Fitness,
    theta: np.ndarray,
    rng: np.random.Generator,
    pairs: int = 32,
    sigma: float = 0.3,
    rate: float = 2.0,
) -> Iterator[Generation]:
    """Better and better parameters (P,), for ever: each generation tries `pairs` steps and their mirror images.

    The steps are N(0, sigma²); ranks replace fitness, so that its scale does not count.
    """
    theta, number = np.array(theta, np.float64), 0
    while True:
        noise = antithetic(rng, pairs, len(theta))
        achieved = np.asarray(fitness(theta + sigma * noise, rng), np.float64)
        theta = theta + rate * estimate(ranked(achieved), noise, sigma)
        number += 1
        yield Generation(number, float(achieved.mean()), float(achieved.max()), theta)


def antithetic(rng: np.random.Generator, pairs: int, size: int) -> np.ndarray:
    """Standard normal directions and their mirror images, (2 · pairs, P)."""
    half = rng.normal(size=(pairs, size))
    return np.concatenate([half, -half])


def ranked(fitness: np.ndarray) -> np.ndarray:
    """Ranks from -1/2 (worst) to 1/2 (best) instead of fitness (n,); equals share theirs. NaN is the worst."""
    fitness = np.where(np.isnan(fitness), -np.inf, fitness)
    values, place, counts = np.unique(fitness, return_inverse=True, return_counts=True)
    below = np.cumsum(counts) - counts
    return ((below + (counts - 1) / 2) / max(len(fitness) - 1, 1) - 0.5)[place] if len(values) > 1 else 0 * fitness


def estimate(fitness: np.ndarray, noise: np.ndarray, sigma: float) -> np.ndarray:
    """The gradient of the expected fitness by the parameters, (P,), as these trials let one guess it."""
    return noise.T @ fitness / (len(fitness) * sigma)  # (P, n) @ (n,)


def sure_of_last(network: Network, batch: Batch) -> float:
    """What a choice network gives the right answers at the ends of the sequences of a batch, on average: 0 to 1."""
    p = softmax(batch.last(network.run(batch.inputs).logits))
    return float(p[np.arange(len(p)), batch.last(batch.targets)].mean())


def fitness_on(network: Network, task: Task, batch_size: int = 32, **levels: int) -> Fitness:
    """How sure each trial is of the right answers on one fresh batch; it leaves its last trial in the network."""

    def fitness(trials: np.ndarray, rng: np.random.Generator) -> np.ndarray:
        batch, achieved = task.sample(rng, batch_size, **levels), []
        for theta in trials:
            put_back(network.parameters, theta)
            achieved.append(sure_of_last(network, batch))
        return np.array(achieved)

    return fitness


def flat(parameters: Mapping[str, np.ndarray]) -> np.ndarray:
    """All arrays in one vector (P,), one after the other."""
    return np.concatenate([array.ravel() for array in parameters.values()]).astype(np.float64)


def put_back(parameters: Mapping[str, np.ndarray], theta: np.ndarray) -> None:
    """Write a vector (P,) into the arrays that `flat` read, in place."""
    size = sum(array.size for array in parameters.values())
    if theta.shape != (size,):
        raise ValueError(f"these arrays hold {size} numbers, got a vector of shape {theta.shape}")
    position = 0
    for array in parameters.values():
        array[...] = theta[position : position + array.size].reshape(array.shape)
        position += array.size
