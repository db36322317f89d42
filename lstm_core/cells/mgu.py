"""The minimal gated unit (Zhou, Wu, Zhang & Zhou 2016): the GRU with one gate, which resets and writes at once."""

from lstm_core.cell import Cell

CELL = Cell(
    "MGU",
    """
    f = sigmoid(W_xf @ x + W_hf @ h_prev + b_f)
    n = tanh(W_xn @ x + W_hn @ (f * h_prev) + b_n)
    h = (1 - f) * h_prev + f * n
    """,
)
