"""The France sentence in miniature: a country, some words, "fluent", its language; with 2 to 20 countries.

How many words stand in between is as forgetful as a thrown coin, so a hidden Markov model can speak it exactly.
"""

import numpy as np

from lstm_core.tasks import Batch, Task
from lstm_core.tasks.france_clauses import COUNTRIES

WORDS = ("rain", "sun")
STAY = 0.6  # after each word in between: the probability of another one
LONGEST = 12  # words in between that are drawn at most, for `draw` alone


def vocabulary(countries: int) -> tuple[str, ...]:
    """Countries, languages, the words in between, "fluent"."""
    return (*tuple(COUNTRIES)[:countries], *tuple(COUNTRIES.values())[:countries], *WORDS, "fluent")


def draw(countries: int, rng: np.random.Generator, batch_size: int) -> Batch:
    """Sentences without their last word, which is the last target; every word predicts the next."""
    between = np.minimum(rng.geometric(1 - STAY, batch_size), LONGEST)
    country, steps = rng.integers(countries, size=batch_size), np.arange(LONGEST + 3)[:, None]
    fluent = 2 * countries + len(WORDS)
    ids = 2 * countries + rng.integers(len(WORDS), size=(len(steps), batch_size))
    ids[0] = country
    ids = np.where(steps > between, np.where(steps == between + 1, fluent, countries + country), ids)
    lengths = between + 2
    ids = ids[: lengths.max() + 1]
    weights = (steps[: len(ids) - 1] < lengths).astype(np.float32)
    return Batch(ids[:-1], ids[1:], weights, lengths)


def solved(outputs: np.ndarray, batch: Batch) -> np.ndarray:
    """Whether the likeliest word after "fluent" is the right language: (B,) bool, from scores (T, B, V)."""
    last, columns = batch.lengths - 1, np.arange(len(batch.lengths))
    return outputs[last, columns].argmax(axis=-1) == batch.targets[last, columns]


def whole(batch: Batch) -> tuple[np.ndarray, np.ndarray]:
    """(ids (T + 1, B) with the last word, lengths (B,)) for a model that hears whole sentences."""
    return np.concatenate([batch.inputs[:1], batch.targets]), batch.lengths + 1


def homeland(countries: int) -> Task:
    """The task with this many countries."""
    if not 2 <= countries <= len(COUNTRIES):
        raise ValueError(f"a sentence about home chooses from 2 to {len(COUNTRIES)} countries, got {countries}")
    return Task(
        title="Homeland",
        claim="Which country, and where in the sentence: both must be remembered",
        draw=lambda rng, batch_size: draw(countries, rng, batch_size),
        solved=solved,
        chance=1 / countries,
        vocabulary=vocabulary(countries),
    )
