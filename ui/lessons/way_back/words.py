"""What the lesson on the way back says of the pull at the country, of its training and of truncation."""

import numpy as np

from figures.decades import size
from lstm_core.said import percent
from ui.lesson import Recall
from ui.lessons.way_back.numbers import by_window, over_training, trained
from ui.shipped import stories


def verdict(words: tuple[str, ...], language: str, country: str, by: str) -> str:
    """The pull at the country, in words."""
    place = words.index(country)
    ends = ", ".join(
        f"{size(float(np.median(logs[:, place])))} ({cell})" for cell, logs in trained(words, language, by).items()
    )
    return f"At “{country}”, {stories.gap_of(words)} words before the end, the pull of “{language}” is {ends}."


def spoken_training(words: tuple[str, ...], language: str, country: str, by: str) -> str:
    """The first and the last checkpoint, in words."""
    logs, steps, probabilities = over_training(words, language, by)
    place = words.index(country)
    return (
        f"Before training the pull at “{country}” is {size(float(logs[0, place]))}, after {steps[-1]} steps "
        f"{size(float(logs[-1, place]))}; the probability of “{language}” rises from {percent(probabilities[0])} to "
        f"{percent(probabilities[-1])}."
    )


def of_window(words: tuple[str, ...], language: str, country: str, window: int) -> str:
    """What a window sees, in words."""
    windows, found = by_window(words, language)
    more = f" The sentence has no more than {len(words)}: a longer window changes nothing." * (window > len(words))
    window = min(window, len(words))
    nearest = min(windows, key=lambda k: abs(k - window))
    gap = stories.gap_of(words)
    inside = window > gap
    seen = (
        f"“{country}” is inside"
        if inside
        else f"“{country}” is outside and gets **exactly 0**; {gap + 1} words, the last one counted, reach it"
    )
    return (
        f"A window of {window} words: {seen}.{more} In the trained network, what a window of {nearest} sees points "
        f"{found['trained'][windows.index(nearest)]:.0f}° away from the full gradient."
    )


def which_cell() -> Recall:
    """In which trained cell is the pull at the country weakest? Question, what to say to each answer, the right one."""
    words = tuple(stories.story("france", 3))
    found, place = trained(words, "french", "word"), words.index("france")
    left = {cell: float(np.median(logs[:, place])) for cell, logs in found.items()}
    said = {cell: f"Its pull at “france” is {size(log)}, the median of its seeds." for cell, log in left.items()}
    return "All three are trained. In which is the pull of “french” at “france” weakest?", said, min(left, key=left.get)
