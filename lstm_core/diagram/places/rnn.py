"""The vanilla network: three numbers are added and squashed, and that is all it remembers."""

from lstm_core.diagram.places import Places

OUT, MIDDLE = 166, 186

PLACES = Places(
    width=330,
    height=312,
    boxes=(
        ("op", "W", "W_hh @ h_prev", "h", 78, MIDDLE),
        ("op", "W", "W_xh @ x", "x", OUT, 250),
        ("op", "+", "W_xh @ x + W_hh @ h_prev + b_h", "h", OUT, MIDDLE),
        ("squash", "tanh", "h", "h", OUT, 122, 44),
        ("port", "bias", "b_h", "x", 276, MIDDLE, 32),
    ),
    wires=(
        ("h_prev", "h", ((0, MIDDLE), (66, MIDDLE)), True, (4, MIDDLE - 10, "start")),
        ("W_hh @ h_prev", "h", ((90, MIDDLE), (OUT - 12, MIDDLE)), True, (122, MIDDLE - 10, "middle")),
        ("x", "x", ((OUT, 312), (OUT, 262)), True, None),
        ("W_xh @ x", "x", ((OUT, 238), (OUT, MIDDLE + 12)), True, (OUT + 8, 222, "start")),
        ("b_h", "x", ((260, MIDDLE), (OUT + 12, MIDDLE)), True, (219, MIDDLE - 10, "middle")),
        ("W_xh @ x + W_hh @ h_prev + b_h", "h", ((OUT, MIDDLE - 12), (OUT, 136)), True, (OUT + 8, 159, "start")),
        ("h", "h", ((OUT, 108), (OUT, 58), (330, 58)), True, (248, 46, "middle")),
    ),
    captions=(
        ("output before", 4, MIDDLE + 30, "start", "h"),
        ("output", 326, 28, "end", "h"),
        ("input", OUT + 8, 304, "start", None),
    ),
)
