"""The minGRU (Feng et al. 2024, “Were RNNs all we needed?”): a GRU whose gate and candidate read the input alone.

New against the GRU: nothing but z * h_prev looks back, so all steps can be computed at once; there is no reset gate and
no tanh. Here z keeps, as in the GRU; the paper's z is 1 - z.
"""

from lstm_core.cell import Cell

CELL = Cell(
    "minGRU",
    """
    z = sigmoid(W_xz @ x + b_z)
    n = W_xn @ x + b_n
    h = (1 - z) * n + z * h_prev
    """,
)
