"""What becomes of the answer when one unit forgets: its memory is held at 0 at one word, for each unit by itself."""

from typing import Any, NamedTuple

import numpy as np
import streamlit as st

from lstm_core import Edit
from lstm_core.experiments.evidence import memory_of
from lstm_core.tasks import france
from ui.edits import Change
from ui.shipped import networks

VALUE = 0.0


class Hold(NamedTuple):
    """The memory of one unit, held at a step in mid-story."""

    name: str
    step: int

    def of(self, unit: int) -> Change:
        """The change that it is for one unit."""
        return Change(self.name, self.step + 1, self.step + 1, (unit,), value=VALUE)

    def written(self) -> dict[str, Any]:
        """For the page, which makes it at once."""
        return {**self._asdict(), "value": VALUE}


def hold(cell: str, seed: int, words: tuple[str, ...]) -> Hold:
    """The one that is asked about: half-way from the country to the question."""
    name = memory_of(networks.network(cell, seed).cell)
    return Hold(name, (france.country_position(words) + france.asked_position(words)) // 2)


@st.cache_data(max_entries=64, show_spinner=False)
def answers(cell: str, seed: int, words: tuple[str, ...]) -> list[tuple[str, float]]:
    """What the network answers, and how sure it is, with each unit held; and, last, with none."""
    network, (name, step) = networks.network(cell, seed), hold(cell, seed, words)
    units = range(network.hidden_size)
    ids = np.repeat(network.encode(words), len(units) + 1, axis=1)
    held = [Edit(name, value=VALUE, steps=[step], units=[unit], sequences=[unit]) for unit in units]
    probs = network.run(ids, held).probs[-1]
    return [(network.vocabulary[row.argmax()], float(row.max())) for row in probs]


def turning(answered: list[tuple[str, float]]) -> list[int]:
    """The units whose hold changes the answer."""
    *held, (alone, _) = answered
    return [unit for unit, (word, _) in enumerate(held) if word != alone]


def costliest(answered: list[tuple[str, float]]) -> tuple[int, float]:
    """The unit whose hold costs the answer most where none changes it, and what is left."""
    *held, _ = answered
    return min(enumerate(sure for _, sure in held), key=lambda one: one[1])
