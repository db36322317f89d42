"""The numbers of one step: drawn from a seed, changed by hand, and written compactly into a link."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

import numpy as np

from lstm_core.cell import Cell
from lstm_core.plain.finite import NotFinite, divisors

LARGEST = 10.0  # a number typed or dragged stays within this
BETWEEN, WITHIN = "~", "."  # characters that a link leaves as they are


@dataclass(frozen=True)
class Numbers:
    """What one step is computed from: x (1, D), prev {state: (1, H)} and the cell's weights.

    A cell of pictures reads x (1, D, k, k), prev (1, H, k, k): a pixel and all that its kernels (H, D, k, k) see of
    its neighbours. Shown and open to change is what lies at the pixel; the rest stays as it was drawn.
    """

    cell: Cell
    weights: Mapping[str, np.ndarray]
    x: np.ndarray
    prev: Mapping[str, np.ndarray]

    @property
    def whole(self) -> dict[str, np.ndarray]:
        """Every array under the name it has in the equations: x, c_prev, W_xf, b_f, …, neighbours and all."""
        before = {f"{state}_prev": value[0] for state, value in self.prev.items()}
        return {"x": self.x[0], **before, **self.weights}

    @property
    def arrays(self) -> dict[str, np.ndarray]:
        """What may be edited of them: x (D,), c_prev (H,), W_xf (H, D), b_f (H,), …"""
        return {name: here(array) for name, array in self.whole.items()}

    def changed(self, edits: Mapping[tuple[str, tuple[int, ...]], float]) -> "Numbers":
        """The same numbers with these places {(name, (row, column)): value} replaced."""
        arrays = {name: array.copy() for name, array in self.whole.items()}
        for (name, place), value in edits.items():
            here(arrays[name])[place] = value
        return replace(
            self,
            x=arrays["x"][None],
            prev={state: arrays[f"{state}_prev"][None] for state in self.prev},
            weights={name: arrays[name] for name in self.weights},
        )


def here(array: np.ndarray) -> np.ndarray:
    """What lies at the pixel of maps or kernels (…, k, k), as a view; any other array as it is."""
    middle = (array.shape[-1] - 1) // 2 if array.ndim > 2 else 0
    return array[..., middle, middle] if array.ndim > 2 else array


def drawn(cell: Cell, units: int, inputs: int, seed: int) -> Numbers:
    """The numbers of a seed, to two decimals, so that what is drawn on the page is what is computed with."""
    rng = np.random.default_rng(seed)
    weights = {name: np.round(w, 2) + 0.0 for name, w in cell.new_weights(inputs, units, rng).items()}
    side = max(w.shape[-1] for w in weights.values() if w.ndim == 4) if cell.spatial else 0
    sign = rng.choice([-1.0, 1.0], (1 + len(cell.states), max(units, inputs), *((side, side) if side else ())))
    size = rng.uniform(0.3, 0.9, sign.shape)
    rows = np.round(sign * size, 1)
    prev = {state: row[None, :units] for state, row in zip(cell.states, rows[1:], strict=True)}
    prev = {state: np.abs(row) if state in divisors(cell.graph) else row for state, row in prev.items()}
    return Numbers(cell, weights, rows[:1, :inputs], prev)


def written(edits: Mapping[tuple[str, tuple[int, ...]], float]) -> str:
    """`b_f.1.4~W_xi.12.-0.5`: name, place counted from 1, value."""
    return BETWEEN.join(
        WITHIN.join((name, "".join(str(k + 1) for k in place), f"{value:g}")) for (name, place), value in edits.items()
    )


def read(text: str, numbers: Numbers) -> tuple[dict[tuple[str, tuple[int, ...]], float], list[str]]:
    """The edits that a link asks for, and one sentence for each that was ignored."""
    edits, ignored = {}, []
    for part in text[:20_000].split(BETWEEN) if text else ():
        try:
            name, place, value = _edit(part, numbers.arrays)
        except ValueError as error:
            ignored.append(str(error))
        else:
            edits[name, place] = value
    changed = numbers.changed(edits)
    try:
        numbers.cell.step(changed.weights, changed.x, changed.prev)
    except NotFinite as lost:
        return {}, [str(lost), *ignored]
    return edits, ignored


def _edit(part: str, arrays: Mapping[str, np.ndarray]) -> tuple[str, tuple[int, ...], float]:
    """(name, place, value) of one edit; ValueError in a sentence."""
    name, _, rest = part.partition(WITHIN)
    digits, _, number = rest.partition(WITHIN)
    if name not in arrays:
        raise ValueError(f"this cell has no number “{name[:20]}”")
    shape = arrays[name].shape
    place = tuple(int(digit) - 1 for digit in digits if digit in "123456789")
    if len(place) != len(digits) or len(place) != len(shape) or any(k >= n for k, n in zip(place, shape, strict=True)):
        raise ValueError(f"{name} has {' × '.join(map(str, shape))} places, “{digits[:20]}” is none of them")
    try:
        value = float(number)
    except ValueError:
        raise ValueError(f"{name} takes a number, got “{number[:20]}”") from None
    if not abs(value) <= LARGEST:
        raise ValueError(f"{name} takes a number from −{LARGEST:g} to {LARGEST:g}, got {number[:20]}")
    return name, place, round(value, 4) + 0.0
