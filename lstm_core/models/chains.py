"""Recurrent layers of a file as networks of ours: each layer on top of the one whose output it reads."""

from collections.abc import Sequence

import numpy as np

from lstm_core.layouts.expressed import expressed
from lstm_core.layouts.record import Recurrent
from lstm_core.models.opened import OpenedNetwork
from lstm_core.networks.network import Network
from lstm_core.networks.parts import Layer


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
    forward = tuple(Layer(*expressed(layer)) for layer in layers)
    both = layers[0].directions == 2
    reverse = tuple(Layer(*expressed(layer, 1)) for layer in layers) if both else ()
    size = layers[-1].directions * layers[-1].hidden_size
    dtype = layers[0].W.dtype
    units = tuple(f"h{k}" for k in range(size))
    network = Network(forward, None, np.eye(size, dtype=dtype), np.zeros(size, dtype), (), layers[0].input_size, units,
                      "number", reverse)  # fmt: skip
    notes = tuple(note for layer in layers for note in layer.notes)
    return OpenedNetwork(layers[0].name, network.astype(np.float64), tuple(layers), notes=notes)
