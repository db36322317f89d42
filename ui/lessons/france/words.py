"""What the lesson on France asks: how many units keep what they hold; the answer is computed."""

from functools import cache

import numpy as np

from lstm_core.film import Film
from lstm_core.tasks import france
from ui.lesson import Recall
from ui.shipped import networks, stories

HALF = 0.5


@cache
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
