"""What a cell's run or step may be given: each argument checked once, at the door, and refused in a sentence."""

from collections.abc import Mapping

import numpy as np

from lstm_core.equations.page import AnyCell
from lstm_core.nearest import nearest

Arrays = Mapping[str, np.ndarray]


def sizes_of(cell: AnyCell, weights: Arrays) -> tuple[int | None, int]:
    """(D, H) of these weights (D is None where no parameter reads x); ValueError where they do not fit the cell."""
    for name in cell.parameters:
        if name not in weights:
            raise ValueError(f"{cell.title} needs the weight {name}, got {', '.join(weights) or 'none'}")
    for name in weights:
        if name not in cell.parameters:
            raise ValueError(f"{cell.title} has no weight {name!r}; {nearest(name, cell.parameters)}")
    found: dict[str, int] = {}
    for name, shape in cell.parameters.items():
        array = weights[name]
        if not isinstance(array, np.ndarray) or array.dtype not in (np.float32, np.float64):
            kind = array.dtype if isinstance(array, np.ndarray) else type(array).__name__
            raise ValueError(f"{cell.title}: weight {name} is float32 or float64, got {kind}")
        fits = array.ndim == len(shape)
        if not fits or any(found.setdefault(s, n) != n for s, n in zip(shape, array.shape, strict=True)):
            want = f"({', '.join(shape)}) with {', '.join(f'{letter} = {size}' for letter, size in found.items())}"
            raise ValueError(f"{cell.title}: weight {name} has shape {want}, got {array.shape}")
    if len({array.dtype for array in weights.values()}) > 1:
        raise ValueError(f"{cell.title}: all weights have one dtype, got float32 and float64")
    if "H" not in found:
        raise ValueError(f"{cell.title} has no parameter, so its number of units is unknown; use one")
    return found.get("D"), found["H"]


def run_inputs(
    cell: AnyCell, weights: Arrays, x: np.ndarray, state: Arrays | None
) -> tuple[dict[str, np.ndarray], np.ndarray, dict[str, np.ndarray]]:
    """(weights, x (T, B, D), the full initial state), all of one dtype and nobody else's memory; or a ValueError."""
    input_size, hidden_size = cell.sizes(weights)
    dtype = next(iter(weights.values())).dtype
    x = numbers(x, dtype, f"{cell.title}: x")
    if x.ndim != (5 if cell.spatial else 3) or 0 in x.shape[:2] or input_size not in (None, x.shape[2]):
        letters = "(T, B, D, height, width)" if cell.spatial else "(T, B, D)"
        want = "" if input_size is None else f" with D = {input_size}"
        raise ValueError(f"{cell.title} reads x of shape {letters}{want}, T and B at least 1, got {x.shape}")
    initial = full_state(cell, state, (x.shape[1], hidden_size, *x.shape[3:]), dtype)
    return {name: weights[name].copy() for name in cell.parameters}, x.copy(), initial


def step_inputs(
    cell: AnyCell, weights: Arrays, x_t: np.ndarray, prev: Arrays | None
) -> tuple[np.ndarray, dict[str, np.ndarray]]:
    """(x_t (B, D), the full state before) of the right shape and dtype; ValueError in a sentence otherwise."""
    input_size, hidden_size = cell.sizes(weights)
    dtype = next(iter(weights.values())).dtype
    x_t = numbers(x_t, dtype, f"{cell.title}: x")
    dims = 4 if cell.spatial else 2
    if x_t.ndim != dims or len(x_t) < 1 or input_size not in (None, x_t.shape[1]):
        letters = "(B, D, height, width)" if cell.spatial else "(B, D)"
        raise ValueError(f"{cell.title} reads one step x of shape {letters} with D = {input_size}, got {x_t.shape}")
    return x_t, full_state(cell, prev, (len(x_t), hidden_size, *x_t.shape[2:]), dtype)


def numbers(array: object, dtype: np.dtype, who: str) -> np.ndarray:
    """The array in this dtype; a ValueError in a sentence for anything that is not made of real numbers."""
    try:
        array = np.asarray(array)
    except ValueError:
        raise ValueError(f"{who} is an array of numbers, got rows of unequal length") from None
    if array.dtype.kind not in "fiub":
        raise ValueError(f"{who} is an array of numbers, got {array.dtype}")
    return array.astype(dtype, copy=False)


def full_state(cell: AnyCell, state: Arrays | None, shape: tuple[int, ...], dtype: np.dtype) -> dict[str, np.ndarray]:
    """{state: (B, H)} for every state of the cell; missing ones are zeros, a wrong name or shape is refused."""
    state = dict(state or {})
    for name in state:
        if name not in cell.states and name not in cell.names:
            raise ValueError(f"{cell.title} has no state {name!r}; its states are {', '.join(cell.states) or 'none'}")
    full = {name: np.zeros(shape, dtype) for name in cell.states}
    for name in [name for name in full if name in state]:
        full[name] = numbers(state[name], dtype, f"{cell.title}: state {name}").copy()
        if full[name].shape != shape:
            raise ValueError(f"{cell.title}: state {name} has shape {shape}, got {full[name].shape}")
    return full
