"""The surprise of a network is that of one run over the whole text, whatever blocks it was read in."""

import numpy as np
import pytest

from lstm_core import CELLS, Network
from lstm_core.networks import surprise


@pytest.mark.parametrize("layers", [1, 2])
@pytest.mark.parametrize("block", [1, 7, 1000])
@pytest.mark.parametrize("unscored", [1, 5])
def test_a_text_read_in_blocks_surprises_as_one_that_is_read_at_once(monkeypatch, block, unscored, layers):
    monkeypatch.setattr(surprise, "BLOCK", block)
    rng = np.random.default_rng(3)
    network = Network.new(CELLS["lstm"], tuple("abcd"), 5, 0, rng, layers=layers)
    ids = rng.integers(0, 4, 40)
    logits = network.run(ids[:-1, None]).logits[:, 0]
    chances = np.exp(logits) / np.exp(logits).sum(axis=1, keepdims=True)
    plain = [-np.log(chances[k - 1, ids[k]]) for k in range(unscored, len(ids))]
    assert surprise.nats_in_order(network, ids, unscored) == pytest.approx(np.mean(plain), rel=1e-12)


def test_what_leaves_nothing_to_score_is_refused():
    network = Network.new(CELLS["gru"], tuple("ab"), 3, 0, np.random.default_rng(0))
    for unscored in (0, 2, 9):
        with pytest.raises(ValueError, match="1 to 1 may be left unscored"):
            surprise.nats_in_order(network, np.array([0, 1]), unscored)
