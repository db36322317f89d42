"""The minGRU: the GRU's belt, with a gate and a candidate that read the input alone."""

from lstm_core.diagram.places import Places
from lstm_core.diagram.places.gru import BELT, BUS, GATES, PLUS

Z, N, TURN = 64, 236, 152

PLACES = Places(
    width=330,
    height=324,
    boxes=(
        ("op", "×", "z * h_prev", "z", Z, BELT),
        ("op", "+", "h", "h", PLUS, BELT),
        ("op", "×", "(1 - z) * n", "n", PLUS, 114),
        ("op", "1 −", "1 - z", "z", 118, TURN, 36),
        ("squash", "σ", "z", "z", Z, GATES),
        ("op", "+", "n", "n", N, GATES),
    ),
    wires=(
        ("h_prev", "h", ((0, BELT), (Z - 12, BELT)), False, (4, BELT - 12, "start")),
        ("z * h_prev", "h", ((Z + 12, BELT), (PLUS - 12, BELT)), False, (115, BELT - 12, "middle")),
        ("h", "h", ((PLUS + 12, BELT), (330, BELT)), True, (254, BELT - 12, "middle")),
        ("z", "z", ((Z, GATES - 14), (Z, BELT + 12)), True, (Z - 8, 120, "end")),
        ("z", "z", ((Z, TURN), (100, TURN)), False, None),
        ("1 - z", "z", ((136, TURN), (PLUS, TURN), (PLUS, 126)), True, (160, 170, "middle")),
        ("n", "n", ((N, GATES - 12), (N, 114), (PLUS + 12, 114)), True, (N - 8, 170, "end")),
        ("(1 - z) * n", "n", ((PLUS, 102), (PLUS, BELT + 12)), True, (PLUS + 8, 91, "start")),
        ("x", "x", ((40, 324), (40, BUS), (N, BUS)), False, None),
        ("W_xz @ x + b_z", "z", ((Z, BUS), (Z, GATES + 14)), True, (Z + 8, BUS - 11, "start")),
        ("", "n", ((N, BUS), (N, GATES + 12)), True, None),
    ),
    captions=(
        ("n", N - 18, GATES + 4, "end", "n"),
        ("output before", 4, 28, "start", "h"),
        ("output", 326, 28, "end", "h"),
        ("input", 48, 316, "start", None),
    ),
)
