"""A run over pictures as one of its pixels saw it, and the film of that."""

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

from lstm_core.film import Film, film_of_run
from lstm_core.networks.network import Network
from lstm_core.plain.along_time import AnyStep
from lstm_core.plain.bound_edits import StepEdits
from lstm_core.plain.interventions import Edit
from lstm_core.running.trace import Trace


@dataclass(frozen=True, eq=False)
class PixelStep:
    """One step at one pixel: the value of every node (B, H), kernels whole; what it read, and its edits."""

    values: list[np.ndarray]
    read: dict[str, np.ndarray]
    edits: StepEdits | None


def at_pixel(trace: Trace, row: int, column: int) -> Trace:
    """The same run seen at one pixel, row and column from 0: x (T, B, D), values (T, B, H) as of a cell without pixels.

    A node keeps its number and its value: what `conv` gave at the pixel came from its neighbours as well. Raises
    ValueError, in a sentence, where there is no such pixel.
    """
    if not trace.cell.spatial:
        raise ValueError(f"{trace.cell.title} has no pixels")
    height, width = trace.x.shape[3:]
    if row not in range(height) or column not in range(width):
        raise ValueError(f"pictures of {height} by {width} have no pixel at row {row}, column {column}, counted from 0")

    def here(array: np.ndarray) -> np.ndarray:
        return array[..., row, column]

    def step(plain: AnyStep) -> PixelStep:
        parameters = {k: node.name for k, node in enumerate(trace.cell.graph.nodes) if node.op == "parameter"}
        kernels = {k for k, name in parameters.items() if trace.weights[name].ndim == 4}
        values = [v if k in kernels or not np.ndim(v) else here(v) for k, v in enumerate(plain.values)]
        return PixelStep(values, {name: here(value) for name, value in plain.read.items()}, plain.edits)

    return Trace(
        trace.cell,
        trace.weights,
        here(trace.x),
        {name: here(value) for name, value in trace.initial.items()},
        {name: here(trace[name]) for name in trace},
        None if trace.steps is None else [step(plain) for plain in trace.steps],
        trace.edits,
    )


def pixel_film(
    network: Network,
    pictures: np.ndarray,
    row: int,
    column: int,
    edits: Iterable[Edit] = (),
    layer: int = 0,
    span: tuple[int, int] | None = None,
    cues: Iterable[int] = (),
) -> Film:
    """The film of one pixel, row and column from 0, while the network reads pictures (T, 1, D, Y, X); see `Film`.

    A unit is a channel, its values are those at the pixel; what a kernel adds there is one number, gathered from the
    pixel and its neighbours. There are no next words and no alternatives. Means over the pixels are not offered: the
    mean of f * c_prev is not the mean of f times that of c_prev, so a film of means would compute wrongly.
    """
    if not network.cell.spatial:
        raise ValueError(f"the film of a pixel shows a network of pictures; {network.cell.title} has no pixels")
    pictures = np.asarray(pictures)
    if pictures.ndim != 5 or pictures.shape[1] != 1 or not len(pictures):
        raise ValueError(f"the film of a pixel shows pictures (T, 1, D, Y, X), T at least 1, got {pictures.shape}")
    if layer not in range(len(network.layers)):
        raise ValueError(f"there is no layer {layer}; there are {len(network.layers)}")
    steps = len(pictures)
    return film_of_run(
        at_pixel(network.run(pictures, edits=edits, keep="nodes").layers[layer], row, column),
        words=tuple(str(k + 1) for k in range(steps)),
        cues=tuple(sorted({t for t in cues if t in range(steps)})),
        span=span,
        noun="picture",
    )
