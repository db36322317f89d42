"""A diagonal linear recurrence (Gu et al. 2022, S4D; Orvieto et al. 2023, LRU): a state-space model's heart, in reals.

New against the LSTM: a unit keeps the same share a at every step, whatever it reads, and a is learned. Nothing is
squashed, so all steps can be computed at once. exp(-rate) lies between 0 and 1; at the start it is 0.95.
"""

from lstm_core.cell import Cell

CELL = Cell(
    "Diagonal recurrence",
    """
    rate = exp(b_rate)
    a = exp(-rate)
    c = a * c_prev + (1 - a) * (W_xc @ x)
    h = W_ch @ c + W_xh @ x + b_h
    """,
    start={"b_rate": -3.0},
)
