"""What the pictures of the roads play: an echo, a signal and who holds its sign, walks in a maze, states by word."""

import json
from typing import Any

import numpy as np
import streamlit as st

from lstm_core import CELLS, TASKS
from lstm_core.networks.layers import softmax
from lstm_core.networks.network import Network
from lstm_core.roads.compared import EXAM, EXAM_SEED, PATIENCE
from lstm_core.roads.homeland_by_hand import exact
from lstm_core.roads.markov import forward
from lstm_core.roads.maze import RIGHT_TURN, TMaze
from lstm_core.roads.reinforce import live
from lstm_core.roads.reservoir import reservoir
from lstm_core.running.trace import run
from lstm_core.tasks.homeland import vocabulary
from ui.places import ASSETS

FOLDER = ASSETS / "roads"
ECHO, UNITS, STEPS = CELLS["leaky_echo"], 100, 60
RADII = tuple(round(0.1 * k, 1) for k in range(1, 17))
STAGES, SIGNALS, WALKS = 3, 2, 4
FINE = 512  # a scale has 256 colours from -1 to 1
COUNTRIES = (2, 3, 4)


@st.cache_resource(max_entries=1, show_spinner=False)
def stages() -> dict[str, list[dict]]:
    """{task and level: what each learner had seen and how much it got right}, as `benchmarks.road_pictures` kept it."""
    return json.loads((FOLDER / "stages.json").read_bytes())


@st.cache_resource(max_entries=16, show_spinner=False)
def learner(name: str, stage: int) -> Network:
    """A learner at the start (0), on its way (1), or when it was right (2)."""
    return Network.load(FOLDER / f"{name}-{stage}.safetensors")


@st.cache_resource(max_entries=1, show_spinner=False)
def echoes() -> np.ndarray:
    """h of every unit after one impulse and nothing else, for every spectral radius, (R, T, H)."""
    x = np.zeros((STEPS, 1, 1))
    x[0] = 1
    drawn = (reservoir(ECHO, UNITS, np.random.default_rng(0), radius) for radius in RADII)
    return np.stack([run(ECHO, weights, x)["h"][:, 0] for weights in drawn])


def echo_shades() -> np.ndarray:
    """How red (1) or blue (-1) every unit is, (R, T, H): beside the largest at the impulse, rounded as colours are."""
    h = echoes()
    return np.clip(np.rint(FINE * h / np.abs(h[:, 0]).max()) / FINE, -1, 1)


def echo_sizes() -> np.ndarray:
    """The root mean square over units, as a share of that at the impulse, (R, T)."""
    size = np.sqrt((echoes() ** 2).mean(axis=2))
    return size / size[:, :1]


@st.cache_resource(max_entries=4, show_spinner=False)
def held(lag: int) -> list[dict[str, Any]]:
    """Two signals of the latch, + and −, and the probability of + that each learner gives after every step."""
    signals = TASKS["latch"].sample(np.random.default_rng(2), 16, lag=lag)
    signs = signals.inputs[0, :, 0] > 0
    chosen = [int(np.argmax(signs)), int(np.argmin(signs))]
    x = signals.inputs[:, chosen]
    p = [softmax(learner(f"latch-{lag}", stage).run(x).logits)[..., 1] for stage in range(STAGES)]
    return [{"signal": x[:, k, 0].tolist(), "plus": [each[:, k].tolist() for each in p]} for k in range(SIGNALS)]


@st.cache_resource(max_entries=4, show_spinner=False)
def walks(corridor: int) -> list[list[dict[str, Any]]]:
    """Of each learner, some walks as its policy draws them: the sign, where it stands, what it does, how that ends."""
    return [_walks(learner(f"maze-{corridor}", stage), corridor) for stage in range(STAGES)]


def _walks(policy: Network, corridor: int) -> list[dict[str, Any]]:
    lived = live(policy, TMaze(corridor, PATIENCE), np.random.default_rng(4), 16)
    signs = lived.seen[0].argmax(axis=1)
    mixed = [k for pair in zip(np.flatnonzero(signs == 0), np.flatnonzero(signs == 1), strict=False) for k in pair]
    found, logits = [], policy.run(lived.seen).logits
    for k in mixed[:WALKS]:
        steps = int(lived.on[:, k].sum())
        at_junction = lived.seen[:steps, k, 3] > 0
        actions = lived.actions[:steps, k]
        places = np.cumsum((actions == 0) & ~at_junction) - ((actions == 0) & ~at_junction)
        found.append(
            {
                "sign": int(signs[k]),
                "places": places.tolist(),
                "actions": actions.tolist(),
                "chances": softmax(logits[:steps, k]).round(4).tolist(),
                "turned": bool(at_junction[-1] and actions[-1] > 0),
                "right": bool(lived.rewards[steps - 1, k] == RIGHT_TURN),
            }
        )
    return found


@st.cache_resource(max_entries=16, show_spinner=False)
def shares(corridor: int, stage: int) -> tuple[float, float]:
    """(the share of episodes that reach the end and turn there, the share of these that turn as the sign said)."""
    policy = learner(f"maze-{corridor}", stage)
    lived = live(policy, TMaze(corridor, PATIENCE), np.random.default_rng(EXAM_SEED), EXAM)
    turned = ((lived.seen[..., 3] > 0) & (lived.actions > 0) & lived.on).any(axis=0)
    right = (lived.rewards == RIGHT_TURN).any(axis=0)
    return float(turned.mean()), float(right.sum() / max(1, turned.sum()))


@st.cache_resource(max_entries=4, show_spinner=False)
def spoken(countries: int) -> dict[str, Any]:
    """The exact model of so many countries: its moves, what its states say, and where it is after each word."""
    model, words = exact(countries), vocabulary(countries)
    sentences = []
    for country in range(countries):
        told = (words[country], "rain", "sun", "rain", "fluent", words[countries + country])
        alpha = forward(model, np.array([[words.index(word)] for word in told]))[0][:, 0]
        sentences.append({"words": told, "belief": alpha.round(6).tolist()})
    says = [" or ".join(word for word, p in zip(words, row, strict=True) if p > 0.2) for row in model.show]
    return {"countries": countries, "move": model.move.tolist(), "says": says, "sentences": sentences}
