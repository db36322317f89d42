"""The LSTM as Olah drew it: the memory's belt on top, the gates below it, what is read at the bottom."""

from lstm_core.diagram.places import Places

BELT, GATES, BUS = 58, 212, 262
FORGET, INPUT, PLUS, CANDIDATE, OUTPUT = 56, 118, 152, 186, 262

PLACES = Places(
    width=322,
    height=312,
    boxes=(
        ("op", "×", "f * c_prev", "f", FORGET, BELT),
        ("op", "+", "c", "c", PLUS, BELT),
        ("op", "×", "i * g", "i", PLUS, 122),
        ("squash", "tanh", "tanh(c)", "c", OUTPUT, 96, 44),
        ("op", "×", "h", "o", OUTPUT, 146),
        ("squash", "σ", "f", "f", FORGET, GATES),
        ("squash", "σ", "i", "i", INPUT, GATES),
        ("squash", "tanh", "g", "g", CANDIDATE, GATES),
        ("squash", "σ", "o", "o", OUTPUT, GATES),
    ),
    wires=(
        ("c_prev", "c", ((0, BELT), (FORGET - 12, BELT)), False, (4, BELT - 12, "start")),
        ("f * c_prev", "c", ((FORGET + 12, BELT), (PLUS - 12, BELT)), False, (104, BELT - 12, "middle")),
        ("c", "c", ((PLUS + 12, BELT), (322, BELT)), True, (206, BELT - 12, "middle")),
        ("f", "f", ((FORGET, GATES - 14), (FORGET, BELT + 12)), True, (FORGET - 8, 140, "end")),
        ("i", "i", ((INPUT, GATES - 14), (INPUT, 122), (PLUS - 12, 122)), True, (INPUT - 8, 172, "end")),
        ("g", "g", ((CANDIDATE, GATES - 14), (CANDIDATE, 122), (PLUS + 12, 122)), True, (CANDIDATE + 8, 172, "start")),
        ("i * g", "g", ((PLUS, 110), (PLUS, BELT + 12)), True, (PLUS + 8, 95, "start")),
        ("c", "c", ((OUTPUT, BELT), (OUTPUT, 82)), True, None),
        ("tanh(c)", "c", ((OUTPUT, 110), (OUTPUT, 134)), True, (OUTPUT - 8, 127, "end")),
        ("o", "o", ((OUTPUT, GATES - 14), (OUTPUT, 158)), True, (OUTPUT + 8, 183, "start")),
        ("h", "h", ((OUTPUT + 12, 146), (322, 146)), True, (317, 137, "end")),
        ("h_prev", "h", ((0, BUS), (OUTPUT, BUS)), False, (4, BUS - 8, "start")),
        ("x", "x", ((26, 312), (26, BUS)), False, None),
        *(
            (text, name, ((at, BUS), (at, GATES + 14)), True, (at + 8, BUS - 12, "start"))
            for name, at in (("f", FORGET), ("i", INPUT), ("g", CANDIDATE), ("o", OUTPUT))
            for text in (f"W_x{name} @ x + W_h{name} @ h_prev + b_{name}",)
        ),
    ),
    captions=(
        ("memory before", 4, 28, "start", "c"),
        ("memory", 318, 28, "end", "c"),
        ("output", 317, 166, "end", "h"),
        ("output before", 34, BUS + 17, "start", "h"),
        ("input", 34, 306, "start", None),
    ),
)
