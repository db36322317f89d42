"""The minLSTM: two gates that read the input alone, each divided by both, turn the valves of one belt."""

from lstm_core.diagram.places import Places

BELT, WRITE, DIVIDE, SUM, GATES, BUS = 58, 122, 180, 222, 286, 334
F, INPUT, G, PLUS = 64, 176, 282, 176

PLACES = Places(
    width=330,
    height=382,
    boxes=(
        ("op", "×", "keep * h_prev", "keep", F, BELT),
        ("op", "+", "h", "h", PLUS, BELT),
        ("op", "×", "write * g", "write", PLUS, WRITE),
        ("op", "÷", "keep", "keep", F, DIVIDE),
        ("op", "÷", "write", "write", INPUT, DIVIDE),
        ("op", "+", "f + i", "f", 120, SUM),
        ("squash", "σ", "f", "f", F, GATES),
        ("squash", "σ", "i", "i", INPUT, GATES),
        ("op", "+", "g", "g", G, GATES),
    ),
    wires=(
        ("h_prev", "h", ((0, BELT), (F - 12, BELT)), False, (4, BELT - 12, "start")),
        ("keep * h_prev", "h", ((F + 12, BELT), (PLUS - 12, BELT)), False, (120, BELT - 12, "middle")),
        ("h", "h", ((PLUS + 12, BELT), (330, BELT)), True, (258, BELT - 12, "middle")),
        ("keep", "keep", ((F, DIVIDE - 12), (F, BELT + 12)), True, (F - 8, 120, "end")),
        ("write", "write", ((INPUT, DIVIDE - 12), (INPUT, WRITE + 12)), True, (INPUT + 8, 153, "start")),
        ("write * g", "g", ((PLUS, WRITE - 12), (PLUS, BELT + 12)), True, (PLUS + 8, 95, "start")),
        ("f", "f", ((F, GATES - 14), (F, DIVIDE + 12)), True, (F - 8, 250, "end")),
        ("i", "i", ((INPUT, GATES - 14), (INPUT, DIVIDE + 12)), True, (INPUT + 8, 250, "start")),
        ("f", "f", ((F, SUM), (108, SUM)), True, None),
        ("i", "i", ((INPUT, SUM), (132, SUM)), True, None),
        ("f + i", "f", ((120, SUM - 12), (120, DIVIDE), (F + 12, DIVIDE)), True, (120, DIVIDE - 9, "middle")),
        ("f + i", "f", ((120, DIVIDE), (INPUT - 12, DIVIDE)), True, None),
        ("g", "g", ((G, GATES - 12), (G, WRITE), (PLUS + 12, WRITE)), True, (G - 8, 200, "end")),
        ("x", "x", ((26, 382), (26, BUS), (G, BUS)), False, None),
        ("W_xf @ x + b_f", "f", ((F, BUS), (F, GATES + 14)), True, (F + 8, BUS - 12, "start")),
        ("W_xi @ x + b_i", "i", ((INPUT, BUS), (INPUT, GATES + 14)), True, (INPUT + 8, BUS - 12, "start")),
        ("", "g", ((G, BUS), (G, GATES + 12)), True, None),
    ),
    captions=(
        ("keep", F - 18, DIVIDE + 4, "end", "keep"),
        ("write", INPUT + 18, DIVIDE + 4, "start", "write"),
        ("g", G - 18, GATES + 4, "end", "g"),
        ("output before", 4, 28, "start", "h"),
        ("output", 326, 28, "end", "h"),
        ("input", 34, 374, "start", None),
    ),
)
