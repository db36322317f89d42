"""A layer of a framework in the language of cells: its equations, and its weights under their names."""

import numpy as np

from lstm_core.cell import Cell
from lstm_core.layouts.record import GATES, Recurrent
from lstm_core.registry import CELLS


def expressed(layer: Recurrent, direction: int = 0) -> tuple[Cell, dict[str, np.ndarray]]:
    """The cell of one direction of a layer, and its weights; ValueError, in a sentence, where no equation says it."""
    cell = CELLS[_key(layer)]
    weights: dict[str, np.ndarray] = {}
    for gate in GATES[layer.kind]:
        of = layer.gate(gate, direction)
        both = of["Wb"] + of["Rb"]
        apart = f"b_h{gate}" in cell.parameters
        weights |= {f"W_x{gate}": of["W"], f"W_h{gate}": of["R"], f"b_{gate}": of["Wb"] if apart else both}
        weights |= {f"b_h{gate}": of["Rb"]} if apart else {}
        weights |= {f"w_c{gate}": of["P"]} if "P" in of else {}
    return cell, {name: weights[name] for name in cell.parameters}


def _key(layer: Recurrent) -> str:
    """Which of our cells computes what the layer does."""
    if layer.kind == "LSTM":
        return "lstm" if layer.P is None else "peephole"
    if layer.kind == "GRU":
        return "gru" if layer.options.get("linear_before_reset") else "gru_before"
    return "rnn_relu" if layer.options.get("activations", ["Tanh"])[0] == "Relu" else "rnn"
