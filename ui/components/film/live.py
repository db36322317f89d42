"""What a film that is alive must know besides its network: words by kind, where the question stands, who carries."""

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

import numpy as np

from lstm_core.networks.network import Network
from lstm_core.networks.stack import State
from lstm_core.tasks import france
from lstm_core.tasks.france_kinds import EXAMPLES, RULE, kinds
from ui.components.film.offers import Offers
from ui.components.film.offers import about as about_offers
from ui.components.network import NAME, name

SIGNS = {" ": "␣", "\n": "⏎"}  # of letters that could not be seen


class Alive(NamedTuple):
    """What makes a film answer: the network that read its sentence, and what is known of it.

    `carriers` are the units that were measured to carry the answer, empty where nobody has looked. With `holds`, edits
    as `ui.edits` writes them, the sentence is the page's own, and what the reader holds is told to it. `offers` is sent
    later, when the reader asks for it.

    A network that reads numbers needs the `inputs` (T, D) of its film, and one whose film does not begin with nothing
    remembered the `state` in which it begins. `message` is that of a network which is one reader's own. `rows` says
    what is asked of the film's rows and, once that is answered, what stands beside them; see static/film/ranked.
    """

    network: Network
    layer: int = 0
    carriers: Sequence[int] = ()
    holds: str | None = None
    offers: Offers | None = None
    inputs: np.ndarray | None = None
    state: State | None = None
    message: bytes | None = None
    rows: Mapping[str, Any] | None = None


def about(alive: Alive, alternatives: str) -> dict[str, Any] | None:
    """The part "live" of a film's header; None where the network cannot run in the page.

    `rule` is None for a network that does not read the France sentences, whose words are then of one kind, and which
    has no examples.
    """
    network = alive.network
    own = alive.message[:NAME].decode() if alive.message else name(network)
    if own is None:
        return None
    knows = set(network.vocabulary)
    reads_france = knows.issuperset((*france.OPENING, *france.QUESTION)) and not knows.isdisjoint(france.COUNTRIES)
    signs = {letter: sign for letter, sign in SIGNS.items() if letter in knows}
    letters = bool(knows) and all(len(word) == 1 for word in network.vocabulary)
    asked = EXAMPLES if reads_france else ()
    every = [{"title": "Letters" if letters else "Words", "words": [signs.get(w, w) for w in network.vocabulary]}]
    return {
        "network": own,
        "layer": alive.layer,
        "label": alternatives,
        "kinds": kinds(network.vocabulary) if reads_france else every,
        "rule": RULE if reads_france else None,
        "examples": [{"title": title, "text": text} for title, text in asked if knows.issuperset(text.split())],
        "signs": signs,
        "letters": letters,
        "carriers": list(alive.carriers),
        **({} if knows else {"numbers": True}),
        **({"begins": [sorted(layer) for layer in alive.state]} if alive.state else {}),
        **({} if alive.holds is None else {"holds": alive.holds}),
        **({"rows": alive.rows} if alive.rows else {}),
        **({"offers": about_offers(alive.offers)} if alive.offers else {}),
    }


def given(alive: Alive) -> dict[str, np.ndarray]:
    """The arrays that such a film is sent besides: its inputs, and the state of each layer before its first step."""
    inputs = {} if alive.inputs is None else {"given/inputs": alive.inputs}
    layers = enumerate(alive.state or ())
    return inputs | {f"given/{k}/{name}": np.ravel(value) for k, layer in layers for name, value in layer.items()}
