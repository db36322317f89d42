"""Long short-term memory with a forget gate (Hochreiter & Schmidhuber 1997; Gers, Schmidhuber & Cummins 2000)."""

from lstm_core.cell import Cell

CELL = Cell(
    "LSTM",
    """
    i = sigmoid(W_xi @ x + W_hi @ h_prev + b_i)
    f = sigmoid(W_xf @ x + W_hf @ h_prev + b_f)
    g = tanh(W_xg @ x + W_hg @ h_prev + b_g)
    o = sigmoid(W_xo @ x + W_ho @ h_prev + b_o)
    c = f * c_prev + i * g
    h = o * tanh(c)
    """,
    # A forget gate that starts half closed forgets within a few words; with a bias of 1 it starts at 0.73
    # (Gers et al. 2000; Jozefowicz, Zaremba & Sutskever 2015).
    start={"b_f": 1.0},
    torch_name="LSTM",
)
