"""Sentences for experiments on the France task: every story told with every country, word for word alike."""

from dataclasses import dataclass

import numpy as np

from lstm_core.experiments.interchange import Pairs
from lstm_core.tasks import france

GAP, STORIES = 25, 20


@dataclass(frozen=True, eq=False)
class Register:
    """B = countries × stories sentences of one length: ids (T, B) up to "fluent", and who is who.

    `country` and `story` (B,) number them, `answers` (B,) are the ids of the languages; the country is read at step
    `position`, the language is asked after step `asked`.
    """

    ids: np.ndarray
    country: np.ndarray
    story: np.ndarray
    answers: np.ndarray
    position: int
    asked: int

    @property
    def middle(self) -> int:
        """The step half-way across the gap."""
        return (self.position + self.asked) // 2

    def pairs(self, shift: int = 1) -> Pairs:
        """Each sentence beside the same story with the country `shift` places further in the list."""
        count = int(self.country.max()) + 1
        place = {(c, s): k for k, (c, s) in enumerate(zip(self.country, self.story, strict=True))}
        source = np.array([place[(c + shift) % count, s] for c, s in zip(self.country, self.story, strict=True)])
        return Pairs(self.ids, self.ids[:, source], self.answers, self.answers[source], self.asked)


def register(gap: int = GAP, stories: int = STORIES, seed: int = 0, unseen: bool = True) -> Register:
    """`stories` stories of exactly `gap` steps, each told with every country; clauses unseen in training by default."""
    told = [
        (c, s, france.sentence(np.random.default_rng([seed, gap, s]), country, gap=gap, unseen=unseen))
        for s in range(stories)
        for c, country in enumerate(france.COUNTRIES)
    ]
    words = told[0][2]
    position, asked = france.country_position(words), france.asked_position(words)
    ids = np.array([[france.INDEX[word] for word in sentence[: asked + 1]] for _, _, sentence in told]).T
    answers = np.array([france.INDEX[sentence[asked + 1]] for _, _, sentence in told])
    countries, stories_ = (np.array([row[k] for row in told]) for k in (0, 1))
    return Register(ids, countries, stories_, answers, position, asked)
