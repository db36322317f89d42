"""The peephole LSTM with a linear output (Greff et al. 2017): no tanh around c."""

from lstm_core.cell import Cell

CELL = Cell(
    "No output activation",
    """
    i = sigmoid(W_xi @ x + W_hi @ h_prev + w_ci * c_prev + b_i)
    f = sigmoid(W_xf @ x + W_hf @ h_prev + w_cf * c_prev + b_f)
    g = tanh(W_xg @ x + W_hg @ h_prev + b_g)
    c = f * c_prev + i * g
    o = sigmoid(W_xo @ x + W_ho @ h_prev + w_co * c + b_o)
    h = o * c
    """,
    start={"b_f": 1.0},
)
