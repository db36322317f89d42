"""The gender story: who sleeps is “she” or “he”, and a new subject replaces the old one, in the France network."""

from functools import partial

import numpy as np

from lstm_core.said import percent
from ui import controls, lesson
from ui.components import mention
from ui.components.film import closer
from ui.components.film.component import film
from ui.shipped import networks
from ui.shipped.alive import alive

STORIES = {
    "Anna": "anna came home in the evening and then she slept .",
    "Tom": "tom came home in the evening and then he slept .",
    "Tom, then Anna": "tom left and anna came home in the evening and then she slept .",
    "Anna, then Tom": "anna left and tom came home in the evening and then he slept .",
}
PRONOUNS = ("she", "he")
MINUS = "\N{MINUS SIGN}"


def draw(job: str, text: str) -> None:
    """The film of a story, and the unit that tells the two genders best."""
    name = controls.choice("Story", list(STORIES), "jobs_story", "Anna, then Tom")
    words = tuple(STORIES[name].split())
    asked = next(k for k, word in enumerate(words) if word in PRONOUNS) - 1
    unit, along = telling_unit(words)
    expected = shares(words, asked)
    lesson.say(
        f"At “{words[asked]}” the network expects {PRONOUNS[0]} with {percent(expected[0])} and {PRONOUNS[1]} with "
        f"{percent(expected[1])}. The memory of **{mention.unit(unit, 'c')}** differs most between Anna and Tom: there "
        f"it is {f'{along[asked]:.2f}'.replace('-', MINUS)}."
    )
    living = alive("lstm", 0)._replace(offers=closer.offers(networks.network("lstm", 0)))
    film(networks.film_of("lstm", 0, words), key=f"jobs_gender_{name}", alive=living)
    lesson.how_to_read(
        f"Press “unit {unit}” above: its row is pinned. Watch it where a new person comes. The gap is short, and "
        "several units share this memory: one alone seldom changes the answer."
    )


def telling_unit(words: tuple[str, ...]) -> tuple[int, np.ndarray]:
    """(the unit of c that differs most between Anna and Tom before the pronoun, its values along the words)."""
    run = partial(networks.trace_of, "lstm", 0)
    anna, tom = (tuple(STORIES[name].split()) for name in ("Anna", "Tom"))
    place = anna.index(PRONOUNS[0]) - 1
    apart = run(anna).layers[0]["c"][place, 0] - run(tom).layers[0]["c"][place, 0]
    unit = int(np.argmax(np.abs(apart)))
    return unit, run(words).layers[0]["c"][:, 0, unit]


def shares(words: tuple[str, ...], step: int) -> list[float]:
    """The probability of each pronoun after a step."""
    network, run = networks.network("lstm", 0), networks.trace_of("lstm", 0, words)
    return [float(run.probs[step, 0, network.vocabulary.index(word)]) for word in PRONOUNS]
