"""The LSTM whose forget gate is what its input gate leaves (Greff et al. 2017): to write is to forget."""

from lstm_core.cell import Cell

CELL = Cell(
    "Coupled LSTM",
    """
    i = sigmoid(W_xi @ x + W_hi @ h_prev + b_i)
    g = tanh(W_xg @ x + W_hg @ h_prev + b_g)
    o = sigmoid(W_xo @ x + W_ho @ h_prev + b_o)
    c = (1 - i) * c_prev + i * g
    h = o * tanh(c)
    """,
    # The input gate starts at 0.27, so that as much is kept as where a forget bias is 1.
    start={"b_i": -1.0},
)
