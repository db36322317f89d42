"""What the lesson on moving pictures asks, first and last, and what it says to the answers; all is computed."""

from typing import Any

import numpy as np

from lstm_core.tasks.bouncing import SETTLED
from ui import guesses
from ui.lesson import Recall
from ui.lessons.moving.numbers import COPY, SCORED, came, predicted, share, shipped, wrong

OPTIONS = {"as large": 1.0, "half as large": 0.5, "a tenth of it": 0.1, "a fiftieth of it": 0.02}
QUESTION = (
    f"A plain guess is “{COPY}”, as if nothing moved. Compared with the squared error of that guess, how large is the "
    "network's?"
)


def right_option(film: int, squares: int) -> str:
    """The option that is nearest, in proportion."""
    true = np.log(share(film, squares))
    return min(OPTIONS, key=lambda option: abs(np.log(OPTIONS[option]) - true))


def verdict(film: int, squares: int, guess: str) -> str:
    """The guess beside what is so, in this film and in all."""
    found = shipped(squares)
    times = np.mean(found["copy"][SETTLED:]) / np.mean(np.array(found["seeds"])[:, SETTLED:], axis=1)
    return (
        f"{guesses.verdict(guess, right_option(film, squares))} From picture {SCORED} on, its error in this film "
        f"is {1 / share(film, squares):.0f} times smaller; in {found['films']} films that training never showed, "
        f"{np.median(times):.0f} times (median of {len(times)} trained networks)."
    )


def levels(film: int, squares: int, guess: str) -> list[dict[str, Any]]:
    """Where the guess and the truth lie among the errors: means over the scored pictures."""
    truth = came(film, squares)
    copied = float(np.mean(wrong(truth[:-1], truth[1:])[SETTLED:]))
    ours = float(np.mean(wrong(predicted(film, squares), truth[1:])[SETTLED:]))
    told = [{"what": "truth", "name": "the network's mean", "value": ours, "from": SCORED}]
    if guess in OPTIONS:
        said = {"what": "guess", "name": f"your guess: {guess}", "value": copied * OPTIONS[guess], "from": SCORED}
        told.append(said)
    return told


def which_squares(guessed: bool) -> Recall:
    """Is it harder to predict one square or two? Question, what to say to each answer, the right one."""
    times = {}
    for squares, name in ((1, "one square"), (2, "two squares")):
        found = shipped(squares)
        times[name] = float(
            np.mean(found["copy"][SETTLED:]) / np.median(np.array(found["seeds"])[:, SETTLED:].mean(axis=1))
        )
    right = max(times, key=times.get)
    said = {name: f"There its error is {factor:.1f} times smaller." for name, factor in times.items()}
    if not guessed:
        said = {name: f"There it gains {'more' if name == right else 'less'}." for name in times}
    return f"With one square or with two: where does the network gain more over {COPY}?", said, right
