"""The LSTM whose gates read a product of input and past in the place of the past."""

from lstm_core.diagram.places.lstm import BUS, OUTPUT
from lstm_core.diagram.places.lstm_like import lstm_like

M, X = 300, 104

PLACES = lstm_like(
    {name: f"W_x{name} @ x + W_m{name} @ m + b_{name}" for name in "figo"},
    bus=(
        [("op", "×", "m", "m", 52, M)],
        [
            ("h_prev", "h", ((0, M), (40, M)), True, (4, M - 8, "start")),
            ("x", "x", ((X, 344), (X, BUS)), False, None),
            ("x", "x", ((X, M), (64, M)), True, None),
            ("m", "m", ((52, M - 12), (52, BUS), (OUTPUT, BUS)), False, (60, 282, "start")),
        ],
    ),
    height=344,
    captions=(("output before", 4, M + 24, "start", "h"), ("input", X + 8, 338, "start", None)),
)
