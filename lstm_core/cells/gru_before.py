"""The gated recurrent unit as first written (Cho et al. 2014): the reset gate acts before the product."""

from lstm_core.cell import Cell

CELL = Cell(
    "GRU, reset before",
    """
    r = sigmoid(W_xr @ x + W_hr @ h_prev + b_r)
    z = sigmoid(W_xz @ x + W_hz @ h_prev + b_z)
    n = tanh(W_xn @ x + W_hn @ (r * h_prev) + b_n)
    h = (1 - z) * n + z * h_prev
    """,
)
