"""What the lesson on other roads computes, and what ships computed: reservoirs, evolution, reward."""

from collections.abc import Iterator
from functools import partial

import numpy as np
import streamlit as st

from figures.charts import roads as figures
from figures.charts.roads import GOOD
from figures.decades import size
from lstm_core import CELLS, TASKS
from lstm_core.roads.compared import PAIRS, TRIAL_BATCH, Point, by_echo, by_evolution, by_reward
from lstm_core.roads.reservoir import distances, recall, reservoir
from lstm_core.said import percent
from ui import lesson
from ui.lesson import Recall
from ui.places import ASSETS
from ui.shipped.measured import measured
from ui.watched import Step, walk, walked

RESULTS = ASSETS / "roads.json"
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
ECHO, UNITS, SEEDS, STEPS, LONGEST, HEARD = CELLS["leaky_echo"], 100, 3, 300, 80, 1500
FORGOTTEN = 0.1  # of the first distance: what is left after all steps where a beginning is forgotten
LATCH_UNITS, LIVE_LAGS, SENTENCES = 4, (5, 10, 20, 30, 50, 100), 256
LAGS, CORRIDORS, OWN_SEEDS = (9, 29), (10, 50), (5, 50)
GENERATIONS, LIVE_EPISODES = 300, {10: 12_000, 50: 24_000}
LIMITS = {
    "evolution": f"At most {GENERATIONS} generations, a few seconds.",
    "reward": "At most 12,000 episodes, 24,000 in the long corridor: some seconds, up to half a minute.",
}
NAMES = {
    "evolution": {"evolution": "evolution", "gradient": "LSTM, backpropagation"},
    "policy": {"reward": "REINFORCE", "told": "LSTM, told every step"},
}


def shipped(road: str) -> dict:
    """What `python -m benchmarks.roads --train` found on a road; OSError or ValueError where it is missing or torn."""
    found = measured(RESULTS)
    if road not in found:
        raise ValueError(f"{RESULTS.name} says nothing of “{road}”; python -m benchmarks.roads --train {road} does")
    return found[road]


@st.cache_data(max_entries=64, show_spinner=False)
def of_reservoir(radius: float) -> tuple[np.ndarray, np.ndarray]:
    """(distances of two runs that began apart (S, T + 1), what is recalled (S, lags)) of several reservoirs."""
    apart, heard = [], []
    for seed in range(SEEDS):
        rng = np.random.default_rng(seed)
        weights = reservoir(ECHO, UNITS, rng, radius)
        apart.append(distances(ECHO, weights, rng.uniform(-1, 1, (STEPS, 1, 1)), rng))
        heard.append(recall(ECHO, weights, rng, LONGEST, HEARD))
    return np.stack(apart), np.stack(heard)


@st.cache_data(max_entries=64, show_spinner=False)
def latch_by_lag(radius: float) -> np.ndarray:
    """The share of the latch right that one reservoir's reader answers, (1, L)."""
    return np.array([[by_echo(ECHO, TASKS["latch"], UNITS, radius, 0, SENTENCES, lag=lag) for lag in LIVE_LAGS]])


def latch_by_learner(radius: float) -> tuple[list[int], dict[str, np.ndarray], float]:
    """(lags, {learner: (S, L)}, chance): the reservoir here and now, the LSTM as shipped."""
    echo = shipped("echo")
    return echo["lags"], {"reservoir": latch_by_lag(radius), "LSTM": np.array(echo["lstm"])}, TASKS["latch"].chance


def spoken_latch(radius: float) -> str:
    """How far each of them holds a sign, in words."""
    lags, learners, _ = latch_by_learner(radius)
    parts = []
    for name, right in learners.items():
        held = [lag for lag, share in zip(lags, np.median(right, axis=0), strict=False) if share >= GOOD]
        parts.append(f"{name} {f'up to a lag of {max(held)}' if held else 'at no lag that was tried'}")
    return f"Holding one sign against noise, 95 % right: {', '.join(parts)}."


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


def needed(found: list[dict]) -> list[int]:
    """What each seed saw before it was 95 % right; seeds that never were are left out."""
    return [way["seen"][-1] for way in found if way["right"][-1] >= GOOD]


def spoken_ways(road: str, level: int, unit: str) -> str:
    """How much each road needed, in words."""
    parts, found = [], shipped(road)[str(level)]
    for key, name in NAMES[road].items():
        seen, tried = needed(found[key]), len(found[key])
        most = f"{np.median(seen):,.0f} {unit} (median)" if seen else "more than was tried"
        parts.append(f"{name}: {most}, {len(seen)} of {tried} seeds")
    return "To be 95 % right: " + "; ".join(parts) + "."


def evolve_live(lag: int, seed: int) -> Iterator[Step]:
    """Evolution on the latch until it is right; the way so far."""
    points = by_evolution(CELLS["lstm"], TASKS["latch"], LATCH_UNITS, seed, lag=lag)
    yield from _live(points, GENERATIONS * 2 * PAIRS * TRIAL_BATCH, "sequences tried")


def reward_live(corridor: int, seed: int) -> Iterator[Step]:
    """REINFORCE in the maze until it is right; the way so far."""
    yield from _live(by_reward(CELLS["lstm"], corridor, seed), LIVE_EPISODES[corridor], "episodes lived")


def _live(points: Iterator[Point], most: int, unit: str) -> Iterator[Step]:
    seen, right = [], []
    for point in points:
        seen.append(point.seen)
        right.append(point.right)
        done = 1.0 if point.right >= GOOD else point.seen / most
        yield done, f"{point.seen:,} {unit}: {percent(point.right)} right", (tuple(seen), tuple(right))
        if done >= 1:
            return


def which_radius() -> Recall:
    """With which spectral radius is most recalled? Question, what to say to each answer, the right one."""
    capacity = {radius: float(np.median(found)) for radius, found in shipped("echo")["capacity"].items()}
    said = {radius: f"There {found:.1f} steps are recalled, the median of five." for radius, found in capacity.items()}
    return (
        f"Which spectral radius lets a reservoir of {UNITS} units recall most?",
        said,
        max(capacity, key=capacity.get),
    )


def beside_backpropagation(road: str, level: int, seed: int, unit: str, limits: str) -> None:
    """The ways of a road and of backpropagation, as shipped, in one picture with the learner's own."""
    own, live = (level, seed), {"evolution": evolve_live, "policy": reward_live}[road]
    mine, found = walked(f"roads_{road}", own), shipped(road)[str(level)]
    ways = {name: [(way["seen"], way["right"]) for way in found[key]] for key, name in NAMES[road].items()}
    said = spoken_ways(road, level, unit)
    lesson.say(said)
    drawn = figures.ways(ways, ("your run", [mine]) if mine else None, f"{unit} seen", lesson.dark())
    lesson.chart(drawn, said, f"roads_{road}_chart")
    lesson.how_to_read(
        "Each line is one seed, until it is 95 % right or has given up; each tick to the right is ten times as many."
    )
    walk(f"roads_{road}", own, "Run it here", limits, partial(live, level, seed))
