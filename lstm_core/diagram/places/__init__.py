"""Hand-placed diagrams, one file for each cell that has one: plain numbers, values named by their expression."""

from typing import NamedTuple

from lstm_core.found import Found


class Places(NamedTuple):
    """Where the parts of one cell stand, in units of about a pixel; a value is named by its expression ("" = none).

    boxes: (shape, text, value, name whose colour it takes, x, y[, width])
    wires: (value, name, points, whether it ends in an arrow, (x, y, anchor) of its number or None)
    captions: (text, x, y, anchor, name or None)
    """

    width: float
    height: float
    boxes: tuple
    wires: tuple
    captions: tuple = ()


PLACES: Found[Places] = Found("lstm_core.diagram.places", "PLACES")
