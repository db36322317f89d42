"""ONNX files: a stack that reads both ways, and a layer that squashes in a way of its own."""

import numpy as np

from lstm_core.layouts.record import Recurrent
from lstm_core.models.onnx.spelled import spelled


def recurrent(kind: str, name: str, inputs: int, ways: str = "forward", seed: int = 0, **options: object) -> Recurrent:
    """A layer of 4 units with random numbers everywhere."""
    D, rows = 2 if ways == "bidirectional" else 1, {"LSTM": 16, "GRU": 12, "RNN": 4}[kind]
    rng = np.random.default_rng(seed)
    W, R, B = ((0.5 * rng.normal(size=(D, *shape))).astype("f4") for shape in ((rows, inputs), (rows, 4), (2 * rows,)))
    P = (0.5 * rng.normal(size=(D, 12))).astype("f4") if kind == "LSTM" else None
    return Recurrent(kind, name, W, R, B, P, direction=ways, options=options)


BOTH = [recurrent("LSTM", "first", 3, "bidirectional"), recurrent("GRU", "second", 8, "bidirectional")]
ALONE = recurrent("RNN", "alone", 3, activations=["LeakyRelu"], activation_alpha=[0.2], clip=2.0)
SAMPLES = {"both.onnx": spelled(BOTH)[0], "alone.onnx": spelled([ALONE])[0]}
