"""The coupled LSTM whose gates see the memory (Greff et al. 2017): the peephole LSTM with f = 1 - i."""

from lstm_core.cell import Cell

CELL = Cell(
    "Coupled, with peepholes",
    """
    i = sigmoid(W_xi @ x + W_hi @ h_prev + w_ci * c_prev + b_i)
    g = tanh(W_xg @ x + W_hg @ h_prev + b_g)
    c = (1 - i) * c_prev + i * g
    o = sigmoid(W_xo @ x + W_ho @ h_prev + w_co * c + b_o)
    h = o * tanh(c)
    """,
    start={"b_i": -1.0},
)
