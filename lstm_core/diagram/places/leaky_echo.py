"""The leaky unit: a belt whose valve nobody turns."""

from lstm_core.diagram.places import Places
from lstm_core.diagram.places.gru import BELT, BUS, GATES, PLUS

KEEP, N, WRITE = 64, 236, 114
SUM = "W_xn @ x + radius * (W_hn @ h_prev) + b_n"

PLACES = Places(
    width=330,
    height=324,
    boxes=(
        ("op", "× 1 − leak", "(1 - leak) * h_prev", "h", KEEP + 8, BELT, 82),
        ("op", "+", "h", "h", PLUS, BELT),
        ("op", "× leak", "leak * n", "n", PLUS, WRITE, 56),
        ("squash", "tanh", "n", "n", N, GATES),
    ),
    wires=(
        ("h_prev", "h", ((0, BELT), (KEEP - 33, BELT)), False, (4, BELT - 16, "start")),
        ("(1 - leak) * h_prev", "h", ((KEEP + 49, BELT), (PLUS - 12, BELT)), False, (134, BELT - 16, "middle")),
        ("h", "h", ((PLUS + 12, BELT), (330, BELT)), True, (254, BELT - 12, "middle")),
        ("n", "n", ((N, GATES - 14), (N, WRITE), (PLUS + 28, WRITE)), True, (N - 8, 170, "end")),
        ("leak * n", "n", ((PLUS, WRITE - 12), (PLUS, BELT + 12)), True, (PLUS + 8, 91, "start")),
        ("h_prev", "h", ((16, BELT), (16, BUS), (N, BUS)), False, None),
        ("x", "x", ((40, 324), (40, BUS)), False, None),
        (SUM, "n", ((N, BUS), (N, GATES + 14)), True, (N + 8, BUS - 11, "start")),
    ),
    captions=(
        ("output before", 4, 24, "start", "h"),
        ("output", 326, 28, "end", "h"),
        ("input", 48, 316, "start", None),
    ),
)
