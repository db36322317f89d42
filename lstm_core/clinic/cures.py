"""The cures: each undoes one fault and leaves everything else about a patient as it is."""

from collections.abc import Callable
from typing import NamedTuple

import numpy as np

from lstm_core.clinic.faults import FAULTS, LSTM, OUTPUT, Weights, swapped
from lstm_core.clinic.training import SEED, first, wearing, weights_of
from lstm_core.learning.levers import with_carry_bias
from lstm_core.networks.network import Network

SOFTER = 20.0


class Course(NamedTuple):
    """A network and how it is trained from now on."""

    network: Network
    clip: float
    window: int


def _raised(weights: Weights) -> Weights:
    return with_carry_bias(LSTM, weights, 1.0)


def _gate_back(weights: Weights, seed: int = SEED) -> Weights:
    """The output gate that the seed drew, from which the patient never learned."""
    drawn = weights_of(first(seed))
    return {**weights, **{name: drawn[name] for name in OUTPUT}}


def _shrunk(weights: Weights) -> Weights:
    """Every recurrent matrix that lengthens a vector divided by the most that it does."""
    own = [name for name, shape in LSTM.parameters.items() if shape == ("H", "H")]
    return {**weights, **{name: weights[name] / max(1.0, np.linalg.norm(weights[name], 2)) for name in own}}


def _softened(weights: Weights) -> Weights:
    """Every bias a twentieth of what it was."""
    return {**weights, **{name: weights[name] / SOFTER for name in weights if name.startswith("b_")}}


CHANGES: dict[str, Callable[[Weights], Weights]] = {
    "forget": _raised,
    "explodes": _shrunk,
    "window": dict,
    "saturated": _softened,
    "swapped": swapped,
    "healthy": dict,
}


def course(network: Network, fault: str, cure: str, seed: int = SEED) -> Course:
    """What a cure makes of a patient with a fault; whatever the cure is not about stays as it was."""
    had, weights = FAULTS[fault], weights_of(network)
    changed = _gate_back(weights, seed) if cure == "output" else CHANGES[cure](weights)
    fixed = () if cure == "output" else had.fixed
    return Course(
        wearing(network, changed, fixed),
        FAULTS["healthy"].clip if cure == "explodes" else had.clip,
        0 if cure == "window" else had.window,
    )
