"""The gated recurrent unit (Cho et al. 2014), with the reset gate after the product, as torch and cuDNN compute it."""

from lstm_core.cell import Cell

CELL = Cell(
    "GRU",
    """
    r = sigmoid(W_xr @ x + W_hr @ h_prev + b_r)
    z = sigmoid(W_xz @ x + W_hz @ h_prev + b_z)
    n = tanh(W_xn @ x + b_n + r * (W_hn @ h_prev + b_hn))
    h = (1 - z) * n + z * h_prev
    """,
    torch_name="GRU",
)
