"""Start values of weights, by named rule."""

from collections.abc import Callable, Mapping

import numpy as np
from numpy.typing import DTypeLike

from lstm_core.equations.page import AnyCell, Start
from lstm_core.nearest import nearest

Rule = Callable[[np.random.Generator, tuple[int, ...]], np.ndarray]


def uniform_over_inputs(rng: np.random.Generator, shape: tuple[int, ...]) -> np.ndarray:
    """Uniform within ±1/√(number of inputs), so that a sum starts with a variance of 1/3 of its inputs'."""
    return rng.uniform(-1, 1, shape) / np.sqrt(np.prod(shape[1:]))


def orthogonal(rng: np.random.Generator, shape: tuple[int, ...]) -> np.ndarray:
    """A random rotation (Saxe, McClelland & Ganguli 2014): every singular value is 1."""
    q, r = np.linalg.qr(rng.normal(size=shape))
    return q * np.sign(np.diag(r))


def identity(rng: np.random.Generator, shape: tuple[int, ...]) -> np.ndarray:
    """The identity (Le, Jaitly & Hinton 2015): what was there stays there."""
    rows, columns = shape
    return np.eye(rows, columns)


def zeros(rng: np.random.Generator, shape: tuple[int, ...]) -> np.ndarray:
    """All zero."""
    return np.zeros(shape)


RULES: dict[str, Rule] = {
    "uniform": uniform_over_inputs,
    "orthogonal": orthogonal,
    "identity": identity,
    "zeros": zeros,
}

SCHEMES = ("default", "torch")


def new_weights(
    cell: AnyCell, input_size: int, hidden_size: int, rng: np.random.Generator, scheme: str, dtype: DTypeLike
) -> dict[str, np.ndarray]:
    """{parameter: array} for a cell; rng is drawn in the order of `cell.parameters`, so a seed means one network.

    Schemes: `default` (from the input uniform within ±1/√D, from the cell itself orthogonal, one value per unit 0, then
    the cell's own `start`), `torch` (everything uniform within ±1/√H, as torch.nn does, and no `start`).
    """
    if scheme not in SCHEMES:
        raise ValueError(f"new_weights knows no scheme {scheme!r}; {nearest(scheme, SCHEMES)}")
    for letter, size in (("D", input_size), ("H", hidden_size)):
        if not isinstance(size, int | np.integer) or size < 1:
            raise ValueError(f"{cell.title}: {letter} is a whole number from 1 on, got {size!r}")
    weights: dict[str, np.ndarray] = {}
    for name, shape in cell.shapes(input_size, hidden_size).items():
        if scheme == "torch":
            array = rng.uniform(-1, 1, shape) / np.sqrt(hidden_size)
        else:
            array = RULES[default_rule(cell.parameters[name])](rng, shape)
            array = started(cell.start, name, array, rng)
        weights[name] = np.ascontiguousarray(array, dtype)
    return weights


def default_rule(symbolic_shape: tuple[str, ...]) -> str:
    """The default scheme's rule for a parameter of this symbolic shape."""
    if len(symbolic_shape) == 1:
        return "zeros"
    return "orthogonal" if symbolic_shape == ("H", "H") else "uniform"


def started(start: Mapping[str, Start], name: str, array: np.ndarray, rng: np.random.Generator) -> np.ndarray:
    """The array, or what the cell's `start` says instead."""
    rule = start.get(name)
    if rule is None:
        return array
    if isinstance(rule, str):
        if rule not in RULES:
            raise ValueError(f"start of {name}: there is no rule {rule!r}; {nearest(rule, RULES)}")
        return RULES[rule](rng, array.shape)
    return np.full(array.shape, rule)
