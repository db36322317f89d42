"""The films of a network over one sequence: one for each layer and each way in which it is read."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

import numpy as np

from lstm_core.film import Film, film_of_run, of_units
from lstm_core.networks.network import Network
from lstm_core.networks.network_trace import NetworkTrace
from lstm_core.networks.stack import State
from lstm_core.running.trace import Trace
from lstm_core.sentence_film import film_data, top_words

SIGNS = {" ": "␣", "\n": "⏎", "\t": "⇥"}  # of letters that could not be seen
MOST_STEPS, MOST_UNITS = 500, 128  # of a film: more, and its page is several megabytes


class Filmed(NamedTuple):
    """A film, and what stands over it: its layer, and a sentence where it shows less than there is."""

    title: str
    film: Film
    note: str = ""


def filmed(
    network: Network,
    inputs: np.ndarray,
    words: Sequence[str] | None = None,
    alternatives: Iterable[np.ndarray] = (),
    state: State | None = None,
    reverse_state: State | None = None,
) -> list[Filmed]:
    """The films of ids (T, 1) or numbers (T, 1, D); `words` name the steps, `alternatives` are ids of as many words."""
    steps = len(inputs)
    if not 1 <= steps <= MOST_STEPS:
        raise ValueError(f"a film shows 1 to {MOST_STEPS} steps, got {steps:,}; give it a stretch of them")
    if words is not None and len(words) != steps:
        raise ValueError(f"words name the {steps} steps, got {len(words)}")
    others = list(alternatives)
    if others and network.vocabulary and state is None:
        return [_shown(f"{k + 1}", film_data(network, inputs, others, layer=k)) for k in range(len(network.layers))]
    seen = network.run(inputs, state=state, keep="nodes", reverse_state=reverse_state)
    named = tuple(words or (network.words(inputs) if network.vocabulary else map(str, range(1, steps + 1))))
    letters = bool(network.vocabulary) and all(len(word) == 1 for word in network.vocabulary)
    noun = "word" if words is not None else "letter" if letters else "word" if network.vocabulary else "step"
    halves = {"": seen.layers, ", from the end": seen.reverse}
    return [
        _shown(f"{k + 1}{way}", _film(trace, named, noun, seen if not way else None))
        for k in range(len(network.layers))
        for way, traces in halves.items()
        for trace in traces[k : k + 1]
    ]


def _film(trace: Trace, words: tuple[str, ...], noun: str, seen: NetworkTrace | None) -> Film:
    """The film of one layer's run; the likeliest answers where the network chooses among words."""
    choice = seen is not None and seen.network.output == "choice"
    likeliest = top_words(seen) if choice and seen else ()
    if noun == "letter":
        words = tuple(SIGNS.get(letter, letter) for letter in words)
        likeliest = tuple(tuple((SIGNS.get(letter, letter), p) for letter, p in row) for row in likeliest)
    tags = choice and seen is not None and seen.network.outputs is not None
    return film_of_run(trace, words, (), None, top_words=likeliest, noun=noun, tags=tags)


def _shown(title: str, film: Film) -> Filmed:
    """The film, of not too many units: those whose state is largest."""
    if film.hidden_size <= MOST_UNITS:
        return Filmed(title, film)
    units = film.orders["carries"][:MOST_UNITS].tolist()
    note = f"Of {film.hidden_size:,} units it shows the {MOST_UNITS} whose state is largest."
    return Filmed(title, of_units(film, units), note)
