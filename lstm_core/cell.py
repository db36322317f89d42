"""A cell: a page of equations, and everything that can be asked of it before it runs.

The shape letters of the whole project: T steps, B sequences, D inputs, H hidden units, V vocabulary, L layers,
M models trained side by side.
"""

from collections.abc import Mapping
from functools import cached_property
from typing import NamedTuple

import numpy as np
from numpy.typing import DTypeLike

from lstm_core.board import show
from lstm_core.equations.carrying import carry
from lstm_core.equations.derive import Derivative, derive
from lstm_core.equations.graph import Graph
from lstm_core.equations.initialisation import new_weights
from lstm_core.equations.language import parse
from lstm_core.equations.page import Start
from lstm_core.nearest import nearest
from lstm_core.plain.checks import sizes_of, step_inputs
from lstm_core.plain.finite import checked_step


class Equation(NamedTuple):
    """One line of the page: what it defines, as typed, as LaTeX, and which values it reads."""

    name: str
    text: str
    latex: str
    reads: tuple[str, ...]


class Cell:
    """A recurrent cell, given by its equations (the language is described in `language.py`).

    `start` gives start values of parameters (a number or a rule of `initialisation.py`) that differ from the scheme's;
    `constants` are named numbers; parameters in `fixed` are never trained; `torch_name` names the torch.nn layer that
    computes the same. Raises `EquationError` (a ValueError) for equations outside the language.
    """

    def __init__(
        self,
        title: str,
        equations: str,
        *,
        start: Mapping[str, Start] | None = None,
        constants: Mapping[str, float] | None = None,
        fixed: frozenset[str] | set[str] = frozenset(),
        torch_name: str | None = None,
    ):
        self.title, self.text = title, "\n".join(line.strip() for line in equations.strip().splitlines())
        self.graph: Graph = parse(self.text, constants)
        self.start, self.constants = dict(start or {}), dict(constants or {})
        self.fixed, self.torch_name = frozenset(fixed), torch_name
        self._fitted: tuple[list, tuple] = [], ()  # the latest weights that were checked: names and shapes, their sizes
        for name in (*self.start, *self.fixed):
            if name not in self.parameters:
                raise ValueError(f"{title} has no parameter {name!r}; {nearest(name, self.parameters)}")

    def __repr__(self) -> str:
        return f"Cell({self.title!r}, {self.text!r})"

    @property
    def names(self) -> tuple[str, ...]:
        """Every defined name, in order of definition."""
        return tuple(self.graph.names)

    @property
    def states(self) -> tuple[str, ...]:
        """The names whose previous value is read; h is always an output, a state only if `h_prev` is read."""
        return self.graph.states

    @property
    def parameters(self) -> Mapping[str, tuple[str, ...]]:
        """Symbolic shapes: {"W_xf": ("H", "D"), "b_f": ("H",), …}."""
        return self.graph.parameters

    @cached_property
    def spatial(self) -> bool:
        """Whether values are maps (B, H, height, width), because a parameter is a kernel."""
        return any(len(shape) == 4 for shape in self.parameters.values())

    @cached_property
    def equations(self) -> tuple[Equation, ...]:
        """The page, line by line: (name, text, latex, reads)."""
        graph = self.graph
        return tuple(Equation(n, graph.lines[n], show.latex(self, n), graph.reads[n]) for n in graph.names)

    @cached_property
    def derivative(self) -> Derivative:
        """One step in reverse, as nodes that continue the graph's own."""
        return derive(self.graph)

    @cached_property
    def carry(self) -> Mapping[str, carry.Carry]:
        """{state: what multiplies its previous value}, for the states that have such a factor."""
        return carry.carries(self.graph)

    @cached_property
    def refusals(self) -> Mapping[str, str]:
        """{state: why nothing carries it, in a sentence}, for the other states."""
        return carry.refusals(self.graph)

    def shapes(self, input_size: int, hidden_size: int) -> dict[str, tuple[int, ...]]:
        """{parameter: shape} for these sizes; a kernel's side k is the constant k (3 without one)."""
        sizes = {"D": input_size, "H": hidden_size, "k": int(self.constants.get("k", 3))}
        return {name: tuple(sizes[letter] for letter in shape) for name, shape in self.parameters.items()}

    def new_weights(
        self,
        input_size: int,
        hidden_size: int,
        rng: np.random.Generator,
        scheme: str = "default",
        dtype: DTypeLike = np.float64,
    ) -> dict[str, np.ndarray]:
        """Fresh weights {parameter: array} drawn by a scheme of `initialisation.py`, then `start` applied."""
        return new_weights(self, input_size, hidden_size, rng, scheme, dtype)

    def sizes(self, weights: Mapping[str, np.ndarray]) -> tuple[int | None, int]:
        """(D, H) of these weights (D is None where no parameter reads x); ValueError where they do not fit the cell."""
        signature = [(name, getattr(a, "shape", None), getattr(a, "dtype", None)) for name, a in weights.items()]
        if signature != self._fitted[0]:
            self._fitted = signature, sizes_of(self, weights)
        return self._fitted[1]

    def step(
        self, weights: Mapping[str, np.ndarray], x_t: np.ndarray, prev: Mapping[str, np.ndarray] | None = None
    ) -> dict[str, np.ndarray]:
        """One step: x_t (B, D) and the state before {"c": (B, H), …} (missing = zeros) -> {name: (B, H)}."""
        values = checked_step(self, weights, *step_inputs(self, weights, x_t, prev))
        return {name: values[node] for name, node in self.graph.names.items()}

    @cached_property
    def micro_plan(self) -> tuple["show.MicroStep", ...]:
        """The micro-steps of one step, in order, without values: what is computed, by which nodes, in which words."""
        return show.micro_plan(self)

    def micro_steps(
        self, weights: Mapping[str, np.ndarray], x_t: np.ndarray, prev: Mapping[str, np.ndarray] | None = None
    ) -> list["show.MicroStep"]:
        """The micro-steps of one step, each with the value (B, H) of every node it computes or reads."""
        values = checked_step(self, weights, *step_inputs(self, weights, x_t, prev))
        return [step.with_values(values) for step in self.micro_plan]
