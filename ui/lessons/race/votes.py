"""The guess on the race: how far a plain RNN gets; question, options and the answer, from the shipped races."""

import numpy as np

from lstm_core.races.results import reached
from lstm_core.said import joined
from ui import guesses
from ui.lessons.race.numbers import gaps

GUESSED, ALWAYS = "RNN", (10, 50, 100)


def question() -> str:
    """What is asked before anything is shown."""
    shortest, *_, longest = (race.level for race in gaps())
    return (
        f"sequences are {shortest} to {longest} letters long, and networks are trained anew at each length. "
        "What is the longest that a plain RNN still learns?"
    )


def furthest() -> int:
    """The longest length at which most seeds of the RNN meet the rule."""
    return max((race.level for race in gaps() if reached(race.groups()[GUESSED])), default=0)


def options() -> list[str]:
    """A few lengths, the right one among them."""
    return [str(level) for level in sorted({*ALWAYS, furthest()})]


def verdict(said: str) -> str:
    """What is so, beside what was said, and how the others fare at the greatest length."""
    most, others = gaps()[-1].level, []
    for title, lanes in gaps()[-1].groups().items():
        if lanes[0].carry_bias == "chrono" and (count := reached(lanes)):
            others.append(f"the {title.split(',')[0]} after {count:,.0f} sequences")
    also = f" At length {most} networks with gates still learn it: {joined(others)} (median)." if others else ""
    return f"{guesses.verdict(said, str(furthest()))} At greater lengths most RNNs never learn it.{also}"


def middle(counts: list[int | None]) -> float | None:
    """The median of what seeds needed, None where most never met the rule."""
    found = float(np.median([np.inf if count is None else count for count in counts]))
    return found if np.isfinite(found) else None
