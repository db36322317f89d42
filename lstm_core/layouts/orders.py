"""In which order each framework stacks the gates of a layer, and how it is turned into ONNX's and back."""

import numpy as np

from lstm_core.layouts.record import GATES

ORDERS = {
    "onnx": GATES,
    "torch": {"LSTM": ("i", "f", "g", "o"), "GRU": ("r", "z", "n"), "RNN": ("h",)},
    "keras": {"LSTM": ("i", "f", "g", "o"), "GRU": ("z", "r", "n"), "RNN": ("h",)},
}


def reordered(stacked: np.ndarray, kind: str, source: str, target: str = "onnx", axis: int = 0) -> np.ndarray:
    """Gates stacked along an axis in one framework's order, in another's."""
    order = ORDERS[source][kind]
    blocks = dict(zip(order, np.split(stacked, len(order), axis), strict=True))
    return np.concatenate([blocks[gate] for gate in ORDERS[target][kind]], axis)
