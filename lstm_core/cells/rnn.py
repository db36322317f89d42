"""The vanilla recurrent network (Elman 1990): what it knows is written anew at every step."""

from lstm_core.cell import Cell

CELL = Cell(
    "RNN",
    """
    h = tanh(W_xh @ x + W_hh @ h_prev + b_h)
    """,
    torch_name="RNN",
)
