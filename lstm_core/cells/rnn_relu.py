"""The vanilla network with a rectifier that starts as the identity (Le, Jaitly & Hinton 2015): tanh becomes relu."""

from lstm_core.cell import Cell

CELL = Cell(
    "ReLU RNN",
    """
    h = relu(W_xh @ x + W_hh @ h_prev + b_h)
    """,
    start={"W_hh": "identity"},
)
