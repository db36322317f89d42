"""The peephole LSTM whose gates also read the last values of all gates."""

from lstm_core.diagram.places.lstm import BUS, OUTPUT
from lstm_core.diagram.places.lstm_like import lstm_like, sums_of

PAST = {name: 280 + 12 * k for k, name in enumerate("ifo")}  # the levels on which the last values of the gates come in
SUMS = {
    name: text if name == "g" else text.replace(" + b_", "".join(f" + W_{a}{name} @ {a}_prev" for a in PAST) + " + b_")
    for name, text in sums_of("figo", peepholes=True).items()
}

PLACES = lstm_like(
    SUMS,
    peepholes=True,
    bus=(
        (),
        [
            ("h_prev", "h", ((0, BUS), (OUTPUT, BUS)), False, (4, BUS - 8, "start")),
            ("x", "x", ((46, 336), (46, BUS)), False, None),
            *((f"{name}_prev", name, ((0, y), (y - 270, y), (y - 270, BUS)), False, None) for name, y in PAST.items()),
        ],
    ),
    height=336,
    captions=(
        ("output before", 54, BUS + 17, "start", "h"),
        ("gates before", 54, 308, "start", None),
        ("input", 54, 330, "start", None),
    ),
)
