"""The votes and the recall questions of the lessons; what is right is computed from what the networks did."""

from collections.abc import Sequence

import numpy as np

from lstm_core import CELLS
from lstm_core.film import Film
from lstm_core.said import joined, percent
from lstm_core.tasks import france
from ui.lesson import Recall
from ui.shipped import answers, networks, start, stories
from ui.shipped.answers import GAPS

CLOUDS = ("the", "clouds", "are", "in", "the")
PLACES = ("sky", "sea", "garden", "evening")
HALF = 0.5


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
    return f"At a gap of {GAPS[-1]} words, which kind of network gives the right language least?", said, lowest


def whose_language() -> Recall:
    """Which of the countries that the sentence of Start names does the network answer for?"""
    words, likeliest, probability = start.words_of_start(), *start.answer_of_start()
    named = stories.named_countries(words)
    heard = f"After “fluent” it expects “{likeliest}” with {percent(probability)}."
    said = {country: f"{heard} {country.capitalize()} is named, but nobody grew up there." for country in named}
    said[named[0]] = f"{heard} That is where “i grew up”; what is named later must not replace it."
    right = next((country for country in named if france.COUNTRIES[country] == likeliest), "none of them")
    said |= {} if right in said else {right: f"{heard} It is wrong here."}
    return f"The sentence names {joined(named)}. Whose language does the network expect at the end?", said, right


def how_many_keep() -> Recall:
    """How many units of the LSTM keep half of their memory over the gap of the default sentence?"""
    kept = kept_over_gap(networks.film_of("lstm", 0, tuple(stories.story("france", 3))))
    count, units = int((kept > HALF).sum()), len(kept)
    few, most = units // 4, units - units // 4
    fact = (
        f"Multiply a unit's forget gate over all words of the gap: in {count} of {units} units more than half is left."
    )
    said = {
        "None": f"{fact} If every unit faded, the country would be lost.",
        f"A few, at most {few}": f"{fact} The others are free to be rewritten.",
        "About half": f"{fact} In the film they are the rows whose forget gate stays full.",
        "Nearly all": f"{fact} A gate near 0 erases, and most units are erased again and again.",
    }
    none, some, half, nearly = said
    right = none if count == 0 else some if count <= few else half if count < most else nearly
    return "From “france” to “fluent”, how many units of the LSTM keep more than half of their memory?", said, right


def kept_over_gap(film: Film) -> np.ndarray:
    """The product of the carry factor over the gap, for each unit (H,)."""
    country, asked = france.country_position(film.words), france.asked_position(film.words)
    factor = next(iter(film.carry.values()))
    return np.prod(factor[country + 1 : asked + 1], axis=0)


def reading(words: Sequence[str], cell: str = "lstm") -> str:
    """How to read the film of a sentence: what its colours mean depends on whether it names a country."""
    lanes = "Columns are words, rows are units. "
    gates = " Gates run from paper (0) to full colour (1)." if CELLS[cell].carry else ""
    shown = "memory and output" if len(CELLS[cell].states) > 1 else "the output"
    country = stories.country_of(words)
    if country is None:
        return (
            f"{lanes}Your sentence names no country after “grew up in”, so {shown} is shown as it is: "
            f"blue below zero, red above.{gates}"
        )
    return (
        f"{lanes}In {shown}, colour is the difference that “{country}” makes: this run minus the mean over "
        f"the same sentence with each other country. Before “{country}” there is none; then a few rows carry it.{gates}"
    )
