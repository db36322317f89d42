"""The minimal gated unit: one gate resets what the candidate reads, writes it, and keeps the rest."""

from lstm_core.diagram.places import Places
from lstm_core.diagram.places.gru import BELT, BUS, GATES, PLUS, RESET, N

F, TURN = 64, 182

PLACES = Places(
    width=330,
    height=324,
    boxes=(
        ("op", "×", "(1 - f) * h_prev", "f", F, BELT),
        ("op", "+", "h", "h", PLUS, BELT),
        ("op", "×", "f * n", "n", PLUS, 114),
        ("op", "1 −", "1 - f", "f", F, 140, 36),
        ("squash", "tanh", "n", "n", N, 174),
        ("squash", "σ", "f", "f", F, GATES),
        ("op", "×", "f * h_prev", "f", RESET, GATES),
        ("op", "+", "W_xn @ x + W_hn @ (f * h_prev) + b_n", "n", N, GATES),
    ),
    wires=(
        ("h_prev", "h", ((0, BELT), (F - 12, BELT)), False, (4, BELT - 12, "start")),
        ("(1 - f) * h_prev", "h", ((F + 12, BELT), (PLUS - 12, BELT)), False, (115, BELT - 12, "middle")),
        ("h", "h", ((PLUS + 12, BELT), (330, BELT)), True, (254, BELT - 12, "middle")),
        ("f", "f", ((F, GATES - 14), (F, 152)), True, (F + 8, 174, "start")),
        ("f", "f", ((F, TURN), (PLUS, TURN), (PLUS, 126)), True, None),
        ("1 - f", "f", ((F, 128), (F, BELT + 12)), True, (F + 8, 103, "start")),
        ("n", "n", ((N, 160), (N, 114), (PLUS + 12, 114)), True, (N - 8, 148, "end")),
        ("f * n", "n", ((PLUS, 102), (PLUS, BELT + 12)), True, (PLUS + 8, 91, "start")),
        ("f", "f", ((F + 20, GATES), (RESET - 12, GATES)), True, None),
        ("f * h_prev", "n", ((RESET + 12, GATES), (N - 12, GATES)), True, (250, GATES - 10, "middle")),
        ("W_xn @ x + W_hn @ (f * h_prev) + b_n", "n", ((N, GATES - 12), (N, 188)), True, (N + 8, 207, "start")),
        ("h_prev", "h", ((16, BELT), (16, BUS), (RESET, BUS)), False, None),
        ("x", "x", ((40, 324), (40, BUS)), False, None),
        ("", "h", ((RESET, BUS), (N, BUS)), False, None),
        ("W_xf @ x + W_hf @ h_prev + b_f", "f", ((F, BUS), (F, GATES + 14)), True, (F + 8, BUS - 11, "start")),
        ("h_prev", "h", ((RESET, BUS), (RESET, GATES + 12)), True, None),
        ("x", "x", ((N, BUS), (N, GATES + 12)), True, None),
    ),
    captions=(
        ("output before", 4, 28, "start", "h"),
        ("output", 326, 28, "end", "h"),
        ("input", 48, 316, "start", None),
    ),
)
