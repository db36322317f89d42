"""The error signal split by path: along the belt of one state alone, or through any other read of the past."""

from collections.abc import Mapping

import numpy as np

from lstm_core.running.trace import Trace
from lstm_core.signals.jacobians import jacobian_blocks, whole_matrix

LOG_2 = np.log(2)


def belt_and_rest(
    trace: Trace, d: Mapping[str, np.ndarray], sequence: int = 0
) -> dict[str, tuple[np.ndarray, np.ndarray]]:
    """∂L/∂(state) at every step, split by path: {state: (belt, rest)}, each (T+1, H), entry 0 the initial state.

    `d` {state: (H,)} is ∂L/∂s_T of the last step. The belt holds the paths that only ever use the carry of one state;
    the rest holds every path through at least one other read of a previous state. Each is propagated on its own.
    """
    return {s: (np.ldexp(*belt), np.ldexp(*rest)) for s, (belt, rest, _) in _paths(trace, d, sequence).items()}


def log_paths(trace: Trace, d: Mapping[str, np.ndarray], sequence: int = 0) -> dict[str, dict[str, np.ndarray]]:
    """ln of their norms, right at any size: {state: {"belt", "rest", "whole", "without": (T+1,)}}; -inf is exactly 0.

    "without" is the part of the rest that never rides the belt of any state, from no step to the next.
    """
    found = {}
    for state, ((belt, b), (rest, r), without) in _paths(trace, d, sequence).items():
        top = np.maximum(np.where(belt.any(axis=1)[:, None], b, r), np.where(rest.any(axis=1)[:, None], r, b))
        whole = np.ldexp(belt, b - top) + np.ldexp(rest, r - top)
        parts = {"belt": (belt, b), "rest": (rest, r), "whole": (whole, top), "without": without}
        found[state] = {name: _log_norm(rows) + e[:, 0] * LOG_2 for name, (rows, e) in parts.items()}
    return found


def _paths(trace: Trace, d: Mapping[str, np.ndarray], sequence: int) -> dict[str, tuple]:
    """{state: (belt, rest, without)}, each (numbers (T+1, H), exponents (T+1, 1)), meaning numbers · 2^exponent.

    On a scale of its own none disappears because another is large.
    """
    cell, states = trace.cell, trace.cell.states
    T, _, H = trace["h"].shape
    whole = whole_matrix(jacobian_blocks(trace, sequence))
    carry = {s: trace.carry(s)[:, sequence] for s in cell.carry}
    factor = np.concatenate([carry.get(s, np.zeros((T, H))) for s in states], axis=1)
    other = whole.copy()
    places = np.arange(len(states) * H)
    other[:, places, places] -= factor
    belt, rest, without = np.zeros((3, T + 1, len(states) * H))
    exponents = np.zeros((3, T + 1, 1), int)
    belt[-1] = without[-1] = np.concatenate([np.asarray(d.get(s, np.zeros(H)), float) for s in states])
    for t in range(T - 1, -1, -1):
        b, r, w = exponents[:, t + 1, 0]
        r = r if rest[t + 1].any() else b
        belt[t], exponents[0, t] = _scaled(belt[t + 1] * factor[t], b)
        joined = rest[t + 1] @ whole[t] + np.ldexp(belt[t + 1] @ other[t], b - r)
        rest[t], exponents[1, t] = _scaled(joined, r)
        without[t], exponents[2, t] = _scaled(without[t + 1] @ other[t], w)
    cut = {s: slice(k * H, (k + 1) * H) for k, s in enumerate(states)}
    parts = (belt, rest, without)
    return {s: tuple((part[:, cut[s]], e) for part, e in zip(parts, exponents, strict=True)) for s in states}


def _scaled(row: np.ndarray, exponent: int) -> tuple[np.ndarray, int]:
    """The row brought near 1 by a power of two, where it has come far from it, and its new exponent."""
    largest = np.abs(row).max()
    if 1e-20 < largest < 1e20 or not 0 < largest < np.inf:
        return row, exponent
    shift = int(np.frexp(largest)[1])
    return np.ldexp(row, -shift), exponent + shift


def _log_norm(rows: np.ndarray) -> np.ndarray:
    """ln of the length of each row (T, H), whatever its scale."""
    largest = np.abs(rows).max(axis=1, initial=0.0)
    safe = np.where(largest > 0, largest, 1.0)
    with np.errstate(divide="ignore"):
        return np.log(largest) + np.log(np.maximum(np.linalg.norm(rows / safe[:, None], axis=1), 1.0))
