"""A network built by hand that remembers one of two cues, so that every experiment on it has a known outcome."""

import numpy as np

from lstm_core import CELLS
from lstm_core.networks.network import Network
from lstm_core.networks.parts import Layer

VOCABULARY = ("red", "blue", "noise", "ask", "stop", "go")
RED, BLUE, NOISE, ASK, STOP, GO = range(6)
SURE = 80.0  # a gate with this in its sum is closed or open to the last digit
CARRIER, IDLE = 1, (0, 2)


def latch() -> Network:
    """Unit 1 writes +1 at "red" and -1 at "blue", keeps it, and shows it only at "ask"; units 0 and 2 do nothing.

    After "ask" the answer is "stop" (red) or "go" (blue).
    """
    cell, V, H = CELLS["lstm"], len(VOCABULARY), 3
    weights = {name: np.zeros(shape) for name, shape in cell.shapes(V, H).items()}
    for gate, bias in (("i", -SURE), ("f", SURE), ("o", -SURE)):
        weights[f"b_{gate}"][:] = bias
    weights["W_xi"][CARRIER, [RED, BLUE]] = 2 * SURE
    weights["W_xf"][CARRIER, [RED, BLUE]] = -2 * SURE
    weights["W_xo"][CARRIER, ASK] = 2 * SURE
    weights["W_xg"][CARRIER, [RED, BLUE]] = SURE, -SURE
    readout = np.zeros((V, H))
    readout[[STOP, GO], CARRIER] = 10, -10
    return Network((Layer(cell, weights),), None, readout, np.zeros(V), VOCABULARY)
