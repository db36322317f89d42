"""The convolutional LSTM (Shi et al. 2015): a memory at every pixel, products become convolutions.

One peephole per channel, with which the paper's parameter counts come out; at 0 it is Keras's ConvLSTM2D.
"""

from lstm_core.cell import Cell

CELL = Cell(
    "ConvLSTM",
    """
    i = sigmoid(conv(W_xi, x) + conv(W_hi, h_prev) + w_ci * c_prev + b_i)
    f = sigmoid(conv(W_xf, x) + conv(W_hf, h_prev) + w_cf * c_prev + b_f)
    g = tanh(conv(W_xg, x) + conv(W_hg, h_prev) + b_g)
    c = f * c_prev + i * g
    o = sigmoid(conv(W_xo, x) + conv(W_ho, h_prev) + w_co * c + b_o)
    h = o * tanh(c)
    """,
    start={"b_f": 1.0},
    constants={"k": 3},
)
