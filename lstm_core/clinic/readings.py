"""What the clinic's instruments read of a network: its gates, its error signal, how much of what it says is right."""

from typing import NamedTuple

import numpy as np

from lstm_core.clinic.order import LENGTH, TASK
from lstm_core.networks.loss import answered
from lstm_core.networks.network import Network
from lstm_core.networks.stack import up
from lstm_core.running.backward import backward
from lstm_core.tasks import Batch

GATES, LOW, HIGH = ("i", "f", "o"), 0.1, 0.9
EXAMINED = 32  # sequences that no training draws
HEALTHY = 0.95  # of these right, from which on a network counts as healed


class Reading(NamedTuple):
    """Shares of all steps and sequences at which a unit's gate is below LOW or above HIGH, {gate: (H,)}.

    `signals` is ln of the length of dL/dh (T, B), the last step first, `right` the share of sequences that is solved.
    """

    low: dict[str, np.ndarray]
    high: dict[str, np.ndarray]
    signals: np.ndarray
    right: float


def examined() -> Batch:
    """The sequences that every patient reads."""
    return TASK.sample(np.random.default_rng([EXAMINED, 4712]), EXAMINED, length=LENGTH)


def read(network: Network, window: int = 0) -> Reading:
    """All instruments at once; beyond the `window` in which a network is trained no signal arrives."""
    batch = examined()
    climb = up(network, network.vectors(batch.inputs), keep="nodes")
    above, d_h = answered(network, climb.h, batch)
    trace = climb.layers[0]
    d = backward(trace, {"h": d_h}, values=True).values["h"]  # (T, B, H)
    with np.errstate(divide="ignore"):
        signals = np.log(np.linalg.norm(d, axis=2))[::-1].copy()
    if window:
        signals[window:] = -np.inf
    return Reading(
        {gate: (trace[gate] < LOW).mean(axis=(0, 1)) for gate in GATES},
        {gate: (trace[gate] > HIGH).mean(axis=(0, 1)) for gate in GATES},
        signals,
        float(TASK.solved(above.outputs, batch).mean()),
    )
