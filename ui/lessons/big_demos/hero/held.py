"""A network that reads letters, in the page: one of its units is held, and it writes on while the hand moves."""

import numpy as np
import streamlit as st

from figures import theme
from lstm_core.browser.blob import blob
from lstm_core.networks.network import Network
from lstm_core.networks.writing import TEMPERATURE
from ui import lesson
from ui.components import network as networks
from ui.components.played import played
from ui.in_the_page import Lever, position
from ui.lessons.big_demos import reading, runs, writing
from ui.lessons.big_demos.hero.offered import MOST, SAYS, TEXTS, follows, kinds, marks, says, texts
from ui.lessons.big_demos.run_files import Told

KEY = "big_writing"
LENGTH = 100  # letters of a text that is written
HELD, TEXT, UNIT = "big_held", "big_review", "big_coloured"


def draw(run: Told, guessed: bool) -> None:
    """The text, what follows it, and once the guess is made the unit that can be held."""
    network = runs.network(run)
    if networks.name(network) is None:
        lesson.waiting("The page cannot run a network of this kind by itself; the film below shows what it reads.")
        return
    position(KEY, levers(run, network))
    with st.container(gap=None):
        played("writing", message(run.path, run.status.get("step"), guessed, run), KEY)
        networks.send(network, f"{KEY}_network")
    lesson.how_to_read(
        "Each letter is drawn from what the network expects, then read as the next. No text was selected."
    )


def levers(run: Told, network: Network) -> tuple[Lever, Lever, Lever]:
    """Where the unit is held, which text is read, and whose values colour it: a unit of any layer, all in one row."""
    known, value = writing.known_unit(run)
    start, every = len(network.layers) - 1, len(network.layers) * network.hidden_size
    state, furthest = (
        network.layers[-1].cell.states[0],
        float(furthest_of(run, network)[start * network.hidden_size + known]),
    )
    step = 0.05 if furthest <= writing.REACH * 2 else 0.5
    reach = float(np.ceil(max(writing.REACH, furthest) / step) * step)
    return (
        Lever("held", HELD, f"{state} of this unit is held at", -reach, reach, step, value if marks(run) else 0.0),
        Lever("text", TEXT, "Text that it reads", 0, len(texts(run, network)) - 1, 1, 0),
        Lever("unit", UNIT, "Unit", 0, every - 1, 1, start * network.hidden_size + known),
    )


@st.cache_resource(max_entries=8, show_spinner=False)
def message(path, step, guessed: bool, _run: Told) -> bytes:
    """All that the page gets once; before the guess nothing of the unit."""
    run, network = _run, runs.network(_run)
    cell, moved = network.layers[-1].cell, levers(run, network)
    state, offered = cell.states[0], texts(run, network)
    colour = theme.colours(cell.names)[state]
    header = {
        "format": 1,
        "of": path.name,
        "network": networks.name(network),
        "guessed": guessed,
        "layers": len(network.layers),
        "units": network.hidden_size if guessed else 0,
        "state": state,
        "known": moved[-1].start if guessed else 0,
        "follows": follows(run) if guessed else {},
        "color": {use: getattr(colour, use) for use in ("mark", "light", "dark")},
        "limits": furthest_of(run, network).tolist() if guessed else [1.0],
        "temperature": TEMPERATURE,
        "most": MOST,
        "texts": [{"label": label, "text": text} for label, text in offered],
        "levers": [lever._asdict() for lever in moved if guessed or lever.name == "text"],
        "marks": marks(run) if guessed else [],
        "kinds": kinds(run) if guessed else [],
        "says": says(run, state) if guessed else SAYS,
    }
    return blob(header, {"draws": draws()}, "the text that is written")


def furthest_of(run: Told, network: Network) -> np.ndarray:
    """The largest size that the value of each unit, layer by layer, has in the texts that are offered, in tenths."""
    return _furthest_of(run.path, run.status.get("step"), run, network)


@st.cache_resource(max_entries=8, show_spinner=False)
def _furthest_of(path, step, _run: Told, _network: Network) -> np.ndarray:
    state = _network.layers[-1].cell.states[0]
    read = [_network.run(reading.ids_of(_network, text)).layers for _, text in texts(_run, _network)]
    most = [np.abs(np.concatenate([layers[k][state][:, 0] for layers in read])).max(0) for k in range(len(read[0]))]
    return np.maximum(np.ceil(10 * np.concatenate(most)) / 10, 0.1)


def draws() -> np.ndarray:
    """One random number for each letter of each text (TEXTS, LENGTH), the same whatever is held."""
    return np.stack([np.random.default_rng([writing.SEED, text]).random(LENGTH) for text in range(TEXTS)])
