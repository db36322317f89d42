"""Temporal order 6b of Hochreiter & Schmidhuber (1997): three letters X or Y, eight orders."""

from lstm_core.tasks.temporal_order import temporal_order

WINDOWS = ((10, 20), (33, 43), (66, 76))  # in percent of T

TASK = temporal_order(
    "Temporal order, three",
    WINDOWS,
    "QRSUVABC",
    20,
    published="Hochreiter & Schmidhuber 1997, 6b: 2 of 2,560 wrong after 571,100 sequences (LSTM, 10 trials)",
    reported={(100, "LSTM 1997"): 571_100},
    wrong=2,
    sequences=100_000,
)
