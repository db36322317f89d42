"""The GRU with its output on the belt: z keeps, 1 − z writes the candidate, r sits on the way into the candidate."""

from lstm_core.diagram.places import Places

BELT, GATES, BUS = 58, 228, 276
Z, R, RESET, N, PLUS = 64, 148, 218, 282, 166

PLACES = Places(
    width=330,
    height=324,
    boxes=(
        ("op", "×", "z * h_prev", "z", Z, BELT),
        ("op", "+", "h", "h", PLUS, BELT),
        ("op", "×", "(1 - z) * n", "n", PLUS, 114),
        ("op", "1 −", "1 - z", "z", 118, 152, 36),
        ("squash", "tanh", "n", "n", N, 174),
        ("squash", "σ", "z", "z", Z, GATES),
        ("squash", "σ", "r", "r", R, GATES),
        ("op", "×", "r * (W_hn @ h_prev + b_hn)", "r", RESET, GATES),
        ("op", "+", "W_xn @ x + b_n + r * (W_hn @ h_prev + b_hn)", "n", N, GATES),
    ),
    wires=(
        ("h_prev", "h", ((0, BELT), (Z - 12, BELT)), False, (4, BELT - 12, "start")),
        ("z * h_prev", "h", ((Z + 12, BELT), (PLUS - 12, BELT)), False, (115, BELT - 12, "middle")),
        ("h", "h", ((PLUS + 12, BELT), (330, BELT)), True, (254, BELT - 12, "middle")),
        ("z", "z", ((Z, GATES - 14), (Z, BELT + 12)), True, (Z - 8, 120, "end")),
        ("z", "z", ((Z, 152), (100, 152)), False, None),
        ("1 - z", "z", ((136, 152), (PLUS, 152), (PLUS, 126)), True, (160, 170, "middle")),
        ("n", "n", ((N, 160), (N, 114), (PLUS + 12, 114)), True, (N - 8, 148, "end")),
        ("(1 - z) * n", "n", ((PLUS, 102), (PLUS, BELT + 12)), True, (PLUS + 8, 91, "start")),
        ("r", "r", ((R + 20, GATES), (RESET - 12, GATES)), True, (187, GATES - 10, "middle")),
        (
            *("r * (W_hn @ h_prev + b_hn)", "n", ((RESET + 12, GATES), (N - 12, GATES)), True),
            (250, GATES - 10, "middle"),
        ),
        (
            *("W_xn @ x + b_n + r * (W_hn @ h_prev + b_hn)", "n", ((N, GATES - 12), (N, 188)), True),
            (N + 8, 207, "start"),
        ),
        ("h_prev", "h", ((16, BELT), (16, BUS), (RESET, BUS)), False, None),
        ("x", "x", ((40, 324), (40, BUS)), False, None),
        ("", "h", ((RESET, BUS), (N, BUS)), False, None),
        ("W_xz @ x + W_hz @ h_prev + b_z", "z", ((Z, BUS), (Z, GATES + 14)), True, (Z + 8, BUS - 11, "start")),
        ("W_xr @ x + W_hr @ h_prev + b_r", "r", ((R, BUS), (R, GATES + 14)), True, (R + 8, BUS - 11, "start")),
        ("W_hn @ h_prev + b_hn", "h", ((RESET, BUS), (RESET, GATES + 12)), True, (RESET + 8, BUS - 11, "start")),
        ("W_xn @ x + b_n", "n", ((N, BUS), (N, GATES + 12)), True, (N + 8, BUS - 11, "start")),
    ),
    captions=(
        ("output before", 4, 28, "start", "h"),
        ("output", 326, 28, "end", "h"),
        ("input", 48, 316, "start", None),
    ),
)
