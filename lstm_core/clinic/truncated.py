"""The loss of a batch with gradients that go back through its last steps only: truncated backpropagation."""

from dataclasses import replace

import numpy as np

from lstm_core.networks.loss import LossAndGradients, answered, finished, loss_and_gradients
from lstm_core.networks.network import Network
from lstm_core.networks.stack import down, up
from lstm_core.tasks import Batch


def truncated(network: Network, batch: Batch, window: int) -> LossAndGradients:
    """The same loss as with all steps; `window` steps from the end are gone back, 0 is all of them.

    Every sequence ends at the last step, where it is asked.
    """
    cut = len(batch.inputs) - window
    if not window or cut <= 0:
        return loss_and_gradients(network, batch)
    if (batch.lengths != len(batch.inputs)).any():
        raise ValueError(f"a window from the end wants sequences of one length, got {sorted(set(batch.lengths))}")
    before = up(network, network.vectors(batch.inputs[:cut]))
    cropped = {name: getattr(batch, name)[cut:] for name in ("inputs", "targets", "weights")}
    seen = replace(batch, **cropped, lengths=batch.lengths - cut)
    climb = up(network, network.vectors(seen.inputs), state=[trace.final for trace in before.layers])
    above, d_h = answered(network, climb.h, seen)
    found = finished(network, seen, above, *down(climb, d_h))
    unseen = np.zeros((cut, *found.outputs.shape[1:]), found.outputs.dtype)
    return found._replace(outputs=np.concatenate([unseen, found.outputs]))
