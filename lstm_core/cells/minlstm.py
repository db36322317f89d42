"""The minLSTM (Feng et al. 2024, “Were RNNs all we needed?”): an LSTM whose gates read the input alone.

New against the LSTM: no gate sees the past, so all steps can be computed at once; the two gates are divided by their
sum, so that what is kept and what is written make 1; there is no output gate and no tanh.
"""

from lstm_core.cell import Cell

CELL = Cell(
    "minLSTM",
    """
    f = sigmoid(W_xf @ x + b_f)
    i = sigmoid(W_xi @ x + b_i)
    g = W_xg @ x + b_g
    keep = f / (f + i)
    write = i / (f + i)
    h = keep * h_prev + write * g
    """,
    start={"b_f": 1.0},
)
