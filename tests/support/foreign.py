"""Files of other frameworks opened in this process, and run beside what the framework itself computed."""

from collections.abc import Mapping

import numpy as np

from lstm_core.models.chains import groups_of, network_of
from lstm_core.models.contents import Contents
from lstm_core.models.opened import OpenedNetwork
from lstm_core.models.reading import read


def contents(files: Mapping[str, bytes]) -> Contents:
    return read(files)[1]


def networks(files: Mapping[str, bytes]) -> list[OpenedNetwork]:
    """As `open_model`, without its child process, and without what stands before and after the layers."""
    return [network_of(group) for group in groups_of(contents(files))]


def answers(opened: OpenedNetwork, x: np.ndarray, lengths: np.ndarray | None = None) -> np.ndarray:
    """What the last layer gives (T, B, D·O), in the order of the file."""
    batch = x.shape[1]

    def spread(state):
        return None if state is None else [{n: np.repeat(a, batch, 0) for n, a in one.items()} for one in state]

    state, reverse = spread(opened.state), spread(opened.reverse_state)
    run = opened.network.run(opened.as_read(x), state=state, reverse_state=reverse, lengths=lengths)
    return opened.as_read(run.logits)


def difference(ours: np.ndarray, theirs: np.ndarray) -> float:
    """The largest, measured against the largest value where that is above 1."""
    assert ours.shape == theirs.shape
    return float(np.abs(ours - theirs).max() / max(1.0, np.abs(theirs).max()))
