"""The matrix products of a fast program: forward, and what each hands back to its columns and to its weights."""

from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple

import numpy as np

from lstm_core.prepared import Instruction, Place


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
    weights: np.ndarray  # that part of the matrix, (H,) for a bias
    first: bool  # False where an earlier weight multiplies the same column of the same form


class Product:
    """The matrix of one group of forms (rows, H each) and one run of neighbouring columns of the stack."""

    def __init__(self, program, group: Sequence[int], columns: Sequence[int]):
        self.group, self.units = group, program.hidden_size
        start, stop = program.column[columns[0]].start, program.column[columns[-1]].stop
        self.stacked = Place(program.stack[:-1, start:stop], "step")
        self.matrix = program.new(len(group) * self.units, stop - start)
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
                    self.blocks.append(Block(form, column, parameter, copy, at, self.matrix[at], column not in seen))
                    seen.add(column)

    def rows(self, i: int) -> slice:
        return slice(i * self.units, (i + 1) * self.units)

    def pack(self, weights: Mapping[str, np.ndarray]) -> None:
        """Put the weights in; two that multiply the same column add up."""
        for _, _, parameter, copy, _, part, first in self.blocks:
            if first:
                copy(weights[parameter], part)
            else:
                part += copy(weights[parameter])


class ColumnGradient:
    """What the live forms hand back to one column: (their matrix).T @ (their gradients)."""

    def __init__(self, program, live: Sequence[int], column: int):
        self.units = program.hidden_size
        span = program.column[column]
        readers = [i for i, form in enumerate(live) if column in program.plan.forms.nodes[form].args]
        self.parts: list[tuple[slice, np.ndarray]] = []  # (rows of forms, contiguous transposed matrix)
        self.sources: list[tuple[np.ndarray, np.ndarray]] = []  # (block of a transposed matrix, its original)
        for rows in runs(readers):
            turned = program.new(span.stop - span.start, len(rows) * self.units)
            self.parts.append((slice(rows[0], rows[-1] + 1), turned))
            for i, row in enumerate(rows):
                form = live[row]
                weights = next(
                    block.weights
                    for product in program.products
                    for block in product.blocks
                    if (block.form, block.column) == (form, column)
                )
                self.sources.append((turned[:, i * self.units : (i + 1) * self.units], weights.T))
        self.more = Place(program.new(span.stop - span.start, program.batch))

    def pack(self) -> None:
        for turned, original in self.sources:
            turned[...] = original

    def step(self, d_forms: np.ndarray, out: Place) -> list[Instruction]:
        """Instructions for one step, d_forms (n, forms, H, B) -> out (D or H, B)."""
        code: list[Instruction] = []
        for i, (rows, turned) in enumerate(self.parts):
            d = Place(flat(d_forms[:, rows]), "block")
            code += [(turned.dot, d, self.more), (np.add, out, self.more, out)] if i else [(turned.dot, d, out)]
        return code

    def block(self, d_forms: np.ndarray, out: Place) -> list[Instruction]:
        """Instructions for a block of steps."""

        def hand_back(d: np.ndarray, out: np.ndarray) -> None:
            for i, (rows, turned) in enumerate(self.parts):
                if d.shape[-1] == 1 and i == 0:
                    np.dot(flat(d[:, rows])[:, :, 0], turned.T, out=out[:, :, 0])  # (n, rows * H) @ (rows * H, D)
                elif i == 0:
                    np.matmul(turned, flat(d[:, rows]), out=out)  # (D, rows * H) @ (n, rows * H, B)
                else:
                    out += np.matmul(turned, flat(d[:, rows]))

        return [(hand_back, Place(d_forms, "block"), out)]


class WeightGradient:
    """The gradient of a product's matrix: (forms' gradients) @ (columns).T, one product for a block of steps."""

    def __init__(self, program, product: Product, live: Sequence[int], length: int):
        self.product, self.live = product, [form for form in product.group if form in live]
        first = live.index(self.live[0]) if self.live else 0
        self.rows = slice(first, first + len(self.live))
        shape = len(self.live) * product.units, product.matrix.shape[1]
        self.total, self.part = program.new(*shape), program.new(*shape)
        self.empty = True
        self.buffers = [program.new(size * length * program.batch) for size in shape]
        self.parts = [  # of each weight
            (parameter, copy, self.total[product.rows(self.live.index(form)), at[1]])
            for form, _, parameter, copy, at, _, _ in product.blocks
            if form in self.live
        ]

    def block(self, d_forms: np.ndarray) -> list[Instruction]:
        """Instructions for a block of steps, d_forms (n, forms, H, B)."""
        d = Place(flat(d_forms[:, self.rows]), "block") if self.live else None
        return [(self._add, d, self.product.stacked)] if self.live else []

    def _add(self, d: np.ndarray, stacked: np.ndarray) -> None:
        d, stacked = side_by_side(d, self.buffers[0]), side_by_side(stacked, self.buffers[1])
        np.dot(d, stacked.T, out=self.total if self.empty else self.part)  # (rows * H, n * B) @ (n * B, columns)
        if not self.empty:
            np.add(self.total, self.part, out=self.total)
        self.empty = False

    def collect(self, gradients: dict[str, np.ndarray]) -> None:
        """Add each weight's own part to {parameter: gradient}."""
        for parameter, copy, part in self.parts:
            own = copy(part)
            gradients[parameter] = gradients[parameter] + own if parameter in gradients else own


def flat(rows: np.ndarray) -> np.ndarray:
    """(n, forms, H, B) -> (n, forms * H, B)."""
    return rows.reshape(len(rows), -1, rows.shape[-1])


def side_by_side(block: np.ndarray, buffer: np.ndarray) -> np.ndarray:
    """(n, rows, B) as one matrix (rows, n * B), without a copy where that is possible."""
    steps, rows, batch = block.shape
    if steps == 1:
        return block[0]
    if batch == 1:
        return block[:, :, 0].T
    copy = buffer[: block.size].reshape(rows, steps, batch)
    np.copyto(copy, block.transpose(1, 0, 2))
    return copy.reshape(rows, steps * batch)
