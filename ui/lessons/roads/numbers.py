"""What the lesson on other roads computes, and what ships computed: reservoirs, evolution, reward."""

from collections.abc import Iterator
from typing import NamedTuple

import numpy as np
import streamlit as st

from figures.charts.roads.compared import GOOD
from lstm_core import CELLS, TASKS
from lstm_core.roads.compared import PAIRS, TRIAL_BATCH, Point, by_echo, by_evolution, by_reward
from lstm_core.roads.reservoir import distances, recall, reservoir
from lstm_core.said import percent
from ui.places import ASSETS
from ui.shipped.measured import measured
from ui.watched import Step

RESULTS = ASSETS / "roads.json"
ECHO, UNITS, SEEDS, STEPS, LONGEST, HEARD = CELLS["leaky_echo"], 100, 3, 300, 80, 1500
LATCH_UNITS, LIVE_LAGS, SENTENCES = 4, (5, 10, 20, 30, 50, 100), 256
LAGS, CORRIDORS, OWN_SEEDS = (9, 29), (10, 50), (5, 50)
GENERATIONS, LIVE_EPISODES = 300, {10: 12_000, 50: 24_000}


class Levels(NamedTuple):
    """How hard a road's task can be: how that is asked, and where it starts."""

    title: str
    label: str
    key: str
    stops: tuple[int, ...]
    start: int


LEVELS = {
    "evolution": Levels("Another lag", "Latch: steps of noise after the sign", "roads_lag", LAGS, LAGS[0]),
    "reward": Levels("Another corridor", "Corridor, in steps", "roads_corridor", CORRIDORS, CORRIDORS[0]),
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


def needed(found: list[dict]) -> list[int]:
    """What each seed saw before it was 95 % right; seeds that never were are left out."""
    return [way["seen"][-1] for way in found if way["right"][-1] >= GOOD]


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
