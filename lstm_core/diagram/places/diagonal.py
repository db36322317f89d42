"""The diagonal recurrence: a belt whose valve stands where training left it, read through a matrix."""

from lstm_core.diagram.places import Places

BELT, WRITE, BUS, A, PLUS, IN, OUT = 58, 122, 268, 64, 152, 226, 286

PLACES = Places(
    width=340,
    height=318,
    boxes=(
        ("op", "×", "a * c_prev", "a", A, BELT),
        ("op", "+", "c", "c", PLUS, BELT),
        ("op", "×", "(1 - a) * (W_xc @ x)", "c", PLUS, WRITE),
        ("op", "1 −", "1 - a", "a", 108, WRITE, 36),
        ("squash", "exp", "a", "a", A, 172, 44),
        ("op", "−", "-rate", "rate", A, 212),
        ("squash", "exp", "rate", "rate", A, 256, 44),
        ("port", "b_rate", "b_rate", "rate", A, 300, 56),
        ("op", "W", "W_xc @ x", "c", IN, 196),
        ("op", "+", "h", "h", OUT, 146),
    ),
    wires=(
        ("c_prev", "c", ((0, BELT), (A - 12, BELT)), False, (4, BELT - 12, "start")),
        ("a * c_prev", "c", ((A + 12, BELT), (PLUS - 12, BELT)), False, (108, BELT - 12, "middle")),
        ("c", "c", ((PLUS + 12, BELT), (340, BELT)), True, (224, BELT - 12, "middle")),
        ("a", "a", ((A, 158), (A, BELT + 12)), True, (A - 8, 108, "end")),
        ("a", "a", ((A, WRITE), (90, WRITE)), False, None),
        ("1 - a", "a", ((126, WRITE), (PLUS - 12, WRITE)), True, (133, 146, "middle")),
        ("(1 - a) * (W_xc @ x)", "c", ((PLUS, WRITE - 12), (PLUS, BELT + 12)), True, (PLUS + 8, 95, "start")),
        ("b_rate", "rate", ((A, 292), (A, 270)), True, None),
        ("rate", "rate", ((A, 242), (A, 224)), True, (A + 8, 237, "start")),
        ("-rate", "rate", ((A, 200), (A, 186)), True, None),
        ("W_xc @ x", "c", ((IN, 184), (IN, WRITE), (PLUS + 12, WRITE)), True, (IN - 8, 160, "end")),
        ("c", "c", ((OUT, BELT), (OUT, 134)), True, None),
        ("h", "h", ((OUT + 12, 146), (340, 146)), True, (335, 137, "end")),
        ("x", "x", ((IN, 318), (IN, 208)), True, None),
        ("x", "x", ((IN, BUS), (OUT, BUS), (OUT, 158)), True, None),
    ),
    captions=(
        ("h", OUT - 18, 162, "end", "h"),
        ("memory before", 4, 28, "start", "c"),
        ("memory", 336, 28, "end", "c"),
        ("output", 335, 168, "end", "h"),
        ("input", IN + 8, 310, "start", None),
    ),
)
