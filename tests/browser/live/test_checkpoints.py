"""The film of every checkpoint of a training is the film that Python makes of it, on the trained network's scales."""

import base64

import numpy as np
import pytest

from benchmarks.live.comparison import NEAR_ZERO, SMALL
from benchmarks.live.twin import Twin
from lstm_core import load_run
from lstm_core.browser.film_message import pack
from lstm_core.live.packed import packed
from lstm_core.networks.network import Network
from lstm_core.plain.interventions import Edit
from tests.browser.live.test_films import HERE, LABEL, film_of, opened
from ui.components.film.live import Alive, about
from ui.shipped import networks, stories

RUN = load_run(networks.run_folder("lstm", 0))
NETWORKS = [RUN.at(step).network for step in RUN.checkpoints]
WORDS = tuple(stories.story("france", 3))
OWN = (*stories.story("norway", 1, 2),)
HELD = {"name": "f", "first": 6, "last": 9, "units": [2, 40], "value": 0.25}
CARRIED = {"name": "c", "first": 8, "last": 8, "units": None, "from": "spain"}


def edits_of(network: Network, words: tuple[str, ...], holds: list[dict]) -> list[Edit]:
    """The same as the core says it; what is carried over is this checkpoint's own memory of the other country."""
    found = []
    for hold in holds:
        if "from" in hold:
            other = network.run(network.encode([hold["from"] if k == 4 else word for k, word in enumerate(words)]))
            found.append(Edit("c_prev", value=other.layers[0]["c"][hold["first"], 0], steps=[hold["first"] + 1]))
        else:
            steps = list(range(hold["first"], hold["last"] + 1))
            found.append(Edit(hold["name"], value=hold["value"], steps=steps, units=hold["units"]))
    return found


@pytest.mark.parametrize(
    ("words", "holds"), [(WORDS, []), (OWN, [HELD]), (WORDS, [HELD, CARRIED])], ids=["as given", "held", "carried over"]
)
def test_every_checkpoint_reads_as_in_python(twin: Twin, words: tuple[str, ...], holds: list[dict]):
    trained = NETWORKS[-1]
    twin.page.route("**/film_twin.js", lambda route: route.fulfill(path=HERE / "film_twin.js"))
    template = pack(film_of(trained, WORDS, []), LABEL, live=about(Alive(trained), LABEL))
    messages = [base64.b64encode(one).decode() for one in (packed(trained), template, packed(*NETWORKS[:-1]))]
    script = "async (given) => (await import('/film_twin.js')).learnt(...given)"
    read = twin.page.evaluate(script, [*messages, {"words": list(words), "holds": holds}])
    assert len(read) == len(NETWORKS) > 10
    for found, network in zip(read, NETWORKS, strict=True):
        header, arrays = opened(pack(film_of(network, words, edits_of(network, words, holds)), LABEL))
        assert found["top_words"] == header["top_words"]
        assert found["alone"] == film_of(network, words, []).top_words[-1][0][0]
        assert {name for name, _, _ in found["arrays"]} == set(arrays)
        for name, shape, text in found["arrays"]:
            expected, numbers = arrays[name].ravel(), np.frombuffer(base64.b64decode(text), "<f4")
            assert tuple(shape) == arrays[name].shape
            near = np.abs(numbers - expected.astype(float)) <= NEAR_ZERO
            assert np.where(np.abs(expected) > SMALL, numbers == expected, near).all(), name


def test_scales_and_rows_stay_those_of_the_trained_network(twin: Twin):
    trained = NETWORKS[-1]
    twin.page.route("**/film_twin.js", lambda route: route.fulfill(path=HERE / "film_twin.js"))
    template = pack(film_of(trained, WORDS, []), LABEL, live=about(Alive(trained), LABEL))
    messages = [base64.b64encode(one).decode() for one in (packed(trained), template, packed(*NETWORKS[:-1]))]
    script = "async (given) => (await import('/film_twin.js')).learnt(...given)"
    read = twin.page.evaluate(script, [*messages, {"words": list(OWN), "holds": []}])
    header, _ = opened(pack(film_of(trained, OWN, []), LABEL))
    for found in read:
        assert found["orders"] == header["orders"]
        assert found["scales"] == read[-1]["scales"]
