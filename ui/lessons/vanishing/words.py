"""What the lesson on vanishing gradients says of its pictures; every number in it is computed."""

import numpy as np

from figures.decades import size
from lstm_core.signals.lengths import LOSSES
from ui.lessons.vanishing.levers import SCALES, Levers
from ui.lessons.vanishing.numbers import BACK, by_path, lengths, slide, spectra
from ui.shipped import networks

FACTS = (
    "An error signal is **multiplied** at every step back: below 1 per step it vanishes, above 1 it explodes.",
    "On the **belt** the factor is the forget gate f alone. Its half-life is −ln 2 / ln f steps.",
    "Clipping cures explosion, never vanishing: by norm it keeps the direction, by value it turns it.",
)
AFTER_THE_GUESS = (
    "An LSTM vanishes too when f is small. The remedy is a start with open gates: a forget bias of 1 or more."
)
READING_OF_BACKWARD = (
    "Squares are steps, the loss is at the right. Play, drag, or use the arrow keys: the signal travels left and is "
    "multiplied at every step. Bright is strong, on one scale for all cells, by powers of ten; to the right stands the "
    "number itself. The median of five seeds; black would be exactly 0."
)
READING_OF_PATHS = (
    "An error of length 1 arrives at the last memory. Full pink: what comes back along the belt alone, multiplied by "
    "the gate that keeps and nothing else. Dashed: paths that leave the belt at least once, through h and the gates; "
    "dotted, those of them that never ride it. Broad: all together, the true gradient. One network, seed 0."
)
READING_OF_SPECTRA = (
    "Left: the way back over all steps as one matrix; a mark is one direction, its height what is left of a signal of "
    "length 1 sent that way. Even where the first survives, most are gone. Right: the eigenvalues of the last single "
    "step; those inside the circle shrink in the long run. One network, seed 0."
)
READING_OF_CLIP = (
    "Lines: how long the gradient of all weights is over at most 100 steps, recurrent weights times 0.5 to 3: median "
    "and the band of five seeds. Marks: after clipping by norm, which keeps the direction; under the limit nothing "
    "changes. Clipped by value (each of n entries on its own, at limit / √n) the gradient turns away from where it was."
)


def facts(revealed: bool) -> tuple[str, ...]:
    """What to keep; what would answer the guess comes after it."""
    return (*FACTS, AFTER_THE_GUESS) if revealed else FACTS


def reading(levers: Levers) -> str:
    """How to read the signals against the lag."""
    theory = (
        " Dotted, thin: theory, where it does not leave the picture. For the RNN the bound by its largest singular "
        "value, which no signal exceeds; for gated cells what a belt would leave whose gates all stand alike."
    )
    return (
        "Right is further back in time; equal distances downwards divide the signal by equal factors, and nothing "
        "is normalised. Lines are the median of five seeds, bands reach from the lowest to the highest."
        f"{theory if levers.loss == LOSSES[0] else ''}"
    )


def spoken_paths(cell: str, levers: Levers) -> str:
    """What is left of each path, in words."""
    state, logs = by_path(cell, levers)
    back = min(BACK, levers.length)
    left = ", ".join(f"{name} {size(logs[name][back])}" for name in ("belt", "rest", "without", "whole"))
    return f"{networks.title(cell)}, ∂L/∂{state} {back} steps back: {left}."


def of_paths(levers: Levers) -> str:
    """What belt and rest have to do with each other, in words."""
    _, logs = by_path("lstm", levers)
    back = min(BACK, levers.length)
    belt, without, whole = (size(logs[name][back]) for name in ("belt", "without", "whole"))
    some = logs["without"][back] > logs["whole"][back] - np.log(2)
    ride = "most of it did without the belt" if some else "most of it rode the belt for a while, left it and came back"
    return (
        f"In this LSTM, {back} steps back, {belt} of an error arrives along the belt alone, {without} by paths that "
        f"never ride it, and {whole} by all together: {ride}."
    )


def spoken_spectra(cells: list[str], levers: Levers) -> str:
    """The largest and the smallest singular value of each cell."""
    found = spectra(cells, levers)
    return "Singular values of the whole way back: " + "; ".join(
        f"{cell} from {size(float(logs[0]))} to {size(float(logs[-1]))}" for cell, logs in found.items()
    )


def of_slide() -> str:
    """The slide in words."""
    norms, _ = slide()
    top = int(np.argmax(norms))
    return (
        f"The matrix N with rows (0.9, 5) and (0, 0.9) has only the eigenvalue 0.9, and yet it stretches a signal "
        f"{norms[top]:.0f}-fold in {top} steps before it decays; after {len(norms) - 1} steps {norms[-1]:.3f} is left. "
        "*Singular* values say what can grow, eigenvalues only what happens in the end."
    )


def spoken_clip(cells: list[str], levers: Levers, limit: float) -> str:
    """The lengths before clipping, in words."""
    found = lengths(cells, levers, limit)
    ends = ", ".join(f"{cell} {size(float(np.median(logs[:, -1])))}" for cell, logs in found.items())
    return f"Length of the gradient at {SCALES[-1]:g}-fold recurrent weights, before clipping to {limit:g}: {ends}."
