"""Files of Keras: an archive with an embedding, layers and a readout; an older .h5 that reads both ways."""

import numpy as np

from tests.support.keras_files import DENSE, archive, config, counted, layer, named, parts

STACK = config(
    {"class_name": "Embedding", "config": {"name": "words", "input_dim": 6, "output_dim": 3}},
    layer("LSTM", "lstm"),
    layer("GRU", "gru", reset_after=True),
    {"class_name": "Dense", "config": {"name": "out", **DENSE}},
)
WEIGHTS = {
    "words": [np.ones((6, 3), "f4")],
    "lstm/cell": parts("LSTM", 3, 4),
    "gru/cell": parts("GRU", 4, 4),
    "out": [np.ones((4, 2), "f4"), np.ones(2, "f4")],
}
BOTH = config({"class_name": "Bidirectional", "config": {"name": "both", "layer": layer("LSTM", "lstm")}})
HALVES = {f"both/both/{way}_lstm/lstm_cell": parts("LSTM", 3, 4, k) for k, way in enumerate(("forward", "backward"))}
SAMPLES = {"stack.keras": archive(STACK, counted(WEIGHTS)), "both.h5": named(BOTH, HALVES, "2.15.0")}
