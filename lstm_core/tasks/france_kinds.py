"""The words of the France sentences by kind, and how they ask: what a reader needs to change a sentence."""

from collections.abc import Iterable
from typing import Any

from lstm_core.tasks.france_clauses import ANSWERS, COUNTRIES, FAMILIES, PLACES, PRONOUNS
from lstm_core.tasks.france_sentences import OPENING, QUESTION

# What a page must know to find the country, its question and the other countries in any sentence.
RULE: dict[str, Any] = {"before": OPENING[1:], "asked": QUESTION[-1], "answers": COUNTRIES}


# Sentences that pose a question: (the question, the sentence up to "fluent").
EXAMPLES: tuple[tuple[str, str], ...] = (
    (
        "Two countries: which one wins?",
        "i grew up in norway . then i moved to italy . my brother lived in italy . i speak fluent",
    ),
    ("Only visited: does it count?", "last summer i visited japan . i speak fluent"),
    (
        "A very long gap: is it kept?",
        "i grew up in greece . my mother sang every evening . the clouds are in the sky . i felt happy . "
        "anna came home and she slept . the old teacher slept in the garden . the whales stay far away in the sea . "
        "we played by the river after a long day . our cat liked the cold winter . peter read a book in the evening "
        "and then he felt happy . the stars were somewhere in the sky . my mother played by the river with my "
        "brother . i speak fluent",
    ),
)


def kinds(vocabulary: Iterable[str]) -> list[dict[str, Any]]:
    """[{"title", "words"}]: every word of the vocabulary once, kind by kind, as a reader would look for it."""
    left = dict.fromkeys(vocabulary)
    found = []
    for title, words in _KINDS.items():
        own = [word for word in dict.fromkeys(words) if word in left]
        for word in own:
            del left[word]
        if own:
            found.append({"title": title, "words": own})
    if left:
        found.append({"title": "Other words", "words": list(left)})
    return found


def _openings() -> list[str]:
    """The words with which the clauses of some family begin."""
    groups = (group for name in ("visit", "plain") for group in FAMILIES[name].columns[0])
    return [word for group in groups for word in group.split()]


_KINDS = {
    "Countries": COUNTRIES,
    "Languages": COUNTRIES.values(),
    "People by name": PRONOUNS,
    "Animals and things": PLACES,
    "Settled by a word before": ANSWERS.values(),
    "Who": _openings(),
}
