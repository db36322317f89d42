"""What the lesson on other roads claims of each road, and says of what was measured on it."""

import numpy as np

from figures.charts.roads.compared import GOOD
from figures.decades import size
from lstm_core.roads.markov import Markov
from lstm_core.said import percent
from ui.lessons.roads.hidden_states import RESTARTS, ROUNDS, by_size
from ui.lessons.roads.numbers import (
    GENERATIONS,
    LONGEST,
    NAMES,
    SEEDS,
    STEPS,
    UNITS,
    latch_by_learner,
    needed,
    of_reservoir,
    shipped,
)

ROADS = {
    "reservoir": "A random reservoir",
    "evolution": "Evolution",
    "reward": "Trial and reward",
    "states": "Hidden states",
}
CLAIMS = {
    "reservoir": "**Train nothing but the reader.** An *echo state network* draws its weights at random and keeps "
    "them; its units echo what came in. The lever is the **spectral radius**, the size of the largest eigenvalue of "
    "the recurrent weights.",
    "evolution": "**Change everything a little and keep what works.** An *evolution strategy* needs no gradient. It "
    "makes 64 copies of an LSTM with 4 units and adds noise to the weights of each. Then the weights move towards "
    "the copies that answered better.",
    "reward": "**Nobody says what was right; now and then there is a reward.** An LSTM walks in a T-maze. A **sign** "
    "at the entrance says where to turn at the end. The right turn brings 4; the wrong one, or a step into a wall, "
    "−0.1. The method, *REINFORCE*, makes more likely what went better than usual.",
    "states": "**One state at a time.** A *hidden Markov model* is always in one of K states. That state is all "
    "it knows of the past. An LSTM has many units that hold numbers side by side.",
}
PLATEAUS = {
    "evolution": "Near 50 % a network guesses the sign.",
    "policy": "*The plateau at 50 %*: the network walks to the end, but does not use the sign yet. A blind turn is "
    "right half of the time.",
}
FORGOTTEN = 0.1  # of the first distance: what is left after all steps where a beginning is forgotten
LIMITS = {
    "evolution": f"At most {GENERATIONS} generations, a few seconds.",
    "policy": "At most 12,000 episodes, 24,000 in the long corridor: some seconds, up to half a minute.",
    "states": f"{RESTARTS} random starts, {ROUNDS} rounds of Baum–Welch each: seconds, with many states half a minute.",
}


def spoken_reservoir(radius: float) -> str:
    """What becomes of the two beginnings, and how much is recalled, in words."""
    apart, heard = of_reservoir(radius)
    left, total = apart[:, -1] / apart[:, 0], float(np.median(heard[:, 1:].sum(axis=1)))
    with np.errstate(divide="ignore"):  # they may be one
        far = size(float(np.log(np.median(left))))
    forgot = int((left < FORGOTTEN).sum())
    fate = "it echoes its input, and nothing else" if forgot == SEEDS else "**it does not forget where it began**"
    many = fate if forgot in (0, SEEDS) else f"**only {forgot} of {SEEDS} reservoirs forget where they began**"
    return (
        f"Two runs begin differently and read the same input. At a spectral radius of {radius:g} they are {far} times "
        f"as far apart after {STEPS} steps as at first: {many}. A linear reader recalls {total:.1f} of the last "
        f"{LONGEST} inputs; {UNITS} units could hold {UNITS}."
    )


def spoken_latch(radius: float) -> str:
    """How far each of them holds a sign, in words."""
    lags, learners, _ = latch_by_learner(radius)
    parts = []
    for name, right in learners.items():
        held = [lag for lag, share in zip(lags, np.median(right, axis=0), strict=False) if share >= GOOD]
        parts.append(f"{name} {f'up to a lag of {max(held)}' if held else 'at no lag that was tried'}")
    return f"One sign is held through noise, with 95 % right answers: {', '.join(parts)}."


def spoken_ways(road: str, level: int, unit: str) -> str:
    """How much each road needed, in words."""
    parts, found = [], shipped(road)[str(level)]
    for key, name in NAMES[road].items():
        seen, tried = needed(found[key]), len(found[key])
        most = f"{np.median(seen):,.0f} {unit} (median)" if seen else "more than was tried"
        parts.append(f"{name}: {most}, {len(seen)} of {tried} seeds")
    return "To be 95 % right: " + "; ".join(parts) + "."


def spoken_sizes(countries: int) -> str:
    """From which size on the median seed is right, in words."""
    parts = []
    for name, by_count in by_size(countries).items():
        enough = [size for size, right in by_count.items() if np.median(right) >= GOOD]
        what = "units" if name == "LSTM" else "states"
        parts.append(f"{name}: {f'{min(enough)} {what}' if enough else f'not with {max(by_count)} {what}'}")
    return f"To remember {countries} countries and be 95 % right, most seeds need: {'; '.join(parts)}."


def whose_belief(mine: tuple[Markov, float] | None) -> str:
    """How to read the picture of the states."""
    whose = f"This is your model, {percent(mine[1])} right." if mine else "This is the model written by hand."
    return (
        f"{whose} Side by side stand two sentences: a column for each word, a row for each hidden state. The brighter, "
        "the more probable is this state after this word. Look at the words between the country and “fluent”. Where "
        "the same row is bright in both sentences, the model has lost the country."
    )


FACTS = {
    "reservoir": (
        "A **reservoir** escapes vanishing gradients by not using any.",
        "Its echo fades, and it can hold at most one number for each unit.",
        "A spectral radius below 1 does not prove that a reservoir forgets its beginning; measure it.",
    ),
    "evolution": (
        "**Evolution** needs no derivative at all; it only asks which copies answered better.",
        "It pays in sequences: every copy reads its own.",
    ),
    "reward": (
        "**Reward** needs the derivative of the network alone, not of the world.",
        "It comes late: nobody says which of the steps before it was the right one.",
    ),
    "states": (
        "A **hidden Markov model** has one state, and the state is all it knows.",
        "Such a model needs a state for each pair of place and country. Units that hold numbers need no pairs: one may "
        "keep the country, another the place.",
    ),
}
