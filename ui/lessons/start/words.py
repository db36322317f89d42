"""What *Start* asks of the sentence that it shows; the answer is what the network says."""

from functools import cache

from lstm_core.said import joined, percent
from lstm_core.tasks import france
from ui.lesson import Recall
from ui.shipped import start, stories


@cache
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
