"""From gradients to better parameters: clipping, Adam, the cosine schedule."""

from collections.abc import Mapping

import numpy as np


def norm(gradients: Mapping[str, np.ndarray]) -> float:
    """The length of all gradients taken as one vector."""
    return float(np.sqrt(sum(float(np.vdot(d, d)) for d in gradients.values())))


def clip_factor(length: float, limit: float) -> float:
    """What gradients of this length are multiplied by so that they are at most `limit` long (Pascanu et al. 2013)."""
    return min(1.0, limit / length) if length > 0 else 1.0


def clipped_by_norm(gradients: Mapping[str, np.ndarray], limit: float) -> dict[str, np.ndarray]:
    """The gradients, shortened to `limit` where they are longer; their direction stays."""
    factor = clip_factor(norm(gradients), limit)
    return {name: d * factor for name, d in gradients.items()}


def clipped_by_value(gradients: Mapping[str, np.ndarray], limit: float) -> dict[str, np.ndarray]:
    """The gradients with every entry cut to -limit … limit on its own, which turns their direction."""
    return {name: np.clip(d, -limit, limit) for name, d in gradients.items()}


def cosine(rate: float, step: int, steps: int) -> float:
    """The learning rate of a step: from `rate` at step 0 down to 0 at `steps` (Loshchilov & Hutter 2017)."""
    return rate * 0.5 * (1 + float(np.cos(np.pi * step / steps)))


class Adam:
    """Each parameter moves by its mean gradient over the root of its mean squared gradient (Kingma & Ba 2015)."""

    def __init__(
        self, parameters: Mapping[str, np.ndarray], beta1: float = 0.9, beta2: float = 0.999, epsilon: float = 1e-8
    ):
        self.beta1, self.beta2, self.epsilon = beta1, beta2, epsilon
        self.count = 0
        self.mean = {name: np.zeros_like(array) for name, array in parameters.items()}
        self.square = {name: np.zeros_like(array) for name, array in parameters.items()}

    def step(
        self, parameters: Mapping[str, np.ndarray], gradients: Mapping[str, np.ndarray], rate: float, scale: float = 1.0
    ) -> None:
        """Move the parameters, in place, by their gradients times `scale`. (This file alone changes its arguments.)"""
        self.count += 1
        # Both means start at 0; dividing by these makes them unbiased.
        mean_share, square_share = 1 - self.beta1**self.count, 1 - self.beta2**self.count
        for name, mean in self.mean.items():
            square, d = self.square[name], gradients[name] * scale
            mean += (1 - self.beta1) * (d - mean)
            square += (1 - self.beta2) * (d * d - square)
            root = np.sqrt(square / square_share) + self.epsilon
            parameters[name] -= (rate / mean_share) * mean / root
