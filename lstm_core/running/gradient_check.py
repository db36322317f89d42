"""Whether a cell's exact gradients agree with nudges: change one number a little and see how far the loss moves."""

from collections.abc import Callable
from typing import NamedTuple

import numpy as np

from lstm_core.cell import Cell
from lstm_core.running.backward import backward
from lstm_core.running.trace import run

T, B, D, H, SIDE = 4, 1, 2, 3, 3  # the small network that is checked; pictures are SIDE x SIDE
STEP, FINEST = 1e-5, 1e-3
MOST, MOST_OF_MAPS = 240, 40  # numbers that are nudged at most, drawn at random where there are more


class Check(NamedTuple):
    """The largest relative `error` of all gradients, of what it is the error, and how many numbers were nudged."""

    error: float
    worst: str
    nudged: int


def gradient_check(cell: Cell, seed: int = 0) -> Check:
    """Central differences of a random loss by weights, inputs and first states, against `backward`, in float64.

    The error of an array is ‖exact − nudged‖ / max(‖exact‖, ‖nudged‖), but an array with less than a thousandth of the
    longest gradient is measured by that thousandth, which is as fine as nudges can tell. Raises ValueError where the
    cell's values or gradients overflow.
    """
    rng = np.random.default_rng(seed)
    maps = (SIDE, SIDE) if cell.spatial else ()
    weights = {name: rng.normal(size=shape) / 2 for name, shape in cell.shapes(D, H).items()}
    state = {name: rng.normal(size=(B, H, *maps)) / 2 for name in cell.states}
    x, d = rng.normal(size=(T, B, D, *maps)), rng.normal(size=(T, B, H, *maps))

    def loss() -> float:
        return float((run(cell, weights, x, state)["h"] * d).sum())

    with np.errstate(all="ignore"):
        exact = backward(run(cell, weights, x, state), {"h": d})
        arrays = {**weights, **{f"{name}_prev": array for name, array in state.items()}, "x": x}
        gradients = {**exact.weights, **{f"{name}_prev": exact.state[name] for name in state}, "x": exact.x}
        if not all(np.isfinite(array).all() for array in gradients.values()):
            raise ValueError(f"the values of {cell.title} overflow within {T} steps, so that no nudge can be measured")
        places = [(name, place) for name, array in arrays.items() for place in np.ndindex(array.shape)]
        most = min(len(places), MOST_OF_MAPS if cell.spatial else MOST)
        chosen = [places[k] for k in sorted(rng.choice(len(places), most, replace=False))]
        pairs: dict[str, list[tuple[float, float]]] = {}
        for name, place in chosen:
            pairs.setdefault(name, []).append((gradients[name][place], _slope(loss, arrays[name], place)))
    sizes = {name: np.linalg.norm(np.array(found), axis=0).max() for name, found in pairs.items()}
    floor = max(FINEST * max(sizes.values()), 1e-9)
    errors = {
        name: float(np.linalg.norm(np.subtract(*np.transpose(found))) / max(sizes[name], floor))
        for name, found in pairs.items()
    }
    worst = max(errors, key=lambda name: errors[name])
    return Check(errors[worst], worst, len(chosen))


def _slope(loss: Callable[[], float], array: np.ndarray, place: tuple[int, ...]) -> float:
    kept = array[place]
    array[place] = kept + STEP
    above = loss()
    array[place] = kept - STEP
    below = loss()
    array[place] = kept
    return (above - below) / (2 * STEP)
