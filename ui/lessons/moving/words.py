"""What the lesson on moving pictures says of errors, of a pixel's memories and of the network on its own."""

import numpy as np

from lstm_core.board.meanings import meanings
from lstm_core.experiments.measures import mean_half_life
from lstm_core.pixel_film import at_pixel
from lstm_core.said import percent
from lstm_core.tasks.bouncing import BETTER, SETTLED
from ui.lesson import Recall
from ui.lessons.moving.numbers import COPY, EMPTY, network, pixel, seen, shipped


def spoken_times(squares: int) -> str:
    """How many times better than copying, in words."""
    found = shipped(squares)
    copied = float(np.mean(found["copy"][SETTLED:]))
    times = sorted(copied / float(np.mean(seed[SETTLED:])) for seed in found["seeds"])
    return (
        f"On {found['films']} films that training never showed, the squared error is **{np.median(times):.1f} times** "
        f"smaller than that of {COPY} (median of {len(times)} seeds; {times[0]:.1f} to {times[-1]:.1f}). "
        f"{percent(float(np.median(found['solved'])))} of the films are at least {BETTER} times better."
    )


def reading_of_errors() -> str:
    """How to read the errors."""
    return (
        "Lower is better. From one picture nobody can know where a square is going; each further one helps the memory. "
        f"What is counted above and learned in training begins at picture {SETTLED + 2}."
    )


def spoken_pixel(film: int, squares: int, row: int, column: int) -> str:
    """When a square was at the pixel, and how long the memories there keep what they hold, in words."""
    lit = [str(k + 1) for k in pixel(film, squares, row, column).cues]
    where = f"A square covers it in pictures {', '.join(lit)}." if lit else "No square ever covers it."
    trace = at_pixel(seen(film, squares).layers[0], row - 1, column - 1)
    state, carry = next(iter(network().cell.carry.items()))
    lives, gate = mean_half_life(trace, state)[0], meanings(network().cell)[carry.gate[0]].noun
    return (
        f"Row {row}, column {column}. {where} At the mean of their {gate} over the film, half of its {len(lives)} "
        f"memories lose half of what they hold within {np.median(lives):.1f} pictures; the one that keeps longest, "
        f"unit {np.argmax(lives)}, takes {np.max(lives):.1f}."
    )


def spoken_alone(squares: int) -> str:
    """How long what it predicts on its own is worth more than nothing, in words."""
    found = shipped(squares)
    ours, empty = np.median(found["alone"], axis=0), found["empty"][found["read"] - 1 :]
    worse = [k + 1 for k, (a, b) in enumerate(zip(ours, empty, strict=True)) if a >= b]
    end = f"from the {worse[0]}th picture on it is worse than {EMPTY}" if worse else f"it stays better than {EMPTY}"
    return (
        f"After {found['read']} pictures it reads only what it predicted itself. Its error grows from {ours[0]:.3f} to "
        f"{ours[-1]:.3f} a pixel in {len(ours)} pictures; {end}."
    )


def which_squares() -> Recall:
    """Is it harder to predict one square or two? Question, what to say to each answer, the right one."""
    times = {}
    for squares, name in ((1, "one square"), (2, "two squares")):
        found = shipped(squares)
        times[name] = float(
            np.mean(found["copy"][SETTLED:]) / np.median(np.array(found["seeds"])[:, SETTLED:].mean(axis=1))
        )
    said = {name: f"There the error is {factor:.1f} times smaller than copying's." for name, factor in times.items()}
    return "Where does the network gain more over the last picture again?", said, max(times, key=times.get)
