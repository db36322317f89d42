"""Just another network (van der Westhuizen & Lasenby 2018): the LSTM with nothing but its forget gate."""

from lstm_core.cell import Cell

CELL = Cell(
    "JANET",
    """
    f = sigmoid(W_xf @ x + W_hf @ h_prev + b_f)
    g = tanh(W_xg @ x + W_hg @ h_prev + b_g)
    h = f * h_prev + (1 - f) * g
    """,
    start={"b_f": 1.0},
)
