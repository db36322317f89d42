"""The first long short-term memory (Hochreiter & Schmidhuber 1997): no forget gate, the memory only ever adds.

The paper's squashes: the candidate lies within ±2, the output within ±1. Blocks of one cell; its gates also read each
other's last values, which is left out here (see `full_gate_recurrence.py`).
"""

from lstm_core.cell import Cell

CELL = Cell(
    "LSTM of 1997",
    """
    i = sigmoid(W_xi @ x + W_hi @ h_prev + b_i)
    g = 4 * sigmoid(W_xg @ x + W_hg @ h_prev + b_g) - 2
    o = sigmoid(W_xo @ x + W_ho @ h_prev + b_o)
    c = c_prev + i * g
    h = o * (2 * sigmoid(c) - 1)
    """,
)
