"""What *Why memory* asks: its votes, and which kind of network forgets."""

from collections.abc import Sequence

from lstm_core.said import percent
from lstm_core.tasks import france
from ui.lesson import Recall
from ui.shipped import answers, stories
from ui.shipped.answers import GAPS

CLOUDS = ("the", "clouds", "are", "in", "the")
PLACES = ("sky", "sea", "garden", "evening")
USUAL = 3  # clauses between country and question
STORY = tuple(stories.story("france", USUAL))


def languages(words: Sequence[str]) -> tuple[str, ...]:
    """What to vote on: the languages of the countries that a sentence names, and one of a country it does not name."""
    named = stories.named_countries(words)
    other = next(country for country in stories.COUNTRIES if country not in named)
    return tuple(france.COUNTRIES[country] for country in [*named, other])


def which_forgets() -> Recall:
    """Which cell has the lowest mean at the largest gap? Question, what to say to each answer, the right answer."""
    ends = {cell: (seeds[:, 0].mean(), seeds[:, -1].mean()) for cell, seeds in answers.by_gap().items()}
    said = {
        cell: f"Its mean goes from {percent(first)} at a gap of {GAPS[0]} words to {percent(last)} at {GAPS[-1]}."
        for cell, (first, last) in ends.items()
    }
    lowest = min(ends, key=lambda cell: ends[cell][1])
    asked = f"At a gap of {GAPS[-1]} words, which kind of network gives the right language the lowest probability?"
    return asked, said, lowest
