"""What the page computes itself while it reads is what lstm_core computes, to the last bit of a float32."""

import numpy as np
import pytest

from benchmarks.live import shipped
from benchmarks.live.comparison import Case
from tests.support.sampled import one_in


@pytest.mark.parametrize("name", shipped.SHIPPED)
def test_every_number_of_a_shipped_network_is_the_cores(twin, name):
    network = shipped.network(name)
    twin.add(name, network)
    twin.compared(shipped.unedited(name, network)).check()


@pytest.mark.parametrize("name", one_in(3, shipped.EDITABLE))
def test_every_number_after_edits_is_the_cores(twin, name):
    network = shipped.network(name)
    twin.add(name, network)
    twin.compared(shipped.edited(name, network)).check()


def test_a_reading_may_begin_where_another_ended(twin):
    network = shipped.network("stack3-0")
    twin.add("stack", network)
    ids = np.random.default_rng(0).integers(0, len(network.vocabulary), (9, 2))
    state = [layer.final for layer in network.astype(np.float64).run(ids).layers]
    less = [state[0], {"c": state[1]["c"]}, {}]
    twin.compared([Case("stack", ids, state=state), Case("stack", ids, state=less), Case("stack", ids)]).check()
