"""Recurrent layers of a file as networks of ours: each layer on top of the one whose output it reads."""

from collections.abc import Sequence

import numpy as np

from lstm_core.layouts.projected import outputs_of, stacked
from lstm_core.layouts.record import Recurrent
from lstm_core.models.contents import Contents
from lstm_core.models.opened import OpenedNetwork
from lstm_core.networks.network import Network
from lstm_core.networks.parts import Layer

FROM_THE_END = "{} reads from the end: its first step is the last one of what it is given."


def groups_of(contents: Contents) -> list[tuple[Recurrent, ...]]:
    """The layers in the groups that the file names, or, where it names none, in those that their sizes allow."""
    if not contents.chains:
        return chained(contents.layers)
    return [group for chain in contents.chains for group in chained([contents.layers[k] for k in chain])]


def chained(layers: Sequence[Recurrent]) -> list[tuple[Recurrent, ...]]:
    """The layers in groups: in one, each reads as many numbers as the one below gives, and reads the same ways."""
    groups: list[list[Recurrent]] = []
    for layer in layers:
        below = groups[-1][-1] if groups else None
        fits = below is not None and layer.input_size == below.directions * below.output_size
        if below is not None and fits and layer.direction == below.direction:
            groups[-1].append(layer)
        else:
            groups.append([layer])
    return [tuple(group) for group in groups]


def network_of(layers: Sequence[Recurrent]) -> OpenedNetwork:
    """One group as a network that reads numbers and answers with the units of its last layer."""
    forward = tuple(Layer(*layer) for layer in stacked(layers, 0))
    both = layers[0].directions == 2
    reverse = tuple(Layer(*layer) for layer in stacked(layers, 1)) if both else ()
    W = outputs_of(layers[-1])
    units = tuple(f"h{k}" for k in range(len(W)))
    network = Network(forward, None, W, np.zeros(len(W), W.dtype), (), layers[0].input_size, units,
                      "number", reverse)  # fmt: skip
    turned = layers[0].direction == "reverse"
    notes = tuple(note for layer in layers for note in layer.notes)
    notes += (FROM_THE_END.format(layers[0].name),) if turned else ()
    state, reverse_state = _begins(layers, 0), _begins(layers, 1) if both else None
    return OpenedNetwork(layers[0].name, network.astype(np.float64), tuple(layers), state=state,
                         reverse_state=reverse_state, notes=notes, reversed=turned)  # fmt: skip


def _begins(layers: Sequence[Recurrent], direction: int) -> tuple[dict[str, np.ndarray], ...] | None:
    """The state that the file begins with, of one sequence; None where it holds none."""
    if not any(layer.initial for layer in layers):
        return None
    return tuple({name: _begin(layer, array, direction) for name, array in layer.initial.items()} for layer in layers)


def _begin(layer: Recurrent, array: np.ndarray, direction: int) -> np.ndarray:
    """One state of a layer, (1, H); the outputs of a projection are followed by zeros."""
    missing = layer.hidden_size - array.shape[1]
    return np.pad(array[direction : direction + 1].astype(np.float64), ((0, 0), (0, missing)))
