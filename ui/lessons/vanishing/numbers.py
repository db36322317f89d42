"""What the lesson on vanishing gradients computes: signals of fresh networks under its levers, kept for everybody."""

from collections.abc import Mapping

import numpy as np
import streamlit as st

from lstm_core import backward
from lstm_core.learning.optim import clipped_by_value, norm
from lstm_core.signals.jacobians import step_jacobians
from lstm_core.signals.lengths import LOSSES, angle, log_signals, random_loss
from lstm_core.signals.paths import log_paths
from lstm_core.signals.spectrum import log_singular_values
from ui.lessons.vanishing.levers import SCALES, SEEDS, Levers, read_noise
from ui.shipped import networks

BACK = 50  # the lag that the page speaks of
LIMITS = (1, 10, 100)
ROUNDING = 30.0  # nats: a difference that is this much smaller than its terms is what rounding left of 0
CLIPPED = 100  # steps at most, where a gradient is clipped
SLIDE = np.array([[0.9, 5.0], [0.0, 0.9]])


@st.cache_data(max_entries=128, show_spinner=False)
def signals(cell: str, levers: Levers) -> dict[str, np.ndarray]:
    """ln ‖∂L/∂h_t‖ and of every state, {name: (S, T)}, lag 0 first, for the seeds."""
    found: dict[str, list] = {}
    for seed in SEEDS:
        trace = read_noise(cell, levers._replace(loss=LOSSES[0]), seed)
        loss = random_loss(trace["h"].shape, np.random.default_rng(seed), levers.loss)
        for name, log in log_signals(trace, loss).items():
            found.setdefault(name, []).append(log[::-1, 0])
    return {name: np.stack(rows) for name, rows in found.items()}


def of_output(cells: list[str], levers: Levers) -> dict[str, np.ndarray]:
    """{title: ln ‖∂L/∂h_t‖ (S, T)}."""
    return {networks.title(cell): signals(cell, levers)["h"] for cell in cells}


def medians(cells: list[str], levers: Levers) -> dict[str, np.ndarray]:
    """{title: the median of the seeds, ln (T,)}, lag 0 first."""
    return {title: np.median(logs, axis=0) for title, logs in of_output(cells, levers).items()}


@st.cache_data(max_entries=64, show_spinner=False)
def by_path(cell: str, levers: Levers, seed: int = 0) -> tuple[str, dict[str, np.ndarray]]:
    """(state, ln of the norms of belt, rest and whole, lag 0 first) of an error that arrives at the last memory."""
    trace = read_noise(cell, levers._replace(loss=LOSSES[0]), seed)
    state = next(iter(trace.cell.carry))
    u = np.random.default_rng(seed).normal(size=trace["h"].shape[-1])
    logs = {name: log[::-1] for name, log in log_paths(trace, {state: u / np.linalg.norm(u)})[state].items()}
    left = int(np.argmax(logs["rest"] > logs["whole"] - ROUNDING))  # before that, nothing had time to leave the belt
    logs["rest"][:left] = logs["without"][1:left] = -np.inf
    return state, logs


@st.cache_data(max_entries=64, show_spinner=False)
def spectrum(cell: str, levers: Levers) -> tuple[np.ndarray, np.ndarray]:
    """(ln of all singular values of ∂s_T/∂s_0, eigenvalues of the last step's Jacobian), seed 0."""
    jacobians = step_jacobians(read_noise(cell, levers._replace(loss=LOSSES[0]), 0))
    return log_singular_values(jacobians, sweeps=2), np.linalg.eigvals(jacobians[-1])


def spectra(cells: list[str], levers: Levers) -> dict[str, np.ndarray]:
    """{title: ln of the singular values}."""
    return {networks.title(cell): spectrum(cell, levers)[0] for cell in cells}


def eigenvalues(cells: list[str], levers: Levers) -> dict[str, np.ndarray]:
    """{title: eigenvalues of one step's Jacobian}."""
    return {networks.title(cell): spectrum(cell, levers)[1] for cell in cells}


def slide(steps: int = 100) -> tuple[list[float], list[float]]:
    """The largest stretch of the powers of a matrix whose eigenvalues are both 0.9, and 0.9 to the same powers."""
    product, norms = np.eye(2), []
    for _ in range(steps + 1):
        norms.append(float(np.linalg.norm(product, 2)))
        product = product @ SLIDE
    return norms, [0.9**k for k in range(steps + 1)]


@st.cache_data(max_entries=64, show_spinner=False)
def gradients(cell: str, levers: Levers, limit: float) -> dict[str, np.ndarray]:
    """Of the gradient of all weights: ln of its "length", and the "angle" clipping by value turns it, (S, scales)."""
    lengths, angles = [], []
    for seed in SEEDS:
        for scale in SCALES:
            trace = read_noise(cell, levers._replace(scale=scale, length=min(levers.length, CLIPPED)), seed)
            d = random_loss(trace["h"].shape, np.random.default_rng(seed), levers.loss)
            found = backward(trace, {"h": d}).weights
            with np.errstate(divide="ignore"):
                lengths.append(np.log(norm(found)))
            angles.append(angle(found, clipped_by_value(found, limit * _entry(found))))
    shape = len(SEEDS), len(SCALES)
    return {"length": np.reshape(lengths, shape), "angle": np.reshape(angles, shape)}


def lengths(cells: list[str], levers: Levers, limit: float) -> dict[str, np.ndarray]:
    """{title: ln of the gradient's length (S, scales)}."""
    return {networks.title(cell): gradients(cell, levers, limit)["length"] for cell in cells}


def _entry(found: Mapping[str, np.ndarray]) -> float:
    """The entry of a vector of length 1 whose entries are all alike."""
    return 1 / float(np.sqrt(sum(array.size for array in found.values())))
