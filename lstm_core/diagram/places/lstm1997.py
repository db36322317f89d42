"""The LSTM of 1997: no valve on the belt, and squashes of its own."""

from lstm_core.diagram.places.lstm import BELT, BUS, CANDIDATE, GATES, OUTPUT, PLUS
from lstm_core.diagram.places.lstm_like import lstm_like, sums_of

CANDIDATE_SQUASH = "sigmoid(W_xg @ x + W_hg @ h_prev + b_g)"
SUMS = sums_of("igo")

PLACES = lstm_like(
    SUMS,
    candidate=(
        [
            ("squash", "σ", CANDIDATE_SQUASH, "g", CANDIDATE, GATES),
            ("op", "4 × − 2", "g", "g", CANDIDATE, 168, 56),
        ],
        [
            (SUMS["g"], "g", ((CANDIDATE, BUS), (CANDIDATE, GATES + 14)), True, (CANDIDATE + 8, BUS - 12, "start")),
            (CANDIDATE_SQUASH, "g", ((CANDIDATE, GATES - 14), (CANDIDATE, 180)), True, None),
            ("g", "g", ((CANDIDATE, 156), (CANDIDATE, 122), (PLUS + 12, 122)), True, (CANDIDATE + 8, 146, "start")),
        ],
    ),
    shown=(
        [
            ("squash", "σ", "sigmoid(c)", "c", OUTPUT, 86),
            ("op", "2 × − 1", "2 * sigmoid(c) - 1", "c", OUTPUT, 118, 56),
            ("op", "×", "h", "o", OUTPUT, 150),
        ],
        [
            ("c", "c", ((OUTPUT, BELT), (OUTPUT, 72)), True, None),
            ("sigmoid(c)", "c", ((OUTPUT, 100), (OUTPUT, 106)), False, None),
            ("2 * sigmoid(c) - 1", "c", ((OUTPUT, 130), (OUTPUT, 138)), False, None),
            ("o", "o", ((OUTPUT, GATES - 14), (OUTPUT, 162)), True, (OUTPUT + 8, 184, "start")),
            ("h", "h", ((OUTPUT + 12, 150), (322, 150)), True, (317, 145, "end")),
        ],
    ),
    captions=(
        ("output before", 34, BUS + 17, "start", "h"),
        ("input", 34, 306, "start", None),
        ("g", CANDIDATE - 26, GATES + 4, "end", "g"),
    ),
)
