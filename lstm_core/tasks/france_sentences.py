"""Whole France sentences as words: made to measure, and read again (where is the country, where is the question?)."""

from collections.abc import Sequence

import numpy as np

from lstm_core.tasks.france_clauses import COUNTRIES, FAMILIES, WITHOUT_COUNTRY, any_country, clause, combinations

OPENING, QUESTION = ("i", "grew", "up", "in"), ("i", "speak", "fluent")
COLAH = "I grew up in France … I speak fluent French."
DEFAULT_SENTENCE = (
    "i grew up in france . my brother lived in italy . the clouds are in the sky . last summer i visited spain . "
    "i speak fluent french ."
)
EASY_SENTENCE = "the clouds are in the sky ."

SHORTEST = min(len(c) for family in FAMILIES for c in combinations(family, True))


def sentence(
    rng: np.random.Generator,
    country: str | None = None,
    fillers: int = 3,
    gap: int | None = None,
    unseen: bool = False,
    lead: bool = False,
) -> list[str]:
    """A whole sentence as words, answer and full stop included, with `fillers` clauses or exactly `gap` steps.

    Gap 3 is colah's bare sentence ("… in france i speak fluent french"), gap 4 has its full stop; then 8 and more.
    `unseen` takes only clauses that training never shows; `lead` puts one clause before the opening.
    """
    if country is None:
        country = any_country(rng)
    if country not in COUNTRIES:
        raise ValueError(f"the sentences know {len(COUNTRIES)} countries, {', '.join(COUNTRIES)}; got {country!r}")
    stop = [] if gap == len(QUESTION) else ["."]
    before = clause(rng, unseen=unseen) if lead else []
    story = _story(rng, fillers, unseen) if gap is None else _story_of(rng, gap - len(QUESTION) - len(stop), unseen)
    return [*before, *OPENING, country, *stop, *story, *QUESTION, COUNTRIES[country], "."]


def easy_sentence(rng: np.random.Generator) -> list[str]:
    """One or two clauses without a country, whose answers (sky, sea, she, he) are settled a few words before."""
    return [word for _ in range(rng.integers(1, 3)) for word in clause(rng, WITHOUT_COUNTRY)]


def country_position(words: Sequence[str]) -> int:
    """The index of the country after "grew up in"."""
    for position in range(len(OPENING) - 1, len(words)):
        if tuple(words[position - 3 : position]) == OPENING[1:] and words[position] in COUNTRIES:
            return position
    raise ValueError(f"no country follows 'grew up in' in: {' '.join(words)}")


def asked_position(words: Sequence[str]) -> int:
    """The index of "fluent" (the last one), whose next word is the language."""
    if "fluent" not in words:
        raise ValueError(f"nothing is asked, because the word 'fluent' is missing in: {' '.join(words)}")
    return len(words) - 1 - list(reversed(words)).index("fluent")


def alternatives(words: Sequence[str]) -> list[list[str]]:
    """The same sentence for each other country; the right answer, where it is written, changes with it."""
    position = country_position(words)
    after = asked_position(words) + 1 if "fluent" in words else len(words)
    answered = list(words[after : after + 1]) == [COUNTRIES[words[position]]]
    others = []
    for country, language in COUNTRIES.items():
        if country != words[position]:
            other = list(words)
            other[position] = country
            if answered:
                other[after] = language
            others.append(other)
    return others


def _story(rng: np.random.Generator, fillers: int, unseen: bool) -> list[str]:
    return [word for _ in range(fillers) for word in clause(rng, unseen=unseen)]


def _story_of(rng: np.random.Generator, steps: int, unseen: bool) -> list[str]:
    if steps != 0 and steps < SHORTEST:
        raise ValueError(
            f"a gap is {len(QUESTION)}, {len(QUESTION) + 1} or at least {len(QUESTION) + 1 + SHORTEST} steps, "
            f"got {steps + len(QUESTION) + 1}"
        )
    story: list[str] = []
    while len(story) < steps:
        following = clause(rng, unseen=unseen)
        left = steps - len(story) - len(following)
        if left == 0 or left >= SHORTEST:
            story += following
    return story
