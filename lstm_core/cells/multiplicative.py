"""The LSTM whose gates read a product of input and past (Krause, Lu, Murray & Renals 2016): m in the place of h."""

from lstm_core.cell import Cell

CELL = Cell(
    "Multiplicative LSTM",
    """
    m = (W_xm @ x) * (W_hm @ h_prev)
    i = sigmoid(W_xi @ x + W_mi @ m + b_i)
    f = sigmoid(W_xf @ x + W_mf @ m + b_f)
    g = tanh(W_xg @ x + W_mg @ m + b_g)
    o = sigmoid(W_xo @ x + W_mo @ m + b_o)
    c = f * c_prev + i * g
    h = o * tanh(c)
    """,
    start={"b_f": 1.0},
)
