"""JANET: one gate on the belt, and what it does not keep it writes."""

from lstm_core.diagram.places import Places
from lstm_core.diagram.places.gru import BELT, BUS, GATES, PLUS

F, G = 64, 236

PLACES = Places(
    width=330,
    height=324,
    boxes=(
        ("op", "×", "f * h_prev", "f", F, BELT),
        ("op", "+", "h", "h", PLUS, BELT),
        ("op", "×", "(1 - f) * g", "g", PLUS, 114),
        ("op", "1 −", "1 - f", "f", 118, 152, 36),
        ("squash", "σ", "f", "f", F, GATES),
        ("squash", "tanh", "g", "g", G, GATES),
    ),
    wires=(
        ("h_prev", "h", ((0, BELT), (F - 12, BELT)), False, (4, BELT - 12, "start")),
        ("f * h_prev", "h", ((F + 12, BELT), (PLUS - 12, BELT)), False, (115, BELT - 12, "middle")),
        ("h", "h", ((PLUS + 12, BELT), (330, BELT)), True, (254, BELT - 12, "middle")),
        ("f", "f", ((F, GATES - 14), (F, BELT + 12)), True, (F - 8, 120, "end")),
        ("f", "f", ((F, 152), (100, 152)), False, None),
        ("1 - f", "f", ((136, 152), (PLUS, 152), (PLUS, 126)), True, (160, 170, "middle")),
        ("g", "g", ((G, GATES - 14), (G, 114), (PLUS + 12, 114)), True, (G - 8, 170, "end")),
        ("(1 - f) * g", "g", ((PLUS, 102), (PLUS, BELT + 12)), True, (PLUS + 8, 91, "start")),
        ("h_prev", "h", ((16, BELT), (16, BUS), (G, BUS)), False, None),
        ("x", "x", ((40, 324), (40, BUS)), False, None),
        ("W_xf @ x + W_hf @ h_prev + b_f", "f", ((F, BUS), (F, GATES + 14)), True, (F + 8, BUS - 11, "start")),
        ("W_xg @ x + W_hg @ h_prev + b_g", "g", ((G, BUS), (G, GATES + 14)), True, (G + 8, BUS - 11, "start")),
    ),
    captions=(
        ("output before", 4, 28, "start", "h"),
        ("output", 326, 28, "end", "h"),
        ("input", 48, 316, "start", None),
    ),
)
