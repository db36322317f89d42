"""A film made in the page is the film that Python makes: every number, every word of its header."""

import base64
import json
import struct
from itertools import product
from pathlib import Path

import numpy as np
import pytest

from benchmarks.live.comparison import NEAR_ZERO, SMALL
from benchmarks.live.twin import Twin
from lstm_core import CELLS
from lstm_core.browser.film_message import pack
from lstm_core.film import Film
from lstm_core.live.packed import packed
from lstm_core.networks.network import Network
from lstm_core.networks.typed_words import split
from lstm_core.plain.interventions import Edit
from lstm_core.sentence_film import film_data
from lstm_core.tasks import france
from tests.support.sampled import one_in
from ui.components.film.live import Alive, about
from ui.shipped import networks, stories

HERE = Path(__file__).parent
LABEL = "each other country"
SENTENCES = (
    tuple(stories.story("france", 3)),
    (*stories.story("japan", 1, 2), "japanese", "."),
    tuple(split("the clouds are in the sky .")),
    tuple(split("my brother lived in spain . i grew up in italy . then we moved to korea .")),
)
SHIPPED = [pair for cell in networks.filmed() for pair in one_in(5, product([cell], networks.seeds(cell)))]
FRESH = [(key, None) for key, cell in CELLS.items() if not cell.spatial and key not in networks.filmed()]  # untrained
OF_THE_UNTOUCHED_RUN = ("orders", "cause")  # the rows do not move under a hand that holds a value


def network_of(cell: str, seed: int | None) -> Network:
    """A network that ships, or one with the same words that nobody has trained."""
    if seed is not None:
        return networks.network(cell, seed).astype(np.float64)
    like = networks.network("lstm", 0)
    rng = np.random.default_rng(0)
    return Network.new(CELLS[cell], like.vocabulary, like.hidden_size, 16, rng, outputs=like.answers)


def film_of(network: Network, words: tuple[str, ...], edits: list[Edit]) -> Film:
    """The film as the lessons make it, with edits."""
    try:
        position = france.country_position(words)
    except ValueError:
        return film_data(network, network.encode(words), edits=edits)
    others = [network.encode(other) for other in france.alternatives(words)]
    span = (position, france.asked_position(words) + 1) if "fluent" in words[position:] else None
    named = [step for step, word in enumerate(words) if word in france.COUNTRIES]
    return film_data(network, network.encode(words), others, edits=edits, span=span, cues=named)


def opened(message: bytes) -> tuple[dict, dict[str, np.ndarray]]:
    """The header of a packed film, and its arrays."""
    (length,) = struct.unpack_from("<I", message)
    header = json.loads(message[4 : 4 + length])
    numbers = np.frombuffer(message[4 + length :], "<f4")
    arrays = header["arrays"]
    return header, {
        name: numbers[one["offset"] : one["offset"] + int(np.prod(one["shape"]))].reshape(one["shape"])
        for name, one in arrays.items()
    }


def holds_of(network: Network, words: tuple[str, ...]) -> list[tuple[list[dict], list[Edit]]]:
    """What a hand may hold in a sentence, as the page says it and as the core does."""
    cell, last = network.layers[0].cell, len(words) - 1
    name, state = cell.names[0], next(iter(cell.states))
    held = {"name": name, "first": 1, "last": 3, "units": [0, 5], "value": 0.25}
    all_of_it = {"name": "h", "first": last, "last": last, "units": None, "value": 0.5}
    found = [
        ([held], [Edit(name, value=0.25, steps=[1, 2, 3], units=[0, 5])]),
        (
            [held, all_of_it],
            [Edit(name, value=0.25, steps=[1, 2, 3], units=[0, 5]), Edit("h", value=0.5, steps=[last])],
        ),
    ]
    if "i grew up in" in " ".join(words):
        position = france.country_position(words)
        other = next(one for one in ("spain", "norway") if one != words[position])
        asked = next(one for one in france.alternatives(words) if one[position] == other)
        source = network.run(network.encode(asked)).layers[0][state][position + 1, :, [2, 3]].T
        carried = {"name": state, "first": position + 1, "last": position + 1, "units": [2, 3], "from": other}
        name, step = ("h", position + 1) if state == "h" else (f"{state}_prev", position + 2)
        found.append(([carried], [Edit(name, value=source, steps=[step], units=[2, 3])]))
    return found


@pytest.mark.parametrize(("cell", "seed"), [*SHIPPED, *one_in(3, FRESH)])
def test_every_number_and_word_of_a_film_is_pythons(twin: Twin, cell: str, seed: int | None):
    network = network_of(cell, seed)
    twin.page.route("**/film_twin.js", lambda route: route.fulfill(path=HERE / "film_twin.js"))
    template = pack(film_of(network, SENTENCES[0], []), LABEL, live=about(Alive(network), LABEL))
    messages = [base64.b64encode(message).decode() for message in (packed(network), template)]
    asked = [(words, holds, edits) for words in SENTENCES for holds, edits in [([], []), *holds_of(network, words)]]
    versions = [{"words": list(words), "holds": holds} for words, holds, _ in asked]
    script = "async (given) => (await import('/film_twin.js')).films(...given)"
    made = twin.page.evaluate(script, [*messages, versions])
    for one, (words, holds, edits) in zip(made, asked, strict=True):
        header, arrays = opened(pack(film_of(network, words, edits), LABEL, live=about(Alive(network), LABEL)))
        same_header(one["header"], header, held=bool(holds))
        found = {name: (shape, np.frombuffer(base64.b64decode(text), "<f4")) for name, shape, text in one["arrays"]}
        assert set(found) == set(arrays)
        for name, expected in arrays.items():
            shape, numbers = found[name]
            assert tuple(shape) == expected.shape, name
            away = np.abs(numbers - expected.ravel().astype(float))
            right = np.where(np.abs(expected.ravel()) > SMALL, numbers == expected.ravel(), away <= NEAR_ZERO)
            if not right.all():
                raise AssertionError(f"{name} of {' '.join(words)} with {holds}: {away.max()} away")


def same_header(found: dict, expected: dict, held: bool) -> None:
    """All of it but the places in the blob; the rows stay those of the untouched run while something is held."""
    for key in expected.keys() - {"arrays"} - set(OF_THE_UNTOUCHED_RUN if held else ()):
        assert found[key] == expected[key], key
