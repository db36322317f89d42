"""What the lesson on vanishing gradients asks, first and last, and what it says to the answers; all is computed."""

from functools import cache

import numpy as np

from figures.decades import size
from ui import guesses
from ui.lesson import Recall
from ui.lessons.vanishing.levers import Levers
from ui.lessons.vanishing.numbers import BACK, signals

QUESTION = "an LSTM with half-open gates: what is left 50 steps back?"
OPTIONS = ("more than half of it", "a few hundredths", "next to nothing")


@cache
def right_option() -> str:
    """How much is left in the LSTM with forget bias 0, 50 steps back, of the words to vote on."""
    left = _left("lstm", Levers())
    return next(option for option in OPTIONS if left > (range_of(option)[0] or -np.inf))


def range_of(option: str) -> tuple[float | None, float | None]:
    """From where to where an option reaches, ln, None for no end."""
    ends = (np.log(0.5), None), (np.log(0.001), np.log(0.5)), (None, np.log(0.001))
    return dict(zip(OPTIONS, ends, strict=True))[option]


def verdict(said: str) -> str:
    """What to say after the vote."""
    alone, left = size(BACK * np.log(0.5)), size(_left("lstm", Levers()))
    return (
        f"{guesses.verdict(said, right_option())} The **belt**, the memory's way from step to step, would keep 0.5 per "
        f"step at forget bias 0: over {BACK} steps that is {alone}. With the paths through h and the gates, {left} is "
        "left."
    )


@cache
def which_bias() -> Recall:
    """With which forget bias does most of the signal reach 50 steps back? Question, what to say, the right answer."""
    left = {bias: _left("lstm", Levers(bias=bias)) for bias in (-2, 0, 2, 4)}
    said = {
        f"{bias:+d}" if bias else "0": f"A bias of {bias} opens the forget gate to {1 / (1 + np.exp(-bias)):.2f}; "
        f"{size(log)} of the signal is left {BACK} steps back."
        for bias, log in left.items()
    }
    right = dict(zip(left, said, strict=True))[max(left, key=left.get)]
    return f"With which forget bias does most of the error reach {BACK} steps back in the LSTM?", said, right


def _left(cell: str, levers: Levers) -> float:
    logs = signals(cell, levers)["h"]
    return float(np.median(logs[:, BACK] - logs[:, 0]))
