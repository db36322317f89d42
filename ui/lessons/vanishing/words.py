"""What the lesson on vanishing gradients says of its pictures; every number in it is computed."""

import numpy as np

from figures.charts.vanishing import SMALLEST
from figures.decades import size
from ui.lessons.vanishing.levers import SCALES, Levers
from ui.lessons.vanishing.numbers import BACK, by_path, lengths, slide, spectra
from ui.shipped import networks

INTRODUCTION = (
    "Training sends an **error signal** back through all steps, and each step multiplies it. Here are networks "
    "**before any training**, five of each kind, which read noise. **Guess first**; then the cells with gates join "
    "the RNN."
)
FACTS = (
    "An error signal is **multiplied** at every step back: below 1 per step it vanishes, above 1 it explodes.",
    "On the **belt** the factor is the forget gate f alone. Its half-life is −ln 2 / ln f steps.",
    "**Clipping** shortens a gradient that is too long. It cures explosion, never vanishing. Clipped as a whole, it "
    "keeps its direction; clipped number by number, it turns.",
)
AFTER_THE_GUESS = (
    "An LSTM vanishes too when f is small. The remedy is a start with open gates: a forget bias of 1 or more."
)
READING_OF_BACKWARD = (
    "Squares are steps, the loss is at the right. Play, drag, or use the arrow keys: the signal travels left and is "
    "multiplied at every step. Bright is strong, on one scale for all cells, by powers of ten. At the right stands the "
    "number itself, the median of five seeds. Black is exactly 0."
)
READING_OF_PATHS = (
    "An error of length 1 arrives at the last memory. Full pink: what comes back along the belt alone, multiplied by "
    "the gate that keeps and nothing else. Dashed: paths that leave the belt at least once, through h and the gates. "
    "Dotted: those of them that are never on it. Broad: all together, the true gradient. Both pictures have the same "
    "heights. One network, seed 0."
)
READING_OF_SPECTRA = (
    "A **singular value** says how much a matrix stretches one direction. Left: the way back over all steps as one "
    "matrix. A mark is one direction; its height is what is left of a signal of length 1 sent that way. Even where the "
    "first survives, most are gone. Right: the **eigenvalues** of the last single step; those inside the circle shrink "
    "in the long run. One network, seed 0."
)
READING_OF_CLIP = (
    "Lines: how long the gradient of all weights is over at most 100 steps, recurrent weights times 0.5 to 3, the "
    "median and the band of five seeds. Marks: after clipping by norm, that is as a whole: under the limit nothing "
    "changes. Clipped by value, each of the n numbers is cut on its own, at limit / √n, and the gradient turns."
)


def facts(revealed: bool) -> tuple[str, ...]:
    """What to keep; what would answer the guess comes after it."""
    return (*FACTS, AFTER_THE_GUESS) if revealed else FACTS


def reading(theory: bool) -> str:
    """How to read the signals against the lag."""
    dotted = (
        " Dotted, thin: theory, where it does not leave the picture. For the RNN a bound that no signal exceeds, its "
        "largest singular value (the most by which the matrix stretches) to the power of the steps; for cells with "
        "gates what a belt would leave whose gates all stand alike."
    )
    return (
        "Right is further back in time. Equal distances downwards divide the signal by equal factors, and all lines "
        "share one scale. Lines are the median of five seeds, bands reach from the lowest to the highest."
        f"{dotted if theory else ''}"
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
        f" The belt's line lies lowest because the forget gates stand near {gate:.2f}, and {gate:.2f} to the power of "
        f"{back} is {size(back * np.log(gate))}. Raise the forget bias above, and the belt carries the signal."
    )
    return (
        f"In this LSTM, {back} steps back, {belt} of an error is left along the belt alone, {without} along paths that "
        f"are never on it, and {whole} along all paths together. {ride}{why if closed else ''}"
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
        f"The matrix N with rows (0.9, 5) and (0, 0.9) has only the eigenvalue 0.9, and yet it stretches a signal "
        f"{norms[top]:.0f}-fold in {top} steps before it decays; after {len(norms) - 1} steps {norms[-1]:.3f} is left. "
        "Singular values say what can grow; eigenvalues say only what happens in the end."
    )


def spoken_clip(cells: list[str], levers: Levers, limit: float) -> str:
    """The lengths before clipping, in words."""
    found = lengths(cells, levers, limit)
    ends = ", ".join(f"{cell} {size(float(np.median(logs[:, -1])))}" for cell, logs in found.items())
    return f"Length of the gradient at {SCALES[-1]:g}-fold recurrent weights, before clipping to {limit:g}: {ends}."
