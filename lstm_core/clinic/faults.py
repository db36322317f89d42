"""The faults of six patients, each with what it changes of a training; the seventh has none."""

from collections.abc import Callable, Mapping
from typing import NamedTuple

import numpy as np

from lstm_core.learning.levers import with_carry_bias, with_recurrence
from lstm_core.registry import CELLS

Weights = Mapping[str, np.ndarray]
LSTM = CELLS["lstm"]
CLOSED, FULL, FLAT, STRONG, SHORT = -5.0, 20.0, 20.0, 12.0, 5
OUTPUT = ("W_xo", "W_ho", "b_o")  # the weights of the output gate


def as_drawn(weights: Weights, _rng: np.random.Generator) -> Weights:
    """No change at all."""
    return weights


def swapped(weights: Weights, _rng: np.random.Generator | None = None) -> Weights:
    """What belongs to the input gate and to the forget gate, exchanged."""
    pairs = (("W_xi", "W_xf"), ("W_hi", "W_hf"), ("b_i", "b_f"))
    return {**weights, **{to: weights[of] for pair in pairs for to, of in (pair, pair[::-1])}}


class Fault(NamedTuple):
    """How a training differs from the healthy one.

    `begins` changes what the seed drew, `ends` what was learned, `fixed` weights are not trained; gradients are clipped
    to `clip` and go back over the last `window` steps, 0 for all.
    """

    begins: Callable[[Weights, np.random.Generator], Weights] = as_drawn
    ends: Callable[[Weights, np.random.Generator], Weights] = as_drawn
    fixed: tuple[str, ...] = ()
    clip: float = 1.0
    window: int = 0


def _forgets(weights: Weights, _rng: np.random.Generator) -> Weights:
    return with_carry_bias(LSTM, weights, CLOSED)


def _always_shows(weights: Weights, _rng: np.random.Generator) -> Weights:
    return {**weights, **{name: np.full_like(weights[name], FULL * (name == "b_o")) for name in OUTPUT}}


def _strong(weights: Weights, rng: np.random.Generator) -> Weights:
    return with_recurrence(LSTM, weights, rng, "orthogonal", STRONG)


def _saturated(weights: Weights, rng: np.random.Generator) -> Weights:
    biases = [name for name in weights if name.startswith("b_")]
    return {**weights, **{name: FLAT * rng.choice([-1.0, 1.0], weights[name].shape) for name in biases}}


FAULTS = {
    "forget": Fault(begins=_forgets),
    "output": Fault(begins=_always_shows, fixed=OUTPUT),
    "explodes": Fault(begins=_strong, clip=1e9),
    "window": Fault(window=SHORT),
    "saturated": Fault(begins=_saturated),
    "swapped": Fault(ends=swapped),
    "healthy": Fault(),
}
