"""What the trained networks answer: probabilities of the next word, for one sentence and for many at each gap."""

import json
from collections.abc import Mapping, Sequence
from functools import cache

import numpy as np
import streamlit as st

from lstm_core.networks.network import Network
from lstm_core.said import joined, percent
from lstm_core.tasks import Batch, france
from ui.places import ASSETS
from ui.shipped.measured import measured
from ui.shipped.networks import COMPARED, network, seeds, title, trace_of

BY_GAP = ASSETS / "france_probability.json"
GAPS = (4, 11, 18, 25, 32, 39, 60, 74, 100)
PER_COUNTRY = 5  # sentences for each country at each gap
CHANCE = france.TASK.chance
HOW_TO_READ_BY_GAP = (
    "A hundred sentences at each gap, five for every country, with clauses that training never showed. A line is the "
    "mean of five seeds; its band reaches from the worst seed to the best. Where it is wide, the seeds disagree. "
    "The dotted line is chance: one language of 20."
)


@st.cache_data(max_entries=64, show_spinner=False)
def answers(words: tuple[str, ...], options: tuple[str, ...]) -> dict[str, np.ndarray]:
    """For each kind of cell how probable each of its seeds finds each option after these words, (S, options)."""
    columns = [france.VOCABULARY.index(option) for option in options]
    return {
        title(cell): np.array([trace_of(cell, seed, words).probs[-1, 0, columns] for seed in seeds(cell)])
        for cell in COMPARED
    }


@cache
def by_gap() -> dict[str, np.ndarray]:
    """For each kind of cell the mean probability of the right language, (S, G): a row per seed, a column per gap.

    It ships computed: 15 networks need a minute for 900 sentences each.
    """
    rows = measured(BY_GAP)
    shipped = {cell: [rows[key] for seed in seeds(cell) if (key := f"{cell}-{seed}") in rows] for cell in COMPARED}
    return {title(cell): np.array(found) for cell, found in shipped.items()}


def compute_by_gap() -> None:
    """Ask every network that ships, and write the table that `by_gap` reads."""
    tests = [france.evaluation_set(gap, PER_COUNTRY) for gap in GAPS]
    rows = {
        f"{cell}-{seed}": [round(mean_probability(network(cell, seed), test), 5) for test in tests]
        for cell in COMPARED
        for seed in seeds(cell)
    }
    BY_GAP.write_text(json.dumps(rows, indent=0) + "\n", encoding="utf-8")


def mean_probability(asked: Network, batch: Batch) -> float:
    """Of the words that are scored, over all sequences."""
    scored = batch.weights > 0  # (T, B)
    probs = asked.run(batch.inputs).probs[scored]
    return float(np.mean(np.take_along_axis(probs, batch.targets[scored][:, None], axis=1)))


def spoken(found: Mapping[str, np.ndarray], options: Sequence[str], word: str) -> str:
    """The means over seeds in words: "99 % (RNN), 100 % (GRU) and 100 % (LSTM)"."""
    column = options.index(word)
    return joined([f"{percent(seeds[:, column].mean())} ({cell})" for cell, seeds in found.items()])


def spoken_by_gap(found: Mapping[str, np.ndarray]) -> str:
    """The first and the last point of each line, in words."""
    ends = [f"{cell} from {percent(p[:, 0].mean())} to {percent(p[:, -1].mean())}" for cell, p in found.items()]
    return f"from {GAPS[0]} to {GAPS[-1]} words, {joined(ends)}"
