"""The peephole LSTM without its input gate (Greff et al. 2017): i = 1."""

from lstm_core.cell import Cell

CELL = Cell(
    "No input gate",
    """
    f = sigmoid(W_xf @ x + W_hf @ h_prev + w_cf * c_prev + b_f)
    g = tanh(W_xg @ x + W_hg @ h_prev + b_g)
    c = f * c_prev + g
    o = sigmoid(W_xo @ x + W_ho @ h_prev + w_co * c + b_o)
    h = o * tanh(c)
    """,
    start={"b_f": 1.0},
)
