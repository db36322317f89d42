"""Layers of cells on top of each other, read one way or both ways: up through all of them, and back."""

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

import numpy as np

from lstm_core.networks.layers import dropout, dropout_backward
from lstm_core.networks.parts import Parts
from lstm_core.plain.interventions import Edit
from lstm_core.running.backward import backward
from lstm_core.running.lengths import checked_lengths
from lstm_core.running.reversed import ReverseTrace, run_reversed
from lstm_core.running.trace import Trace, run

State = Sequence[Mapping[str, np.ndarray]]


class Climb(NamedTuple):
    """What the layers computed: their traces, what was left out between them, and the last one's output (T, B, H).

    Where there is a `reverse` half, every output is [forward; backward], (T, B, 2H).
    """

    layers: tuple[Trace, ...]
    reverse: tuple[ReverseTrace, ...]
    masks: tuple[np.ndarray, ...]
    h: np.ndarray


def up(
    network: Parts,
    x: np.ndarray,
    lengths: np.ndarray | None = None,
    edits: Iterable[Edit] = (),
    state: State | None = None,
    keep: str = "names",
    reverse_state: State | None = None,
    left_out: float = 0.0,
    rng: np.random.Generator | None = None,
) -> Climb:
    """Through all layers of a network from x (T, B, D); `left_out` is the share that dropout takes between layers.

    Edits go to the layer they name, and there to the half that reads forward. A `state` is where each layer's forward
    half begins, a `reverse_state` what the reverse half of each finds at the last step of every sequence.
    """
    depth, edits = len(network.layers), tuple(edits)
    state = _state(state, depth, "state")
    reverse_state = _state(reverse_state, len(network.reverse), "reverse_state")
    lengths = checked_lengths(lengths, *x.shape[:2])
    for edit in edits:
        if edit.layer not in range(depth):
            raise ValueError(f"edit of {edit.name}: there is no layer {edit.layer}; there are {depth}")
    layers, reverse, masks = [], [], []
    for k, (cell, weights) in enumerate(network.layers):
        if k and left_out:
            if rng is None:
                raise ValueError("dropout draws what it leaves out, so it needs an rng, got none")
            x, mask = dropout(x, left_out, rng)
            masks.append(mask)
        here = [edit for edit in edits if edit.layer == k]
        layers.append(run(cell, weights, x, state[k], here, keep, lengths))
        below, x = x, layers[-1]["h"]
        if network.reverse:
            reverse.append(run_reversed(*network.reverse[k], below, lengths, keep, reverse_state[k]))
            x = np.concatenate([x, reverse[-1]["h"]], axis=2)
    return Climb(tuple(layers), tuple(reverse), tuple(masks), x)


def down(climb: Climb, d_h: np.ndarray) -> tuple[dict[str, np.ndarray], np.ndarray]:
    """({"layers.0.W_xi": its gradient, …}, that of x), given dL/dh (T, B, H) of the last output."""
    gradients: dict[str, np.ndarray] = {}
    for k in reversed(range(len(climb.layers))):
        units = climb.layers[k]["h"].shape[2]
        back = backward(climb.layers[k], {"h": d_h[:, :, :units]})
        gradients |= {f"layers.{k}.{name}": d for name, d in back.weights.items()}
        d_x = back.x
        if climb.reverse:
            back = backward(climb.reverse[k], {"h": d_h[:, :, units:]})
            gradients |= {f"reverse.{k}.{name}": d for name, d in back.weights.items()}
            d_x = d_x + back.x
        d_h = dropout_backward(d_x, climb.masks[k - 1]) if k and climb.masks else d_x
    return gradients, d_h


def _state(given: State | None, depth: int, name: str) -> State:
    """One state for each of `depth` layers, empty ones where nothing is given."""
    if not given:
        return [{}] * depth
    if not depth:
        raise ValueError(f"{name} is for a network that reads both ways; this one has no half that reads from the end")
    if isinstance(given, Mapping) or len(given) != depth:
        raise ValueError(f"the {name} of a network is a list with one entry for each of {depth} layers")
    return given
