"""A layer of ours as frameworks write it down: the record of a cell and its weights, one way or both ways."""

from collections.abc import Mapping

import numpy as np

from lstm_core.cell import Cell
from lstm_core.layouts.record import GATES, PEEPHOLES, Recurrent
from lstm_core.registry import CELLS

LINEAR = {"activation_alpha": [1.0], "activation_beta": [0.0]}
KNOWN: dict[str, tuple[str, dict]] = {  # our cell -> the layer that computes it, and how that layer is set
    "lstm": ("LSTM", {}),
    "peephole": ("LSTM", {}),
    "coupled": ("LSTM", {"input_forget": 1}),
    "coupled_peephole": ("LSTM", {"input_forget": 1}),
    "no_input_activation": ("LSTM", {"activations": ["Sigmoid", "Affine", "Tanh"], **LINEAR}),
    "no_output_activation": ("LSTM", {"activations": ["Sigmoid", "Tanh", "Affine"], **LINEAR}),
    "gru": ("GRU", {"linear_before_reset": 1}),
    "gru_before": ("GRU", {}),
    "rnn": ("RNN", {}),
    "rnn_relu": ("RNN", {"activations": ["Relu"]}),
}
A_WAY = {"activations", "activation_alpha", "activation_beta"}  # options that are given once for each direction

Weights = Mapping[str, np.ndarray]


def recorded(name: str, cell: Cell, weights: Weights, reverse: tuple[Cell, Weights] | None = None) -> Recurrent:
    """The record of one layer in float32, and of its half that reads from the end.

    ValueError, in a sentence, for a cell that is no layer of any framework.
    """
    key = _key(cell)
    kind, options = KNOWN[key]
    if reverse is not None and _key(reverse[0]) != key:
        raise ValueError(f"{name} reads one way as {cell.title}, the other way as {reverse[0].title}: two layers")
    halves = [weights] if reverse is None else [weights, reverse[1]]
    H, D = weights[f"W_x{GATES[kind][0]}"].shape
    shapes = {"W_x": (H, D), "W_h": (H, H), "b_": (H,), "b_h": (H,), "w_c": (H,)}

    def stacked(prefix: str, gates: tuple[str, ...]) -> np.ndarray:
        """What these gates have under a prefix, one below the other; 0 where the cell has no such gate or bias."""
        zeros = np.zeros(shapes[prefix])
        each = [np.concatenate([half.get(prefix + gate, zeros) for gate in gates]) for half in halves]
        return np.stack(each).astype(np.float32)

    gates = GATES[kind]
    biases = np.concatenate([stacked("b_", gates), stacked("b_h", gates)], axis=1)
    P = stacked("w_c", PEEPHOLES) if any(parameter.startswith("w_c") for parameter in cell.parameters) else None
    options = {option: value * len(halves) if option in A_WAY else value for option, value in options.items()}
    direction = "forward" if reverse is None else "bidirectional"
    return Recurrent(kind, name, stacked("W_x", gates), stacked("W_h", gates), biases, P, None, direction, options)


def _key(cell: Cell) -> str:
    """Which of our cells this is, by its equations."""
    for key in KNOWN:
        if CELLS[key].text == cell.text:
            return key
    raise ValueError(f"no other framework has a layer for {cell.title}; a file that `save` writes holds any cell")
