"""What the lesson on the way back asks, first and last, and what it says to the answers; all is computed."""

import numpy as np

from figures.decades import size
from ui import guesses
from ui.lesson import Recall
from ui.lessons.way_back.levers import ANSWER, COUNTRY, USUAL, sentence
from ui.lessons.way_back.numbers import MEMORY, trained
from ui.shipped import stories

OPTIONS = ("more than half of it", "about a tenth", "less than a hundredth")


def question() -> str:
    """What to guess."""
    back = stories.gap_of(sentence(USUAL))
    return f"in the trained LSTM's memory, how much of the pull at “fluent” is left at “{COUNTRY}”, {back} words back?"


def band(option: str) -> tuple[float | None, float | None]:
    """From where to where an option reaches, ln of the share, None for no end."""
    ends = (np.log(0.5), None), (np.log(0.01), np.log(0.5)), (None, np.log(0.01))
    return dict(zip(OPTIONS, ends, strict=True))[option]


def right_option() -> str:
    """Which option the trained LSTM makes right."""
    share = np.log(_share("LSTM"))
    return next(option for option in OPTIONS if share > (band(option)[0] or -np.inf))


def verdict(said: str) -> str:
    """What to say after the vote."""
    return (
        f"{guesses.verdict(said, right_option())} The pull at “{COUNTRY}” is {_share('LSTM'):.2g} times the pull at "
        f"“fluent”: training has opened the gates in between. In the RNN it is {_share('RNN'):.2g} times. (Medians of "
        "five networks.)"
    )


def which_cell() -> Recall:
    """In which trained cell is the pull at the country weakest? Question, what to say to each answer, the right one."""
    words = sentence(USUAL)
    found, place = trained(words, ANSWER, "word"), words.index(COUNTRY)
    left = {cell: float(np.median(logs[:, place])) for cell, logs in found.items()}
    said = {cell: f"Its pull at the word vector is {size(log)}, the median of its seeds." for cell, log in left.items()}
    return (
        f"All three are trained. In which is the pull of “{ANSWER}” at “{COUNTRY}” weakest?",
        said,
        min(left, key=left.get),
    )


def _share(cell: str) -> float:
    words = sentence(USUAL)
    logs = np.median(trained(words, ANSWER, MEMORY)[cell], axis=0)
    return float(np.exp(logs[words.index(COUNTRY)] - logs[-1]))
