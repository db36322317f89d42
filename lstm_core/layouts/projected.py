"""A layer whose output is a projection of its units (`proj_size`), in the language of cells: h = W_mh @ m.

A cell has as many outputs as units, so the P numbers of the projection are followed by H − P zeros: the matrix has rows
of zeros there, and whatever reads the output has columns of zeros. It computes the same numbers.
"""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from lstm_core.cell import Cell
from lstm_core.layouts.expressed import expressed
from lstm_core.layouts.record import Recurrent


def stacked(layers: Sequence[Recurrent], direction: int) -> tuple[tuple[Cell, dict[str, np.ndarray]], ...]:
    """(cell, weights in float64) of one direction of layers that stand on each other; projections are written out."""
    found = []
    for below, layer in zip([None, *layers], map(_wide, layers), strict=False):
        cell, weights = expressed(layer, direction)
        if layer.projection is not None:
            cell, weights = _projected(cell, weights, layer.projection[direction])
        if below is not None and below.projection is not None:
            spread = outputs_of(below)
            weights = {n: a @ spread if n.startswith("W_x") else a for n, a in weights.items()}
        found.append((cell, weights))
    return tuple(found)


def _wide(layer: Recurrent) -> Recurrent:
    """The layer in float64, before its two biases are added up: in float32 their sum would be rounded once more."""
    parts = {name: getattr(layer, name) for name in ("W", "R", "B", "P", "projection")}
    return replace(layer, **{name: part.astype(np.float64) for name, part in parts.items() if part is not None})


def outputs_of(layer: Recurrent) -> np.ndarray:
    """(D·O, D·H) of ones and zeros: which of its cells' h are the layer's outputs."""
    one = np.eye(layer.output_size, layer.hidden_size)
    return np.kron(np.eye(layer.directions), one)


def _projected(cell: Cell, weights: dict[str, np.ndarray], projection: np.ndarray) -> tuple[Cell, dict]:
    *lines, last = cell.text.splitlines()
    name, _, value = last.partition("=")
    if name.strip() != "h":
        raise ValueError(f"{cell.title}: its last equation should give h, to be projected")
    written = Cell(f"{cell.title} with projection", "\n".join([*lines, f"m = {value.strip()}", "h = W_mh @ m"]))
    outputs, units = projection.shape
    past = {n: np.pad(a, ((0, 0), (0, units - outputs))) for n, a in weights.items() if n.startswith("W_h")}
    return written, weights | past | {"W_mh": np.pad(projection, ((0, units - outputs), (0, 0)))}
