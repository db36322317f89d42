"""What the lesson on the family computes: its cells in order, and how two of them answer one input."""

from functools import cache

import numpy as np
import streamlit as st

from lstm_core import CELLS
from lstm_core.experiments.two_cells import answer, rows
from ui.shipped import networks

UNITS, STEPS, PULSES = 8, 60, {5: 3.0, 6: 3.0, 32: -3.0}


@cache
def cells() -> tuple[str, ...]:
    """All cells, the LSTM first, then by how many of its lines they change."""
    changed = {key: sum(row.differs for row in rows(CELLS["lstm"], cell)) for key, cell in CELLS.items()}
    return tuple(sorted(CELLS, key=lambda key: (changed[key], networks.title(key))))


def pulses() -> np.ndarray:
    """The input of the experiment, (T,)."""
    return np.array([PULSES.get(step, 0.0) for step in range(STEPS)])


@st.cache_data(max_entries=64, show_spinner=False)
def answers(first: str, second: str, seed: int) -> dict[str, dict[str, np.ndarray]]:
    """{title: {"state" | "h": (T,)}} of one unit: the one whose memory moves most in the first cell."""
    found = {key: answer(CELLS[key], pulses(), UNITS, seed) for key in dict.fromkeys((first, second))}
    unit = int(np.abs(found[first]["state"]).max(axis=0).argmax())
    return {
        networks.title(key): {kind: array[:, unit] for kind, array in parts.items()} for key, parts in found.items()
    }
