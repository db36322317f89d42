"""What the lesson on vanishing gradients says of its pictures; every number in it is computed."""

import numpy as np

from figures.charts.vanishing import SMALLEST
from figures.decades import size
from ui.lessons.vanishing.levers import SCALES, Levers
from ui.lessons.vanishing.numbers import BACK, by_path, lengths, slide, spectra
from ui.shipped import networks

INTRODUCTION = (
    "Training sends an **error signal** back through all steps, and each step multiplies it. The networks here are "
    "**untrained**, five of each kind, and read random numbers. **Guess first**; then the cells with gates join the "
    "RNN."
)
FACTS = (
    "An error signal is **multiplied** at every step back: below 1 per step it vanishes, above 1 it explodes.",
    "The **belt** is the memory's way from step to step. On it the factor is the forget gate f alone: half of the "
    "signal is left after −ln 2 / ln f steps.",
    "**Clipping** shortens a gradient that is too long. It cures explosion, never vanishing. Shortened as a whole, the "
    "gradient keeps its direction. Cut number by number, it turns.",
)
AFTER_THE_GUESS = (
    "An LSTM vanishes too when f is small. The remedy is a start with open gates: a forget bias of 1 or more."
)
READING_OF_BACKWARD = (
    "Each square is a step; the loss is at the right. Play, drag, or use the arrow keys: the signal travels left, and "
    "every step multiplies it. The brighter, the stronger; black is exactly 0. All cells share one scale, in powers of "
    "ten. The number at the right is the signal where it is now, the median of five seeds."
)
READING_OF_PATHS = (
    "The **belt** is the memory's way from step to step; on it only the gate that keeps multiplies. An error of length "
    "1 starts at the last memory and goes back. Full pink line: what is left of it along the belt alone. Dashed: along "
    "the paths that leave the belt at least once, through h and the gates. Dotted: along the paths that are never on "
    "the belt. Broad line: along all paths together, which is the true gradient. Both pictures have the same heights. "
    "This is one network, seed 0."
)
READING_OF_SPECTRA = (
    "A **singular value** says by how much a matrix stretches one direction. The way back over all steps is such a "
    "matrix. Left: each mark is one direction of the signal. Its height says what is left of a signal of length 1 that "
    "is sent in this direction. Even where the first direction survives, most are gone. Right: the **eigenvalues** of "
    "the last step alone. In the long run, what lies inside the circle shrinks. This is one network, seed 0."
)
READING_OF_CLIP = (
    "Further right the recurrent weights are larger: they are multiplied by 0.5 to 3. Lines: the length of the "
    "gradient of all weights before clipping, over at most 100 steps. They are medians of five seeds; the bands reach "
    "from the lowest to the highest. Marks: the length after clipping **by norm**, which shortens the gradient as a "
    "whole. What is under the limit stays as it is. The table also clips **by value**: each of the n numbers is cut on "
    "its own, at limit / √n. That turns the gradient."
)


def facts(revealed: bool) -> tuple[str, ...]:
    """What to keep; what would answer the guess comes after it."""
    return (*FACTS, AFTER_THE_GUESS) if revealed else FACTS


def reading(theory: bool) -> str:
    """How to read the signals against the lag."""
    dotted = (
        " Thin dotted lines are theory, where they do not leave the picture. For the RNN it is a bound that no signal "
        "exceeds: the largest singular value (the most by which the matrix stretches), to the power of the steps. For "
        "cells with gates it is what the belt, the memory's way from step to step, would leave if all its gates stood "
        "alike."
    )
    return (
        "Further right is further back in time. The scale goes by powers of ten, so a straight line means that every "
        "step multiplies by the same factor. Lines are the median of five seeds; bands reach from the lowest to the "
        f"highest.{dotted if theory else ''}"
    )


def spoken_paths(cell: str, levers: Levers) -> str:
    """What is left of each path, in words."""
    state, logs = by_path(cell, levers)
    back = min(BACK, levers.length)
    left = ", ".join(f"{name} {size(logs[name][back])}" for name in ("belt", "rest", "without", "whole"))
    return f"{networks.title(cell)}, ∂L/∂{state} {back} steps back: {left}."


def of_paths(levers: Levers) -> str:
    """What belt and rest have to do with each other where the levers stand, in words."""
    _, logs = by_path("lstm", levers)
    back = min(BACK, levers.length)
    belt, without, whole = (size(logs[name][back]) for name in ("belt", "without", "whole"))
    far = logs["whole"][back] - logs["belt"][back]
    if logs["without"][back] > logs["whole"][back] - np.log(2):
        ride = "Most of it was never on the belt."
    elif far < np.log(2):
        ride = "Most of it stayed on the belt all the way."
    else:
        ride = "Most of it was on the belt for a while, left it and came back."
    closed = far > np.log(100) and levers.start != "chrono"
    gate = 1 / (1 + np.exp(-levers.bias))
    why = (
        f" The belt's line lies lowest, because the forget gates stand near {gate:.2f}. To the power of {back} that is "
        f"{size(back * np.log(gate))}. Raise the forget bias above, and the belt carries the signal."
    )
    return (
        f"So much of an error is left {back} steps back in this LSTM: {belt} along the belt alone, {without} along "
        f"paths that are never on it, and {whole} along all paths together. {ride}{why if closed else ''}"
    )


def spoken_spectra(cells: list[str], levers: Levers) -> str:
    """The largest and the smallest singular value of each cell that is drawn."""
    found = {cell: logs[logs >= SMALLEST] for cell, logs in spectra(cells, levers).items()}
    return "Singular values of the whole way back: " + "; ".join(
        f"{cell} from {size(float(logs[0]))} to {size(float(logs[-1]))}" for cell, logs in found.items() if len(logs)
    )


def below_floats(cells: list[str], levers: Levers) -> str:
    """How many directions are smaller than a float can be, and so are not drawn; "" for none."""
    lost = {cell: int((logs < SMALLEST).sum()) for cell, logs in spectra(cells, levers).items()}
    said = ", ".join(f"{count} of the {cell}'s" for cell, count in lost.items() if count)
    return f"Not drawn: {said} directions. What is left there is too small for a floating-point number." if said else ""


def of_slide() -> str:
    """The slide in words."""
    norms, _ = slide()
    top = int(np.argmax(norms))
    return (
        "The matrix N with rows (0.9, 5) and (0, 0.9) has only the eigenvalue 0.9. Yet it stretches a signal "
        f"{norms[top]:.0f}-fold in {top} steps before the signal decays. After {len(norms) - 1} steps {norms[-1]:.3f} "
        "is left. Singular values say what can grow. Eigenvalues say only what happens in the end."
    )


def spoken_clip(cells: list[str], levers: Levers, limit: float) -> str:
    """The lengths before clipping, in words."""
    found = lengths(cells, levers, limit)
    ends = ", ".join(f"{cell} {size(float(np.median(logs[:, -1])))}" for cell, logs in found.items())
    return f"Length of the gradient at {SCALES[-1]:g}-fold recurrent weights, before clipping to {limit:g}: {ends}."
