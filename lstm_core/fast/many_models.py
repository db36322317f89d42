"""The fast program of M models of one cell at once: their sequences side by side, each times its own model's weights.

All that is elementwise is one call for all models. Products have a leading axis M; a buffer (…, rows, M * B) is seen as
(…, M, rows, B) for them, without a copy.
"""

import numpy as np
from numpy.typing import DTypeLike

from lstm_core.fast.instructions import Instruction, Place
from lstm_core.fast.plan import Plan
from lstm_core.fast.product_gradients import ColumnGradient, UnitGradient, WeightGradient, flat
from lstm_core.fast.products import AnyProgram, Product
from lstm_core.fast.program import Program


def apart(array: np.ndarray, models: int) -> np.ndarray:
    """(…, rows, M * B) -> (…, M, rows, B), the same memory."""
    return array.reshape(*array.shape[:-1], models, -1).swapaxes(-3, -2)


def product(matrix: np.ndarray, columns: Place, out: Place) -> Instruction:
    """Each model's matrix, (M, rows, columns), times its own columns."""
    seen = [Place(apart(place.array, len(matrix)), place.by) for place in (columns, out)]
    return np.matmul, Place(matrix), *seen


class EachProduct(Product):
    """One matrix for each model, (M, rows * H, columns)."""

    @staticmethod
    def room(program: AnyProgram, rows: int, columns: int) -> np.ndarray:
        return program.new(program.models, rows, columns)

    def step(self, out: Place) -> Instruction:
        return product(self.matrix, self.stacked, out)


class EachColumnGradient(ColumnGradient):
    """Each model's forms hand back to its own columns."""

    def product(self, turned: np.ndarray, d: Place, out: Place) -> Instruction:
        return product(turned, d, out)

    def block(self, d_forms: np.ndarray, out: Place) -> list[Instruction]:
        def hand_back(d: np.ndarray, out: np.ndarray) -> None:
            for i, (rows, turned) in enumerate(self.parts):
                part = np.matmul(turned, apart(flat(d[:, rows]), len(turned)))  # (M, D, rows * H) @ (n, M, rows * H, B)
                seen = apart(out, len(turned))
                np.add(seen, part, out=seen) if i else np.copyto(seen, part)

        return [(hand_back, Place(d_forms, "block"), out)]


class EachWeightGradient(WeightGradient):
    """The gradients of each model's matrix."""

    def _side_by_side(self, block: np.ndarray, buffer: np.ndarray) -> np.ndarray:
        """(n, rows, M * B) as (M, rows, n * B)."""
        models, (steps, rows, width) = len(self.total), block.shape
        copy = buffer[: block.size].reshape(models, rows, steps, width // models)
        np.copyto(copy, apart(block, models).transpose(1, 2, 0, 3))
        return copy.reshape(models, rows, -1)

    def _product(self, d: np.ndarray, stacked: np.ndarray, out: np.ndarray) -> None:
        np.matmul(d, stacked.swapaxes(1, 2), out=out)  # (M, rows * H, n * B) @ (M, n * B, columns)


class EachUnitGradient(UnitGradient):
    """Each model's own number per unit."""

    def __init__(self, program: AnyProgram):
        super().__init__(program)
        self.models = program.models

    @staticmethod
    def width(batch: int) -> int:
        return batch

    @staticmethod
    def pack(weights: np.ndarray, home: np.ndarray) -> None:
        apart(home, len(weights))[...] = weights[:, :, None]  # (M, H, B)

    def add(self, d: np.ndarray) -> None:
        self.total += d.sum(axis=0)

    def value(self) -> np.ndarray:
        return apart(self.total, self.models).sum(axis=-1)


class ManyModels(Program):
    """A program for M models with B sequences each: weights {name: (M, …)}, x (T, M * B, D), values (T, H, M * B)."""

    product, column_gradient = EachProduct, EachColumnGradient
    weight_gradient, unit_gradient = EachWeightGradient, EachUnitGradient

    def __init__(
        self, models: int, plan: Plan, capacity: int, batch: int, input_size: int, hidden_size: int, dtype: DTypeLike
    ):
        """As `Program`; its batch is that of all models together."""
        self.models = models
        super().__init__(plan, capacity, batch, input_size, hidden_size, dtype)
