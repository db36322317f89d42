"""The functions that squash inside layers of other frameworks, each in one line of the language of cells."""

from dataclasses import dataclass

import numpy as np

from lstm_core.layouts.record import Recurrent


@dataclass(frozen=True)
class Activation:
    """`says` is its line, of {z} and the numbers {alpha} and {beta} that it takes; a default of None: it has none."""

    title: str
    says: str
    alpha: float | None = None
    beta: float | None = None

    def of(self, z: str, alpha: float | None, beta: float | None) -> str:
        """Its line, of this expression and these numbers."""
        return self.says.format(z=z, alpha=number(alpha), beta=number(beta))


# The first eleven are ONNX's, with the numbers that ONNX Runtime takes for granted; the others are Keras's.
ACTIVATIONS = {
    "Tanh": Activation("tanh", "tanh({z})"),
    "Sigmoid": Activation("sigmoid", "sigmoid({z})"),
    "Relu": Activation("relu", "relu({z})"),
    "Affine": Activation("a straight line", "{alpha} * ({z}) + {beta}"),
    "ScaledTanh": Activation("scaled tanh", "{alpha} * tanh({beta} * ({z}))"),
    "LeakyRelu": Activation("leaky relu", "max({z}, 0) - {alpha} * max(-({z}), 0)", 0.01),
    "ThresholdedRelu": Activation(  # z where z is above alpha: the quotient is 1 there and else 0
        "thresholded relu", "({z}) * (relu({z} - {alpha}) / max(relu({z} - {alpha}), 1e-30))"
    ),
    "Elu": Activation("elu", "max({z}, 0) + {alpha} * (exp(-max(-({z}), 0)) - 1)", 1.0),
    "HardSigmoid": Activation("hard sigmoid", "min(max({alpha} * ({z}) + {beta}, 0), 1)", 0.2, 0.5),
    "Softsign": Activation("softsign", "softsign({z})"),
    "Softplus": Activation("softplus", "softplus({z})"),
    "Linear": Activation("no squashing", "({z})"),
    "Exponential": Activation("exp", "exp({z})"),
    "Selu": Activation("selu", "1.0507009873554805 * max({z}, 0) + 1.7580993408473766 * (exp(-max(-({z}), 0)) - 1)"),
    "Silu": Activation("silu", "silu({z})"),
    "LogSigmoid": Activation("log sigmoid", "log_sigmoid({z})"),
    "Mish": Activation("mish", "({z}) * tanh(softplus({z}))"),
    "Relu6": Activation("relu up to 6", "min(relu({z}), 6)"),
    "HardTanh": Activation("hard tanh", "max(min({z}, 1), -1)"),
    "HardSilu": Activation("hard silu", "({z}) * min(max(({z}) / 6 + 0.5, 0), 1)"),
    "TanhShrink": Activation("tanh shrink", "({z}) - tanh({z})"),
}
TAKES = {"Affine": 2, "ScaledTanh": 2, "HardSigmoid": 2, "LeakyRelu": 1, "ThresholdedRelu": 1, "Elu": 1}
ONNX = tuple(ACTIVATIONS)[:11]
BY_LOWER_CASE = {name.lower(): name for name in ACTIVATIONS}
DEFAULTS = {"LSTM": ("Sigmoid", "Tanh", "Tanh"), "GRU": ("Sigmoid", "Tanh"), "RNN": ("Tanh",)}


@dataclass(frozen=True)
class Squash:
    """One activation of a layer with its numbers."""

    name: str
    alpha: float | None = None
    beta: float | None = None

    def __call__(self, z: str) -> str:
        return ACTIVATIONS[self.name].of(z, self.alpha, self.beta)

    @property
    def title(self) -> str:
        return ACTIVATIONS[self.name].title


def squashes(layer: Recurrent, direction: int = 0) -> tuple[Squash, ...]:
    """The activations of one direction: of an LSTM those of its gates, its candidate and its output, as ONNX has them.

    The lists activation_alpha and activation_beta are used up in order, by those activations alone that take a number.
    ValueError, in a sentence, for an activation that is not in the table, or that lacks its numbers.
    """
    default = DEFAULTS[layer.kind] * layer.directions
    names = layer.options.get("activations") or default
    if len(names) != len(default):
        raise ValueError(f"{layer.name}: this {layer.kind} has {len(default)} activations, got {len(names)}")
    alphas, betas = (iter(layer.options.get(f"activation_{which}") or ()) for which in ("alpha", "beta"))
    found = []
    for given in names:
        name = BY_LOWER_CASE.get(str(given).lower())
        if name is None:
            raise ValueError(
                f"{layer.name}: the activation {str(given)!r:.40} has no equation in the language of cells"
            )
        known, takes = ACTIVATIONS[name], TAKES.get(name, 0)
        alpha = next(alphas, known.alpha) if takes else None
        beta = next(betas, known.beta) if takes == 2 else None
        if (takes and alpha is None) or (takes == 2 and beta is None):
            raise ValueError(f"{layer.name}: its activation {name} comes without the numbers that it takes")
        found.append(Squash(name, alpha, beta))
    each = len(DEFAULTS[layer.kind])
    return tuple(found[direction * each : (direction + 1) * each])


def number(value: float | None) -> str:
    """A number as it stands in an equation: the shortest that float32 cannot tell from it, a sixth as a quotient."""
    if value is None:
        return ""
    for below in (3, 6):
        if value and abs(abs(value) * below - 1) < 1e-6:
            return f"{'-' if value < 0 else ''}1 / {below}"
    return np.format_float_positional(np.float32(value), trim="-")
