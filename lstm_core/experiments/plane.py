"""The plane in which states vary most: principal components (Pearson 1901; Hotelling 1933), always the same ones."""

from typing import NamedTuple

import numpy as np

from lstm_core.experiments.corpus import Sentence, moments
from lstm_core.networks.network import Network
from lstm_core.tasks import france

DIRECTIONS = 2
STORIES = 40  # sentences that are told of every country


class Plane(NamedTuple):
    """A state s (H,) stands at `axes` @ (s − `mean`): (2,). `shares` (2,) say how much of the variance lies along each
    axis.
    """

    mean: np.ndarray
    axes: np.ndarray
    shares: np.ndarray


def plane(states: np.ndarray, differences: np.ndarray | None = None) -> Plane:
    """The two directions in which states (N, H) vary most, or their `differences` (M, H), which have no mean.

    A direction may be turned round: here the largest of its numbers is positive.
    """
    mean = states.mean(axis=0)
    varied = states - mean if differences is None else differences
    sizes, directions = np.linalg.eigh(varied.T @ varied)  # (H,), (H, H), the largest last
    axes = directions[:, ::-1][:, :DIRECTIONS].T
    axes = axes * np.sign(axes[np.arange(len(axes)), np.abs(axes).argmax(axis=1)])[:, None]
    shares = sizes[::-1][:DIRECTIONS] / max(sizes.sum(), np.finfo(float).tiny)
    return Plane(mean, axes, shares)


def country_differences(network: Network, layer: int, sentences: list[Sentence]) -> dict[str, np.ndarray]:
    """What the country alone changes: states minus their mean over the same sentence told of every country, (M, H).

    `sentences` of the network's ids; those that name a country and ask for its language are used, up to `STORIES`.
    """
    words = [[network.vocabulary[k] for k in sentence] for sentence in sentences]
    told = [one for one in words if one[: len(france.OPENING)] == list(france.OPENING) and "fluent" in one][:STORIES]
    found: dict[str, list[np.ndarray]] = {name: [] for name in network.layers[layer].cell.states}
    for one in told:
        everywhere = [network.encode(same)[:, 0] for same in (one, *france.alternatives(one))]
        for name, states in moments(network, layer, [tuple(ids.tolist()) for ids in everywhere]).items():
            each = states.reshape(len(everywhere), len(one), -1)  # (countries, T, H)
            found[name].append((each - each.mean(axis=0)).reshape(-1, each.shape[-1]))
    return {name: np.concatenate(some) for name, some in found.items()}
