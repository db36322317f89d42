"""The matrix products of a fast program."""

from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple, Protocol

import numpy as np

from lstm_core.fast.instructions import Instruction, Place
from lstm_core.fast.plan import Plan


def runs(positions: Sequence[int]) -> list[list[int]]:
    """Rising positions, cut where one is missing: a product over a hole would multiply what an old run left there."""
    cuts = [i for i, (a, b) in enumerate(pairwise(positions), 1) if b != a + 1]
    return [list(positions[a:b]) for a, b in pairwise([0, *cuts, len(positions)])]


class Block(NamedTuple):
    """The weights of one form and one column inside a product's matrix."""

    form: int
    column: int
    parameter: str
    copy: np.ufunc  # np.positive, or np.negative where the form subtracts
    at: tuple[slice, slice]
    weights: np.ndarray  # that part of the matrix; its last axis is missing for a bias
    first: bool  # False where an earlier weight multiplies the same column of the same form


class AnyProgram(Protocol):
    """What a product and its gradients need of the program that they are a part of."""

    plan: Plan
    models: int
    hidden_size: int
    batch: int
    stack: np.ndarray
    column: dict[int, slice]
    products: list["Product"]

    @property
    def product(self) -> type["Product"]: ...

    def new(self, *shape: int) -> np.ndarray: ...


class Product:
    """The matrix of one group of forms (rows, H each) and one run of neighbouring columns of the stack."""

    def __init__(self, program: AnyProgram, group: Sequence[int], columns: Sequence[int]):
        self.group, self.units = group, program.hidden_size
        start, stop = program.column[columns[0]].start, program.column[columns[-1]].stop
        self.stacked = Place(program.stack[:-1, start:stop], "step")
        self.matrix = self.room(program, len(group) * self.units, stop - start)
        self.blocks: list[Block] = []
        for i, form in enumerate(group):
            seen = set()
            for sign, parameter, column in program.plan.forms.terms[form]:
                if column in columns:
                    across = program.column[column]
                    rows, across = self.rows(i), slice(across.start - start, across.stop - start)
                    bias = program.plan.forms.nodes[column].op == "number"
                    at = rows, across.start if bias else across
                    copy = np.positive if sign > 0 else np.negative
                    part = self.matrix[..., *at]
                    self.blocks.append(Block(form, column, parameter, copy, at, part, column not in seen))
                    seen.add(column)

    def rows(self, i: int) -> slice:
        return slice(i * self.units, (i + 1) * self.units)

    @staticmethod
    def room(program: AnyProgram, rows: int, columns: int) -> np.ndarray:
        """A new matrix."""
        return program.new(rows, columns)

    def step(self, out: Place) -> Instruction:
        """The product of one step: (rows * H, columns) @ (columns, B)."""
        return self.matrix.dot, self.stacked, out

    def pack(self, weights: Mapping[str, np.ndarray]) -> None:
        """Put the weights in; two that multiply the same column add up."""
        for _, _, parameter, copy, _, part, first in self.blocks:
            if first:
                copy(weights[parameter], part)
            else:
                part += copy(weights[parameter])
