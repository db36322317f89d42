"""What *Vanishing gradients* gives for paper and slides."""

from collections.abc import Mapping

import numpy as np

from figures.decades import size
from ui.in_the_page import Lever
from ui.lessons.vanishing.claims import VERDICTS
from ui.lessons.vanishing.levers import IN_THE_PAGE, Levers
from ui.lessons.vanishing.numbers import BACK, medians
from ui.lessons.vanishing.votes import OPTIONS, QUESTION, right_option, which_bias
from ui.shipped import networks
from ui.take import pictures
from ui.take.handout import Blank, Handout, Table, guessed, recalled, tested

CELLS, BIASES = [*networks.COMPARED], (-2, 0, 2, 4)


def handout(asked: Mapping[str, str]) -> Handout:
    """What is left of the signal where the levers stand, and at a few forget biases."""
    levers = Levers(**{lever.name: _stop(lever, asked) for lever in IN_THE_PAGE})
    back = min(BACK, levers.length - 1)
    asks = f"Set the forget bias, and write down what is left of the signal {back} steps back (1 is all of it)."
    rows = []
    for bias in BIASES:
        found = medians(CELLS, levers._replace(bias=float(bias)))
        rows.append((f"{bias}".replace("-", "−"), *(Blank(size(log[back] - log[0])) for log in found.values())))
    table = Table(asks, ("forget bias", *map(networks.title, CELLS)), tuple(rows))
    now = medians(CELLS, levers)
    drawn = {cell: ((log[: back + 1] - log[0]) / np.log(10)).tolist() for cell, log in now.items()}
    left = ", ".join(f"{cell} {size(log[back] - log[0])}" for cell, log in now.items())
    about = (
        f"Five fresh networks of each kind, forget bias {levers.bias:g}, recurrent weights times {levers.scale:g}, "
        f"{levers.length} steps. Medians of the five."
    )
    says = f"What is left of the error signal, {back} steps back: {left}."
    picture = pictures.lines(list(range(back + 1)), drawn, "steps back from the loss", "powers of ten", says)
    questions = (
        guessed(QUESTION, OPTIONS, right_option()),
        recalled(which_bias()),
        *tested("vanishing", VERDICTS, levers),
    )
    return Handout(about, questions, (table,), picture, says)


def _stop(lever: Lever, asked: Mapping[str, str]) -> float:
    """Where a lever stands."""
    stop = lever.stop(asked.get(lever.address, ""))
    return type(lever.step)(lever.start if stop is None else stop)
