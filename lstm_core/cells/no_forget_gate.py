"""The peephole LSTM without its forget gate (Greff et al. 2017): f = 1."""

from lstm_core.cell import Cell

CELL = Cell(
    "No forget gate",
    """
    i = sigmoid(W_xi @ x + W_hi @ h_prev + w_ci * c_prev + b_i)
    g = tanh(W_xg @ x + W_hg @ h_prev + b_g)
    c = c_prev + i * g
    o = sigmoid(W_xo @ x + W_ho @ h_prev + w_co * c + b_o)
    h = o * tanh(c)
    """,
)
