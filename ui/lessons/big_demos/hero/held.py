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
from ui.lessons.big_demos.hero.offered import MOST, SAYS, TEXTS, kinds, marks, says, texts
from ui.lessons.big_demos.run_files import Told

KEY = "big_writing"
LENGTH = 100  # letters of a text that is written
HELD, TEXT = "big_held", "big_review"


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


def levers(run: Told, network: Network) -> tuple[Lever, Lever]:
    """Where the unit is held, and which text is read."""
    unit, value = writing.known_unit(run)
    state, furthest = network.layers[-1].cell.states[0], _furthest(run, network)
    step = 0.05 if furthest <= writing.REACH * 2 else 0.5
    reach = float(np.ceil(max(writing.REACH, furthest) / step) * step)
    start = value if marks(run) else 0.0
    return (
        Lever("held", HELD, f"{state} of unit {unit} is held at", -reach, reach, step, start),
        Lever("text", TEXT, "Text that it reads", 0, len(texts(run, network)) - 1, 1, 0),
    )


@st.cache_resource(max_entries=8, show_spinner=False)
def message(path, step, guessed: bool, _run: Told) -> bytes:
    """All that the page gets once; before the guess nothing of the unit."""
    run, network = _run, runs.network(_run)
    unit, _ = writing.known_unit(run)
    cell = network.layers[-1].cell
    state, offered = cell.states[0], texts(run, network)
    colour = theme.colours(cell.names)[state]
    header = {
        "format": 1,
        "of": path.name,
        "network": networks.name(network),
        "guessed": guessed,
        "layer": len(network.layers) - 1,
        "state": state,
        "unit": unit if guessed else 0,
        "color": {use: getattr(colour, use) for use in ("mark", "light", "dark")},
        "limit": _furthest(run, network) if guessed else 1.0,
        "temperature": TEMPERATURE,
        "most": MOST,
        "texts": [{"label": label, "text": text} for label, text in offered],
        "levers": [lever._asdict() for lever in levers(run, network) if guessed or lever.name != "held"],
        "marks": marks(run) if guessed else [],
        "kinds": kinds(run) if guessed else [],
        "says": says(run, state, unit) if guessed else SAYS,
    }
    return blob(header, {"draws": draws()}, "the text that is written")


def _furthest(run: Told, network: Network) -> float:
    """The largest size that the unit's value has in the texts that are offered, in tenths."""
    unit, state = writing.known_unit(run)[0], network.layers[-1].cell.states[0]
    read = [network.run(reading.ids_of(network, text)).layers[-1][state][:, 0, unit] for _, text in texts(run, network)]
    return float(np.ceil(10 * np.abs(np.concatenate(read)).max()) / 10)


def draws() -> np.ndarray:
    """One random number for each letter of each text (TEXTS, LENGTH), the same whatever is held."""
    return np.stack([np.random.default_rng([writing.SEED, text]).random(LENGTH) for text in range(TEXTS)])
