"""Stacks of one, two and three layers asked for the country anew, with as many words in between as the reader wants."""

import numpy as np
import streamlit as st

from lstm_core.tasks.homeland import COUNTRIES, WORDS, homeland
from ui.lessons.layers.numbers import SHOWN, network

FEWEST, USUAL, MOST = 1, 8, 40
STORIES, SEED = 5, 0


@st.cache_data(max_entries=MOST, show_spinner=False)
def right(between: int) -> dict[int, float]:
    """{layers: share of right answers}: every country in some stories, seed 0 of each stack."""
    ids, asked = sentences(between)
    found = {depth: network(name).run(ids).logits[-1].argmax(axis=1) for depth, name in SHOWN.items()}
    return {depth: float((answers == asked).mean()) for depth, answers in found.items()}


def sentences(between: int) -> tuple[np.ndarray, np.ndarray]:
    """(words up to “fluent” (T, B), the right languages): no story that training drew, once with each country."""
    index = {word: k for k, word in enumerate(homeland(len(COUNTRIES)).vocabulary)}
    told = np.random.default_rng([SEED, between]).choice([index[word] for word in WORDS], (between, STORIES))
    country = np.tile([index[name] for name in COUNTRIES], STORIES)
    told, last = np.repeat(told, len(COUNTRIES), axis=1), np.full((1, len(country)), index["fluent"])
    return np.concatenate([country[None], told, last]), np.tile([index[name] for name in COUNTRIES.values()], STORIES)
