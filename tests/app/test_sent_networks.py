"""A network is sent to the page under a name of its own, however many came and went before it."""

import numpy as np

from lstm_core import CELLS, Network
from ui.components import network as networks


def made(seed: int) -> Network:
    return Network.new(CELLS["gru"], ("a", "b"), 3, 2, np.random.default_rng(seed))


def test_a_network_that_takes_the_place_of_one_that_is_gone_is_not_taken_for_it():
    for seed in range(60):  # more than are kept; Python gives the memory of one that is gone to the next
        network = made(seed)
        assert networks.message(network) == networks.message_of(network)
        assert networks.name(network) == networks.message_of(network)[: networks.NAME].decode()


def test_equal_networks_have_one_name_and_others_another():
    assert networks.name(made(0)) == networks.name(made(0))
    assert networks.name(made(0)) != networks.name(made(1))
