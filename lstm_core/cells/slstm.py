"""The sLSTM (Beck et al. 2024, “xLSTM”): the LSTM with exponential gates, whose memory is weighed against their sum.

New against the LSTM: i and f are exponentials, so one input may outweigh all before it; `norm` sums these weights, and
c / norm is what is shown. f may also be a sigmoid in the paper; here it is an exponential. c and norm are both kept
multiplied by exp(-m), which changes no h and keeps exp from overflowing.
"""

from lstm_core.cell import Cell

CELL = Cell(
    "sLSTM",
    """
    log_i = W_xi @ x + W_hi @ h_prev + b_i
    log_f = W_xf @ x + W_hf @ h_prev + b_f
    m = max(log_f + m_prev, log_i)
    i = exp(log_i - m)
    f = exp(log_f + m_prev - m)
    g = tanh(W_xg @ x + W_hg @ h_prev + b_g)
    o = sigmoid(W_xo @ x + W_ho @ h_prev + b_o)
    c = f * c_prev + i * g
    norm = f * norm_prev + i
    h = o * (c / norm)
    """,
)
