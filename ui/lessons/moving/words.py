"""What the lesson on moving pictures says of errors, of a pixel's memories and of the network on its own."""

import numpy as np

from lstm_core.board.meanings import meanings
from lstm_core.experiments.measures import mean_half_life
from lstm_core.pixel_film import at_pixel
from lstm_core.said import percent
from lstm_core.tasks.bouncing import BETTER, READ, SETTLED
from ui.lessons.moving.numbers import COPY, EMPTY, SCORED, network, pixel, seen, shipped

INTRODUCTION = (
    "Squares bounce in a box: what is the **next picture**? One picture does not say where a square is going, so the "
    "network, a **ConvLSTM**, has a memory at every pixel. Its gates read the pixel and its neighbours."
)
CAME, PREDICTED, COPIED = "What came", "What was predicted", "The last picture again"
ON_ITS_OWN, LAST_SEEN = "What was predicted", "the last picture it saw, again"
NETWORK, ALONE = "the network", "the network on its own"
WAITS = "Guess, and see what the network predicted, and the gates of each pixel."
NOTHING_YET = "Picture 1: nothing is predicted yet, no picture came before it."
AGAIN = f"Picture {{at}}: the error of {COPY} is {{0}}. The network's appears after your guess."
ERRORS = "Squared error of a pixel"
PIXEL = "The pixel in row {row}, column {column}"
CLOCK = {
    "play": "Play",
    "pause": "Pause",
    "back": "Picture before",
    "on": "Next picture",
    "rail": "Picture",
    "moment": "picture {at} of {last}",
}


def of_hero(guessed: bool) -> dict[str, str]:
    """The words of the film; {braces} are filled in the page."""
    pixel = (
        "Row {row}, column {column}: forget gate {f}, input gate {i}, output gate {o}, memory {c}, each the mean of "
        f"{network().hidden_size} units."
    )
    better = f"Picture {{at}}: the network's error is {{0}}, that of {COPY} is **{{times}} times** as large."
    worse = f"Picture {{at}}: the network's error is {{0}}, **{{times}} times** that of {COPY} ({{1}})."
    told = {"better": better, "worse": worse} if guessed else dict.fromkeys(("better", "worse"), AGAIN)
    return CLOCK | {
        "choose": "arrow keys choose a pixel",
        "slow": "The network is on its way to this page.",
        "nothing": NOTHING_YET,
        "pixel": pixel if guessed else "",
        **told,
    }


def of_alone() -> dict[str, str]:
    """The words of the film that the network goes on with alone."""
    since = f"Picture {{at}}: since picture {READ} the network has read only its own predictions. Its error is {{0}}"
    return (
        CLOCK
        | {"nothing": "", "pixel": ""}
        | dict.fromkeys(("better", "worse"), f"{since}; that of “{LAST_SEEN}” is {{1}}.")
    )


def how_to_read(guessed: bool) -> str:
    """The line under the film."""
    if not guessed:
        return "Bright is 1, dark is 0. Press Play, or drag the rail."
    return (
        "Bright is 1, dark is 0; in between, the network is unsure. **Click a pixel** to see its gates and memories: a "
        "row is one unit, a column one picture, and the frame is now. Gates: pale 0, full colour 1. Memory: blue below "
        "0, red above."
    )


def spoken_times(squares: int) -> str:
    """How many times better than copying, in words."""
    found = shipped(squares)
    copied = float(np.mean(found["copy"][SETTLED:]))
    times = sorted(copied / float(np.mean(seed[SETTLED:])) for seed in found["seeds"])
    return (
        f"On {found['films']} films that training never showed, the squared error is **{np.median(times):.1f} times** "
        f"smaller than that of {COPY} (median of {len(times)} trained networks; {times[0]:.1f} to {times[-1]:.1f}). "
        f"In {percent(float(np.median(found['solved'])))} of the films it is at least {BETTER} times smaller."
    )


def reading_of_errors() -> str:
    """How to read the errors."""
    return (
        "Lower is better. One picture does not say where a square is going; each further one helps the memory. Counted "
        f"above, and learned in training, are the pictures from picture {SCORED} on."
    )


def spoken_pixel(film: int, squares: int, row: int, column: int) -> str:
    """When a square was at the pixel, and how long the memories there keep what they hold, in words."""
    lit = [str(k + 1) for k in pixel(film, squares, row, column).cues]
    where = f"A square covers it in pictures {', '.join(lit)}." if lit else "No square ever covers it."
    trace = at_pixel(seen(film, squares).layers[0], row - 1, column - 1)
    state, carry = next(iter(network().cell.carry.items()))
    lives, gate = mean_half_life(trace, state)[0], meanings(network().cell)[carry.gate[0]].noun
    return (
        f"Row {row}, column {column}. {where} This pixel has {len(lives)} memories, one for each unit, and the {gate} "
        "says how long each lasts. With this gate at its mean over the film, half of the memories lose half of what "
        f"they hold within {np.median(lives):.1f} pictures. Unit {np.argmax(lives)} keeps longest: it takes "
        f"{np.max(lives):.1f} pictures."
    )


def spoken_alone(squares: int) -> str:
    """How long what it predicts on its own is worth more than nothing, in words."""
    found = shipped(squares)
    ours, empty = np.median(found["alone"], axis=0), found["empty"][found["read"] - 1 :]
    worse = [k + 1 for k, (a, b) in enumerate(zip(ours, empty, strict=True)) if a >= b]
    end = f"from the {worse[0]}th picture on it is worse than {EMPTY}" if worse else f"it stays better than {EMPTY}"
    return (
        f"After {found['read']} pictures it reads only its own predictions. On {found['films']} films the squared "
        f"error of a pixel grows from {ours[0]:.3f} to {ours[-1]:.3f} in {len(ours)} pictures; {end}."
    )
