"""The words of the France sentences: countries, and the families of clauses that may stand before the question.

A clause takes one group of words from each column of its family. Every fifth combination is *unseen*: it never occurs
in training, although all its words do. `{country}` is any country; `{answer}` is settled by the latest word before it
that has one ("anna" settles "she", "clouds" settle "sky").
"""

from functools import cache
from itertools import product
from typing import NamedTuple

import numpy as np

COUNTRIES = {
    "france": "french",
    "spain": "spanish",
    "germany": "german",
    "italy": "italian",
    "portugal": "portuguese",
    "greece": "greek",
    "poland": "polish",
    "sweden": "swedish",
    "norway": "norwegian",
    "denmark": "danish",
    "finland": "finnish",
    "iceland": "icelandic",
    "hungary": "hungarian",
    "romania": "romanian",
    "bulgaria": "bulgarian",
    "turkey": "turkish",
    "japan": "japanese",
    "korea": "korean",
    "thailand": "thai",
    "vietnam": "vietnamese",
}
PRONOUNS = dict.fromkeys(("anna", "maria", "emma"), "she") | dict.fromkeys(("peter", "paul", "tom"), "he")
PLACES = dict.fromkeys(("clouds", "stars", "birds"), "sky") | dict.fromkeys(("fish", "whales"), "sea")
ANSWERS = COUNTRIES | PRONOUNS | PLACES

UNSEEN_EVERY, UNSEEN_REMAINDER = 5, 4


class Family(NamedTuple):
    """Clauses of one kind: how often they are drawn, and the columns of word groups that they are made of."""

    share: float
    columns: tuple[tuple[str, ...], ...]


FAMILIES = {
    "visit": Family(
        0.25,
        (
            ("my brother", "my sister", "my friend", "our teacher"),
            ("visited {country}", "lived in {country}", "wrote to us from {country}", "dreamed of {country}"),
            ("", "again", "last summer", "for a year"),
        ),
    ),
    "film": Family(
        0.1,
        (
            ("", "last summer", "in the evening"),
            ("i visited {country}", "we watched a film about {country}", "i read a book about {country}"),
            ("", "with my sister"),
        ),
    ),
    "move": Family(
        0.1,
        (
            ("then", "later"),
            ("i moved to {country}", "we moved to {country}", "i worked in {country}"),
            ("", "again", "for a year"),
        ),
    ),
    "plain": Family(
        0.25,
        (
            ("my mother", "i", "we", "the old teacher", "our cat"),
            ("sang", "felt happy", "slept in the garden", "played by the river", "liked the cold winter"),
            ("", "again", "every evening", "with my brother", "after a long day"),
        ),
    ),
    "subject": Family(
        0.15,
        (
            ("", "anna left and", "tom left and"),
            tuple(PRONOUNS),
            ("came home", "read a book", "sang"),
            ("", "in the evening"),
            ("and {answer}", "and then {answer}"),
            ("slept", "felt happy"),
        ),
    ),
    "place": Family(
        0.15,
        (
            ("the clouds", "the fish", "the stars", "the whales", "the birds"),
            ("are", "were", "stay"),
            ("in the {answer}", "far away in the {answer}", "somewhere in the {answer}"),
        ),
    ),
}
WITHOUT_COUNTRY = ("plain", "subject", "place")


def any_country(rng: np.random.Generator) -> str:
    """One of the countries, each equally likely."""
    return tuple(COUNTRIES)[rng.integers(len(COUNTRIES))]


def combinations(family: str, unseen: bool) -> tuple[tuple[str, ...], ...]:
    """All seen (or all unseen) clauses of a family as words with their full stop, `{country}` left open."""
    return _combinations(family)[unseen]


def clause(rng: np.random.Generator, families: tuple[str, ...] = tuple(FAMILIES), unseen: bool = False) -> list[str]:
    """One clause as words, full stop included, its country drawn from all of them."""
    shares = np.cumsum([FAMILIES[name].share for name in families])
    family = families[int(np.searchsorted(shares, rng.random() * shares[-1], side="right"))]
    choices = combinations(family, unseen)
    words = choices[rng.integers(len(choices))]
    country = any_country(rng)
    return [country if word == "{country}" else word for word in words]


@cache
def _combinations(family: str) -> tuple[tuple[tuple[str, ...], ...], tuple[tuple[str, ...], ...]]:
    parted: tuple[list, list] = ([], [])
    columns = FAMILIES[family].columns
    for chosen in product(*map(range, map(len, columns))):
        groups = (column[index] for column, index in zip(columns, chosen, strict=True))
        words = [*" ".join(groups).split(), "."]
        parted[sum(chosen) % UNSEEN_EVERY == UNSEEN_REMAINDER].append(_answered(words))
    return tuple(parted[0]), tuple(parted[1])


def _answered(words: list[str]) -> tuple[str, ...]:
    settled = ""
    for position, word in enumerate(words):
        settled = ANSWERS.get(word, settled)
        if word == "{answer}":
            words[position] = settled
    return tuple(words)
