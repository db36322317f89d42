"""How surprised a network is by a text that it reads in order, from an empty state on."""

import numpy as np

from lstm_core.networks.network import Network

BLOCK = 1000  # symbols whose values are held at a time


def nats_in_order(network: Network, ids: np.ndarray, unscored: int = 1) -> float:
    """Mean of −log p over the symbols of `ids` (N,) from place `unscored` on, in nats; exp of it is the perplexity.

    The state is carried through the whole text. The first symbol is never scored: nothing was read before it.
    """
    if not 1 <= unscored < len(ids):
        raise ValueError(f"of {len(ids)} symbols 1 to {len(ids) - 1} may be left unscored, got {unscored}")
    state, lost = None, []
    for start in range(0, len(ids) - 1, BLOCK):
        part = ids[start : start + BLOCK + 1]
        trace = network.run(part[:-1, None], state=state)
        state = trace.final
        lost.append(-np.log(trace.probs[np.arange(len(part) - 1), 0, part[1:]]))
    return float(np.concatenate(lost)[unscored - 1 :].mean())
