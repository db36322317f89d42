"""A film of numbers, which may begin in the middle of a run, is computed in the page as Python computes it."""

import base64
from pathlib import Path

import numpy as np
import pytest

from benchmarks.live.twin import Twin
from lstm_core import CELLS, Edit, Network
from lstm_core.browser.film_message import pack
from lstm_core.film import film_of_run
from lstm_core.live.packed import packed
from lstm_core.long_runs.blocks import BLOCK, long_run
from tests.browser.live.test_films import opened
from ui.components.film.live import Alive, about, given

HERE = Path(__file__).parent
STEPS = 12


@pytest.mark.parametrize("output", ["number", "choice"])
@pytest.mark.parametrize("start", [0, BLOCK])
@pytest.mark.parametrize("cell", ["lstm", "gru", "rnn", "coupled"])
def test_numbers_are_read_from_where_the_run_stood_with_and_without_a_held_value(twin: Twin, cell, start, output):
    rng = np.random.default_rng(1)
    network = Network.new(CELLS[cell], (), 5, 0, rng, layers=2, input_size=3, outputs=("a", "b", "c"), output=output)
    inputs = rng.normal(size=(BLOCK + STEPS, 1, 3)).astype(np.float32).astype(np.float64)
    run = long_run(network, inputs)
    state = run.states[run.starts.index(start)]
    state = state and [
        {name: value.astype(np.float32).astype(np.float64) for name, value in one.items()} for one in state
    ]
    part = inputs[start : start + STEPS]
    name = network.cell.names[0]
    held = Edit(name, value=0.25, steps=[2, 3], units=[1, 4], layer=1)
    holds = [{"name": name, "first": 2, "last": 3, "units": [1, 4], "value": 0.25}]
    alive = Alive(network, 1, inputs=part[:, 0], state=state)

    def film(edits: list[Edit]) -> bytes:
        trace = network.run(part, edits, state, keep="nodes").layers[1]
        words = tuple(str(start + k + 1) for k in range(STEPS))
        return pack(film_of_run(trace, words, (), None, noun="step"), live=about(alive, ""), more=given(alive))

    twin.page.route("**/film_twin.js", lambda route: route.fulfill(path=HERE / "film_twin.js"))
    messages = [base64.b64encode(message).decode() for message in (packed(network), film([]))]
    words = opened(film([]))[0]["words"]
    versions = [{"words": words, "holds": []}, {"words": words, "holds": holds}]
    made = twin.page.evaluate("async (given) => (await import('/film_twin.js')).films(...given)", [*messages, versions])
    for one, edits in zip(made, ([], [held]), strict=True):
        header, arrays = opened(film(edits))
        found = {key: np.frombuffer(base64.b64decode(text), "<f4") for key, _, text in one["arrays"]}
        assert one["header"]["words"] == header["words"]
        assert one["header"]["because"] == []
        drawn = {key for key in arrays if not key.startswith("given/")}
        assert set(found) == drawn
        for key in drawn:
            np.testing.assert_allclose(found[key], arrays[key].ravel(), atol=2e-7, err_msg=key)
