"""What the products of a fast program hand back: to their columns, to their matrices, to numbers per unit."""

from collections.abc import Sequence

import numpy as np

from lstm_core.fast.instructions import Instruction, Place
from lstm_core.fast.products import AnyProgram, Product, runs


class ColumnGradient:
    """What the live forms hand back to one column: (their matrix).T @ (their gradients)."""

    def __init__(self, program: AnyProgram, live: Sequence[int], column: int):
        self.units = program.hidden_size
        span = program.column[column]
        readers = [i for i, form in enumerate(live) if column in program.plan.forms.nodes[form].args]
        self.parts: list[tuple[slice, np.ndarray]] = []  # (rows of forms, contiguous transposed matrix)
        self.sources: list[tuple[np.ndarray, np.ndarray]] = []  # (block of a transposed matrix, its original)
        for rows in runs(readers):
            turned = program.product.room(program, span.stop - span.start, len(rows) * self.units)
            self.parts.append((slice(rows[0], rows[-1] + 1), turned))
            for i, row in enumerate(rows):
                form = live[row]
                weights = next(
                    block.weights
                    for product in program.products
                    for block in product.blocks
                    if (block.form, block.column) == (form, column)
                )
                self.sources.append((turned[..., i * self.units : (i + 1) * self.units], weights.swapaxes(-1, -2)))
        self.more = Place(program.new(span.stop - span.start, program.batch))

    def pack(self) -> None:
        for turned, original in self.sources:
            turned[...] = original

    def step(self, d_forms: np.ndarray, out: Place) -> list[Instruction]:
        """Instructions for one step, d_forms (n, forms, H, B) -> out (D or H, B)."""
        code: list[Instruction] = []
        for i, (rows, turned) in enumerate(self.parts):
            d = Place(flat(d_forms[:, rows]), "block")
            code.append(self.product(turned, d, self.more if i else out))
            code += [(np.add, out, self.more, out)] if i else []
        return code

    def product(self, turned: np.ndarray, d: Place, out: Place) -> Instruction:
        """(D or H, rows * H) @ (rows * H, B)."""
        return turned.dot, d, out

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

    def __init__(self, program: AnyProgram, product: Product, live: Sequence[int], length: int):
        self.product, self.live = product, [form for form in product.group if form in live]
        first = live.index(self.live[0]) if self.live else 0
        self.rows = slice(first, first + len(self.live))
        shape = len(self.live) * product.units, product.matrix.shape[-1]
        self.total, self.part = (program.product.room(program, *shape) for _ in range(2))
        self.empty = True
        self.buffers = [program.new(size * length * program.batch) for size in shape]
        self.parts = [  # of each weight
            (parameter, copy, self.total[..., product.rows(self.live.index(form)), at[1]])
            for form, _, parameter, copy, at, _, _ in product.blocks
            if form in self.live
        ]

    def block(self, d_forms: np.ndarray) -> list[Instruction]:
        """Instructions for a block of steps, d_forms (n, forms, H, B)."""
        d = Place(flat(d_forms[:, self.rows]), "block") if self.live else None
        return [(self._add, d, self.product.stacked)] if self.live else []

    def _add(self, d: np.ndarray, stacked: np.ndarray) -> None:
        d, stacked = self._side_by_side(d, self.buffers[0]), self._side_by_side(stacked, self.buffers[1])
        self._product(d, stacked, self.total if self.empty else self.part)
        if not self.empty:
            np.add(self.total, self.part, out=self.total)
        self.empty = False

    def _product(self, d: np.ndarray, stacked: np.ndarray, out: np.ndarray) -> None:
        np.dot(d, stacked.T, out=out)  # (rows * H, n * B) @ (n * B, columns)

    def _side_by_side(self, block: np.ndarray, buffer: np.ndarray) -> np.ndarray:
        """(n, rows, B) as one matrix (rows, n * B), without a copy where that is possible."""
        steps, rows, batch = block.shape
        if steps == 1:
            return block[0]
        if batch == 1:
            return block[:, :, 0].T
        copy = buffer[: block.size].reshape(rows, steps, batch)
        np.copyto(copy, block.transpose(1, 0, 2))
        return copy.reshape(rows, steps * batch)

    def collect(self, gradients: dict[str, np.ndarray]) -> None:
        """Add each weight's own part to {parameter: gradient}."""
        for parameter, copy, part in self.parts:
            own = copy(part)
            gradients[parameter] = gradients[parameter] + own if parameter in gradients else own


class UnitGradient:
    """One number per unit, and its gradient."""

    def __init__(self, program: AnyProgram):
        self.total = program.new(program.hidden_size, self.width(program.batch))

    @staticmethod
    def width(batch: int) -> int:
        """How many numbers stand beside the B sequences."""
        return 1

    @staticmethod
    def pack(weights: np.ndarray, home: np.ndarray) -> None:
        """Put the weights (H,) in their home (H, 1)."""
        home[:, 0] = weights

    def add(self, d: np.ndarray) -> None:
        """Add d (n, H, B) summed over steps and sequences."""
        self.total[:, 0] += d.sum(axis=(0, 2))

    def value(self) -> np.ndarray:
        """The gradient, with the shape of the weights."""
        return self.total[:, 0].copy()


def flat(rows: np.ndarray) -> np.ndarray:
    """(n, forms, H, B) -> (n, forms * H, B)."""
    return rows.reshape(len(rows), -1, rows.shape[-1])
