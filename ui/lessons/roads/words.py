"""What the lesson on other roads claims of each road, and says of what was measured on it."""

import numpy as np

from figures.charts.roads import GOOD
from figures.decades import size
from lstm_core.roads.markov import Markov
from lstm_core.said import percent
from ui.lesson import Recall
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
    "reservoir": "**Train nothing but the reader.** An *echo state network* draws its weights once and keeps them. Its "
    "units echo what came in; one linear equation finds the readout. The lever is the **spectral radius** of its "
    "recurrent weights, the size of their largest eigenvalue.",
    "evolution": "**Change everything a little and keep what works.** An *evolution strategy* takes no gradient: 64 "
    "copies of an LSTM with 4 units differ by noise, and its weights move towards the copies that answered better. "
    "Every sequence that a copy reads counts.",
    "reward": "**Nobody says what was right; now and then there is a reward.** A sign at the entrance of a T-maze says "
    "where to turn at the end of the corridor: 4 for the right turn, −0.1 for the wrong one and for every step into a "
    "wall. *REINFORCE* makes more likely what went better than usual, through the exact gradients of an LSTM with 16 "
    "units. Beside it the same LSTM with a teacher, who says the right action at every step; what it says of the "
    "turn weighs as much as all of the corridor.",
    "states": "**One state at a time.** A *hidden Markov model* is always in one of K states, and which one is all it "
    "knows of the past. To keep a country *and* its place in the sentence it needs a state for every pair; an LSTM has "
    "a register beside. The language: “france rain sun … fluent french”, with as many countries as you choose.",
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
    forgot = int((left < FORGOTTEN).sum())
    fate = "it echoes its input, and nothing else" if forgot == SEEDS else "**it does not forget where it began**"
    many = fate if forgot in (0, SEEDS) else f"**only {forgot} of {SEEDS} reservoirs forget where they began**"
    return (
        f"At a spectral radius of {radius:g} two beginnings are {size(float(np.log(np.median(left))))} times as far "
        f"apart after {STEPS} steps as at first: {many}. Of the last {LONGEST} inputs a linear reader finds "
        f"{total:.1f} again; {UNITS} units could hold {UNITS}."
    )


def spoken_latch(radius: float) -> str:
    """How far each of them holds a sign, in words."""
    lags, learners, _ = latch_by_learner(radius)
    parts = []
    for name, right in learners.items():
        held = [lag for lag, share in zip(lags, np.median(right, axis=0), strict=False) if share >= GOOD]
        parts.append(f"{name} {f'up to a lag of {max(held)}' if held else 'at no lag that was tried'}")
    return f"Holding one sign against noise, 95 % right: {', '.join(parts)}."


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
    whose = f"Your model, {percent(mine[1])} right." if mine else "The model written by hand."
    return (
        f"{whose} Two sentences, word by word; bright is the state it is in. Follow the row of the words in between: "
        "where it is the same row in both sentences, the country is lost."
    )


def which_radius() -> Recall:
    """With which spectral radius is most recalled? Question, what to say to each answer, the right one."""
    capacity = {radius: float(np.median(found)) for radius, found in shipped("echo")["capacity"].items()}
    said = {radius: f"There {found:.1f} steps are recalled, the median of five." for radius, found in capacity.items()}
    return (
        f"Which spectral radius lets a reservoir of {UNITS} units recall most?",
        said,
        max(capacity, key=capacity.get),
    )
