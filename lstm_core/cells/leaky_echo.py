"""A unit of an echo state network (Jaeger 2001): nothing in it is trained, only what reads it.

W_hn is drawn as a rotation and made smaller by `radius`, so that whatever the unit started from dies out.
"""

from lstm_core.cell import Cell

CELL = Cell(
    "Leaky echo unit",
    """
    n = tanh(W_xn @ x + radius * (W_hn @ h_prev) + b_n)
    h = (1 - leak) * h_prev + leak * n
    """,
    constants={"leak": 0.3, "radius": 0.9},
    fixed={"W_xn", "W_hn", "b_n"},
)
