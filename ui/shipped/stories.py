"""The sentences that the pages ask about: one story that grows clause by clause, for any country."""

from collections.abc import Sequence
from functools import cache

import numpy as np

from lstm_core.networks.typed_words import split
from lstm_core.tasks import france

MOST_FILLERS = 8
STORIES = tuple(range(5))
COUNTRIES = tuple(france.COUNTRIES)


def language_of(country: str) -> str:
    """The one word of its language."""
    return france.COUNTRIES[country]


def story(country: str, fillers: int, number: int = 0) -> list[str]:
    """The words up to "fluent", whose next word is the answer; story 0 starts with the clauses of the default sentence.

    The first clauses of a story do not depend on how many follow, so it grows as `fillers` grows.
    """
    clauses = told(number)[:fillers]
    return [*france.OPENING, country, ".", *(word for clause in clauses for word in clause), *france.QUESTION]


@cache
def told(number: int) -> list[list[str]]:
    """The clauses of a story, `MOST_FILLERS` of them; nobody may change them."""
    default = split(france.DEFAULT_SENTENCE) if number == 0 else []
    clauses = _clauses(default[france.country_position(default) + 2 : -len(france.QUESTION) - 2]) if default else []
    rng = np.random.default_rng(number)
    while len(clauses) < MOST_FILLERS:
        clauses.append(list(france.clause(rng)))
    return clauses


def gap_of(words: Sequence[str]) -> int:
    """Steps from the country to "fluent"."""
    return france.asked_position(words) - france.country_position(words)


def gap_or_none(words: Sequence[str]) -> int | None:
    """The gap of a sentence that names a country and then asks, None for any other."""
    country = country_of(words)
    return gap_of(words) if country and "fluent" in words[words.index(country) :] else None


def country_of(words: Sequence[str]) -> str | None:
    """The country after "grew up in", None where there is none."""
    try:
        return words[france.country_position(words)]
    except ValueError:
        return None


def named_countries(words: Sequence[str]) -> list[str]:
    """The countries in the order in which they occur, each once."""
    return [word for word in dict.fromkeys(words) if word in france.COUNTRIES]


def _clauses(words: Sequence[str]) -> list[list[str]]:
    clauses: list[list[str]] = [[]]
    for word in words:
        clauses[-1].append(word)
        if word == ".":
            clauses.append([])
    return clauses[:-1]
