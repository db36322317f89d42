"""The peephole LSTM whose gates read gates (Greff et al. 2017): the last values of all of them, as in 1997."""

from lstm_core.cell import Cell

CELL = Cell(
    "Full gate recurrence",
    """
    i = sigmoid(W_xi @ x + W_hi @ h_prev + w_ci * c_prev + W_ii @ i_prev + W_fi @ f_prev + W_oi @ o_prev + b_i)
    f = sigmoid(W_xf @ x + W_hf @ h_prev + w_cf * c_prev + W_if @ i_prev + W_ff @ f_prev + W_of @ o_prev + b_f)
    g = tanh(W_xg @ x + W_hg @ h_prev + b_g)
    c = f * c_prev + i * g
    o = sigmoid(W_xo @ x + W_ho @ h_prev + w_co * c + W_io @ i_prev + W_fo @ f_prev + W_oo @ o_prev + b_o)
    h = o * tanh(c)
    """,
    start={"b_f": 1.0},
)
