"""The GRU whose reset gate acts on the past before the product."""

from lstm_core.diagram.places import Places
from lstm_core.diagram.places.gru import BUS, GATES, RESET, N
from lstm_core.diagram.places.gru import PLACES as GRU

SUM, READ = "W_xn @ x + W_hn @ (r * h_prev) + b_n", "r * h_prev"
OLD = {
    "r * (W_hn @ h_prev + b_hn)": READ,
    "W_xn @ x + b_n + r * (W_hn @ h_prev + b_hn)": SUM,
}
GONE = ("W_hn @ h_prev + b_hn", "W_xn @ x + b_n")

PLACES = Places(
    GRU.width,
    GRU.height,
    tuple((shape, text, OLD.get(value, value), *rest) for shape, text, value, *rest in GRU.boxes),
    (
        *((OLD.get(value, value), *rest) for value, *rest in GRU.wires if value not in GONE),
        ("h_prev", "h", ((RESET, BUS), (RESET, GATES + 12)), True, None),
        ("x", "x", ((N, BUS), (N, GATES + 12)), True, None),
    ),
    GRU.captions,
)
