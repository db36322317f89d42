"""What *Learning* gives for paper and slides."""

from collections.abc import Mapping

import numpy as np

from ui.lessons.learning.votes import BIASES, LAST, SHORT, UPDATES, losses, which_bias
from ui.take import pictures
from ui.take.handout import Blank, Handout, Table, recalled

ABOUT = (
    f"Three LSTMs of 8 units learn the order of two letters in sequences of {SHORT}, from the same seed. Their forget "
    "biases start at different values."
)


def handout(asked: Mapping[str, str]) -> Handout:
    """Three short trainings: how their losses fall, whatever runs in the page."""
    ends = range(LAST, UPDATES + 1, LAST)
    means = {f"bias {bias}": [float(np.mean(losses(bias)[end - LAST : end])) for end in ends] for bias in BIASES}
    asks = f"Read the curves: write down the mean loss of {LAST} updates. Whoever guesses blindly has {np.log(4):.2f}."
    rows = tuple((name, *(Blank(f"{loss:.2f}") for loss in row)) for name, row in means.items())
    table = Table(asks, ("forget bias", *(f"up to update {end}" for end in ends)), rows)
    says = f"Mean loss of {LAST} updates, up to update {UPDATES}."
    picture = pictures.lines(list(ends), means, "updates", "loss", says)
    return Handout(ABOUT, (recalled(which_bias()),), (table,), picture, says)
