"""The words of the lesson on vanishing gradients; every number in them is computed."""

import numpy as np

from figures.decades import size
from lstm_core.experiments.measures import memory_half_life
from lstm_core.signals.lengths import LOSSES, factor_per_step
from ui import guesses
from ui.lesson import Recall
from ui.lessons.vanishing.signals import SCALES, Levers, by_path, gradients, lengths, signals, slide, spectra, units
from ui.shipped import networks

BACK = 50  # the lag that the page speaks of
OPTIONS = ("more than half of it", "a few hundredths", "next to nothing")
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


def right_option() -> str:
    """How much is left in the LSTM with forget bias 0, 50 steps back, of the words to vote on."""
    left = _left("lstm", Levers())
    return OPTIONS[0 if left > np.log(0.5) else 1 if left > np.log(0.001) else 2]


def verdict(said: str) -> str:
    """What to say after the vote."""
    right = right_option()
    lstm, rnn = (float(np.median(factor_per_step(signals(cell, Levers())["h"][:, ::-1].T))) for cell in ("lstm", "rnn"))
    nothing = size(BACK * np.log(0.5))
    return (
        f"{guesses.verdict(said, right)} With forget bias 0 every gate starts half open, and half to the power of "
        f"{BACK} is {nothing}: per step the LSTM keeps {lstm:.2f} of the signal, the RNN {rnn:.2f}. **The cell alone "
        "does not save it.** Now raise the forget bias and watch the gated cells leave the RNN."
    )


def reading(levers: Levers) -> str:
    """How to read the signals against the lag."""
    half_open = 1 / (1 + np.exp(-levers.bias))
    lines = (
        " The loss speaks at every step, so the signal is fed again and again, and its decay cannot be seen."
        if levers.loss != LOSSES[0]
        else " Dotted, thin: theory. For the RNN the bound by its largest singular value, which no signal exceeds; for "
        f"gated cells what a belt would leave whose gates all stand at {half_open:.3f}."
    )
    return (
        "Right is further back in time; equal distances downwards divide the signal by equal factors, and nothing "
        f"is normalised. Lines are the median of five seeds, bands reach from the lowest to the highest.{lines}"
    )


def table(cells: list[str], levers: Levers) -> list[dict[str, str]]:
    """A row for each cell: factor per step, half-life, what is left."""
    rows, back = [], min(BACK, levers.length - 1)
    for cell in cells:
        logs = signals(cell, levers)["h"]
        factors, fed = factor_per_step(logs[:, ::-1].T), levers.loss != LOSSES[0]  # fed: it is not one signal's decay
        middle = float(np.median(factors))
        rows.append(
            {
                "cell": networks.title(cell),
                "units": str(units(cell, levers)),
                "factor per step": "—" if fed else f"{middle:.3f} ({factors.min():.3f} to {factors.max():.3f})",
                "halves in": "—" if fed else _steps(float(memory_half_life(np.array(middle)))),
                f"left {back} steps back": size(float(np.median(logs[:, back]) - np.median(logs[:, 0]))),
            }
        )
    return rows


def spoken(cells: list[str], levers: Levers) -> str:
    """What is left of each signal, in words."""
    return "; ".join(", ".join(f"{name} {said}" for name, said in row.items()) for row in table(cells, levers))


def spoken_paths(cell: str, levers: Levers) -> str:
    """What is left of each path, in words."""
    state, logs = by_path(cell, levers)
    back = min(BACK, levers.length)
    left = ", ".join(f"{name} {size(logs[name][back])}" for name in ("belt", "rest", "without", "whole"))
    return f"{networks.title(cell)}, ∂L/∂{state} {back} steps back: {left}."


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


def clip_table(cells: list[str], levers: Levers, limit: float) -> list[dict[str, str]]:
    """A row for each cell at the largest scale: length before, after clipping by norm, the angle clipping turns."""
    rows = []
    for cell in cells:
        found = gradients(cell, levers, limit)
        before, turned = float(np.median(found["length"][:, -1])), float(np.median(found["angle"][:, -1]))
        rows.append(
            {
                "cell": networks.title(cell),
                f"length at × {SCALES[-1]:g}": size(before),
                "clipped by norm": size(min(before, np.log(limit))),
                "turned by clipping by value": "—" if np.isnan(turned) else f"{turned:.0f}°",
            }
        )
    return rows


def title_or_none(cell: str) -> str:
    """What an added cell is called, "none" for none."""
    return networks.title(cell) if cell else "none"


def which_bias() -> Recall:
    """With which forget bias does most of the signal reach 50 steps back? Question, what to say, the right answer."""
    left = {bias: _left("lstm", Levers(bias=bias)) for bias in (-2, 0, 2, 4)}
    said = {
        f"{bias:+d}" if bias else "0": f"A bias of {bias} opens the forget gate to {1 / (1 + np.exp(-bias)):.2f}; "
        f"{size(log)} of the signal is left {BACK} steps back."
        for bias, log in left.items()
    }
    right = dict(zip(left, said, strict=True))[max(left, key=left.get)]
    return f"With which forget bias does most of the error reach {BACK} steps back in the LSTM?", said, right


def _left(cell: str, levers: Levers) -> float:
    logs = signals(cell, levers)["h"]
    return float(np.median(logs[:, BACK] - logs[:, 0]))


def _steps(half_life: float) -> str:
    return "never" if half_life == np.inf else f"{half_life:.1f} steps" if half_life < 100 else f"{half_life:.0f} steps"


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
