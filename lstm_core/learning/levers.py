"""Levers on fresh weights: how open the carry starts, and how strongly the past is fed back."""

from bisect import bisect_left
from collections.abc import Mapping

import numpy as np

from lstm_core.cell import Cell
from lstm_core.equations.initialisation import RULES
from lstm_core.nearest import nearest

Weights = Mapping[str, np.ndarray]


def with_carry_bias(cell: Cell, weights: Weights, bias: float) -> dict[str, np.ndarray]:
    """The weights with every carry's bias at this value, its sign turned where a higher bias keeps less.

    For an LSTM that is the forget bias; for a GRU the bias of z. A cell without such a bias is returned as it is.
    """
    moved = {name: np.full_like(weights[name], sign * bias) for name, sign in _carry_biases(cell)}
    return {**weights, **moved}


def with_chrono(cell: Cell, weights: Weights, rng: np.random.Generator, longest: int) -> dict[str, np.ndarray]:
    """Chrono initialisation (Tallec & Ollivier 2018, arXiv 1804.11188, eq. 16): b_f ~ ln U[1, longest - 1], b_i = -b_f.

    A factor of 1 - 1/τ keeps for about τ steps, so memories of all lengths up to `longest` are there from the start.
    """
    if longest < 3:
        raise ValueError(f"chrono initialisation needs a longest lag of at least 3 steps, got {longest}")
    moved: dict[str, np.ndarray] = {}
    for state, carry in cell.carry.items():
        if carry.bias is None:
            continue
        name, sign = carry.bias
        keep = np.log(rng.uniform(1, longest - 1, weights[name].shape)).astype(weights[name].dtype)
        moved[name] = sign * keep
        moved |= {writer: -keep for writer in _writer_biases(cell, state) if writer != name}
    return {**weights, **moved}


def stretched(biases: np.ndarray, longest: int) -> np.ndarray:
    """Chrono biases that were drawn for 3 steps as they would have been drawn for `longest`."""
    return np.sign(biases) * np.log1p(np.expm1(np.abs(biases)) * (longest - 2))


def with_recurrence(
    cell: Cell, weights: Weights, rng: np.random.Generator, rule: str = "orthogonal", scale: float = 1.0
) -> dict[str, np.ndarray]:
    """The weights with every matrix from the cell to itself (H, H) drawn by a rule and multiplied by `scale`.

    `orthogonal` and `identity` (Le, Jaitly & Hinton 2015) have `scale` for every singular value; `uniform` is torch's;
    `radius` is normal with spectral radius `scale`, `singular` normal with largest singular value `scale`.
    """
    draws = {"radius": _of_radius, "singular": _of_norm, **{k: RULES[k] for k in ("orthogonal", "identity", "uniform")}}
    if rule not in draws:
        raise ValueError(f"a recurrence is drawn by one of {', '.join(draws)}; {nearest(rule, draws)}")
    drawn = {
        name: (draws[rule](rng, weights[name].shape) * scale).astype(weights[name].dtype)
        for name, shape in cell.parameters.items()
        if shape == ("H", "H")
    }
    return {**weights, **drawn}


def units_with(cell: Cell, input_size: int, parameters: int) -> int:
    """The number of units with which the cell has the nearest number of parameters, at least 1."""

    def count(units: int) -> int:
        return sum(int(np.prod(shape)) for shape in cell.shapes(input_size, units).values())

    above = bisect_left(range(2, 4096), parameters, key=count) + 2  # the first that has as many
    return min(above - 1, above, key=lambda units: abs(count(units) - parameters))


def _carry_biases(cell: Cell) -> list[tuple[str, int]]:
    return [carry.bias for carry in cell.carry.values() if carry.bias]


def _writer_biases(cell: Cell, state: str) -> set[str]:
    """The biases of the gates in what is added to a state: sigmoids that multiply it."""
    nodes, found = cell.graph.nodes, set()
    for _, product in cell.carry[state].added:
        gates = [nodes[k] for k in nodes[product].args if nodes[k].op == "sigmoid"]
        for gate in gates:
            todo = list(gate.args)
            while todo:
                node = nodes[todo.pop()]
                if node.op == "parameter" and node.name.startswith("b_"):
                    found.add(node.name)
                elif node.op in ("+", "-"):
                    todo += node.args
    return found


def _of_radius(rng: np.random.Generator, shape: tuple[int, ...]) -> np.ndarray:
    W = rng.normal(size=shape)
    return W / np.abs(np.linalg.eigvals(W)).max()


def _of_norm(rng: np.random.Generator, shape: tuple[int, ...]) -> np.ndarray:
    W = rng.normal(size=shape)
    return W / np.linalg.norm(W, 2)
