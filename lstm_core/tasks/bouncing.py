"""Bouncing squares: every picture of the film predicts the next one; the walls throw the squares back."""

import numpy as np

from lstm_core.tasks import Batch, Task

SIDE, SQUARE, STEPS = 12, 3, 14  # pixels of the picture, of a square; pictures that are read
BETTER = 5  # solved: this many times less squared error than copying the last picture
WAYS = [(down, right) for down in (-1, 0, 1) for right in (-1, 0, 1) if (down, right) != (0, 0)]
READ = 8  # pictures that a network reads before it is left alone, where that is measured
SETTLED = 4  # pictures that are read before the first prediction is scored: one says nothing of the direction


def draw(rng: np.random.Generator, batch_size: int, squares: int | tuple[int, int] = (1, 2)) -> Batch:
    """Films (T, B, 1, 12, 12) of 0 and 1 and, as targets, the pictures that follow."""
    low, high = squares if isinstance(squares, tuple) else (squares, squares)
    shown = np.arange(high)[:, None] < rng.integers(low, high + 1, batch_size)
    pictures = film(*started(rng, (high, batch_size)), shown, STEPS + 1)
    weights = np.zeros((STEPS, batch_size), np.float32)
    weights[SETTLED:] = 1
    return Batch(pictures[:-1], pictures[1:], weights, np.full(batch_size, STEPS))


def started(rng: np.random.Generator, shape: tuple[int, ...]) -> tuple[np.ndarray, np.ndarray]:
    """Where squares begin, (…, 2) the row and column of their first pixel, and their pace: one of eight ways."""
    place = rng.integers(0, SIDE - SQUARE + 1, (*shape, 2))
    return place, np.array(WAYS)[rng.integers(len(WAYS), size=shape)]


def film(place: np.ndarray, pace: np.ndarray, shown: np.ndarray, steps: int) -> np.ndarray:
    """Pictures (steps, B, 1, 12, 12) of squares (K, B, 2), of which (K, B) are shown; where they overlap it stays 1."""
    pixels, room = np.arange(SIDE), SIDE - SQUARE
    pictures = np.zeros((steps, place.shape[1], 1, SIDE, SIDE), np.float32)
    for picture in pictures:
        inside = (pixels >= place[..., None]) & (pixels < place[..., None] + SQUARE)  # (K, B, 2, SIDE)
        covered = inside[:, :, 0, :, None] & inside[:, :, 1, None, :] & shown[..., None, None]
        picture[:, 0] = covered.any(axis=0)
        place, pace = bounced(place + pace, pace, room)
    return pictures


def bounced(place: np.ndarray, pace: np.ndarray, room: int) -> tuple[np.ndarray, np.ndarray]:
    """What has passed a wall comes back by as much, and goes the other way."""
    outside = (place < 0) | (place > room)
    return np.where(place < 0, -place, np.where(place > room, 2 * room - place, place)), np.where(outside, -pace, pace)


def errors(predicted: np.ndarray, batch: Batch) -> np.ndarray:
    """The squared error of each predicted picture, the mean over its pixels, (T, B)."""
    return ((predicted - batch.targets) ** 2).mean(axis=(2, 3, 4))


def solved(outputs: np.ndarray, batch: Batch) -> np.ndarray:
    """Whether a film's scored pictures have at most a fifth of the squared error of "the last picture again"."""
    ours, copied = ((errors(each, batch) * batch.weights).sum(axis=0) for each in (outputs, batch.inputs))
    return BETTER * ours <= copied


TASK = Task(
    title="Bouncing squares",
    claim="Where a square goes next is not to be seen in one picture",
    draw=draw,
    solved=solved,
    chance=0.0,
    inputs="images",
    input_size=1,
    output="number",
    outputs=("brightness",),
    levels={"squares": (1, 2, 2)},
    length=lambda squares: STEPS,
)
