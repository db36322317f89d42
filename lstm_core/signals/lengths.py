"""How long the error signal is at every step on its way back, and what a window of a few steps sees of it."""

from collections.abc import Iterator, Sequence
from functools import reduce

import numpy as np

from lstm_core.nearest import nearest
from lstm_core.running.backward import Gradients, backward
from lstm_core.running.trace import Trace, run

SAFE = 550.0  # nats: a signal that stays this near 1 has lost nothing to the end of the floats, e^±700
BLOCK = 16  # steps at one scale where it does not
NOTHING = -(10**9)  # the exponent of 0
LOSSES = ("last", "sum")


def random_loss(shape: tuple[int, int, int], rng: np.random.Generator, kind: str = "last") -> np.ndarray:
    """dL/dh (T, B, H) of L = u·h_T ("last") or L = u·(h_1 + … + h_T) ("sum"), u a random direction of length 1."""
    if kind not in LOSSES:
        raise ValueError(f'a loss is "last" or "sum", got {kind!r}; {nearest(str(kind), LOSSES)}')
    u = rng.normal(size=shape[1:])
    d = np.zeros(shape)
    d[-1 if kind == "last" else slice(None)] = u / np.linalg.norm(u, axis=-1, keepdims=True)
    return d


def log_signals(trace: Trace, d: np.ndarray) -> dict[str, np.ndarray]:
    """ln ‖dL/d(value)‖ at every step for h and every state, {name: (T, B)}, given dL/dh (T, B, H) from outside.

    Total derivatives, as in `backward`, but right at any size: far below 1e-300 as well (unless the loss speaks up
    within `BLOCK` steps before). -inf is exactly 0.
    """
    with np.errstate(over="ignore", invalid="ignore", under="ignore"):
        found = _log_signals(trace, d, len(d))
        if all(((log > -SAFE) & (log < SAFE)).all() for log in found.values()):
            return found
        return _log_signals(trace, d, BLOCK)


def truncated_backward(trace: Trace, d: np.ndarray, window: int) -> Gradients:
    """The gradients when each window of `window` steps takes the state before it as given (Williams & Peng 1990).

    Windows are counted from the end, so that a loss at the last step sees exactly `window` steps; d (T, B, H) is dL/dh.
    """
    if window < 1:
        raise ValueError(f"a truncation window has at least 1 step, got {window}")
    parts = [backward(part, {"h": d[start:stop]}, values=True) for start, stop, part in _blocks(trace, window)][::-1]
    weights = {name: reduce(np.add, [part.weights[name] for part in parts]) for name in parts[0].weights}
    values = {name: np.concatenate([part.values[name] for part in parts]) for name in parts[0].values}
    return Gradients(weights, np.concatenate([part.x for part in parts]), parts[0].state, values)


def factor_per_step(log_norms: np.ndarray) -> np.ndarray:
    """By what the signal is multiplied at each step back, from one end to the other: (T, …) -> (…)."""
    first, last = log_norms[0], log_norms[-1]
    return np.exp((first - last) / max(1, len(log_norms) - 1))


def angle(a: dict[str, np.ndarray], b: dict[str, np.ndarray]) -> float:
    """Degrees between two gradients {parameter: array}, each taken as one vector; nan where one of them is 0."""
    sizes = np.sqrt(sum(np.vdot(a[k], a[k]) for k in a)) * np.sqrt(sum(np.vdot(b[k], b[k]) for k in a))
    if sizes == 0:
        return float("nan")
    return float(np.degrees(np.arccos(np.clip(sum(np.vdot(a[k], b[k]) for k in a) / sizes, -1, 1))))


def _log_signals(trace: Trace, d: np.ndarray, block: int) -> dict[str, np.ndarray]:
    """The same with numbers brought near 1 before every block of steps."""
    found = {name: np.empty(trace["h"].shape[:2]) for name in dict.fromkeys(("h", *trace.cell.states))}
    carried: dict[str, np.ndarray] = {}
    exponent = np.zeros((d.shape[1], 1), int)
    for start, stop, part in _blocks(trace, block):
        before, exponent = exponent, np.maximum(exponent + _power(list(carried.values())), _power(d[start:stop]))
        exponent = np.where(exponent > NOTHING // 2, exponent, 0)
        carried = {name: np.ldexp(rows, before - exponent) for name, rows in carried.items()}
        grads = backward(part, {"h": np.ldexp(d[start:stop], -exponent)}, final=carried, values=True)
        for name, log in found.items():
            log[start:stop] = _log_norms(grads.values[name]) + exponent[:, 0] * np.log(2)
        carried = grads.state
    return found


def _power(rows: Sequence[np.ndarray] | np.ndarray) -> np.ndarray:
    """The power of two just above the largest entry of rows (B, H), for each sequence, (B, 1)."""
    if not len(rows):
        return np.array([[NOTHING]])
    largest = np.max([np.abs(row).max(axis=1, keepdims=True) for row in rows], axis=0)
    return np.where((largest > 0) & np.isfinite(largest), np.frexp(largest)[1], NOTHING)


def _blocks(trace: Trace, length: int) -> Iterator[tuple[int, int, Trace]]:
    """(start, stop, the run of these steps), from the last steps to the first; each goes on from what the whole saw."""
    if trace.edits:
        raise ValueError(f"{trace.cell.title} was run with edits; its steps cannot be run again in parts")
    T = len(trace["h"])
    for stop in range(T, 0, -length):
        start = max(0, stop - length)
        state = {name: trace[name][start - 1] for name in trace.cell.states} if start else trace.initial
        whole = start == 0 and stop == T
        yield start, stop, trace if whole else run(trace.cell, trace.weights, trace.x[start:stop], state)


def _log_norms(values: np.ndarray) -> np.ndarray:
    """ln ‖…‖ along the last axis, also where squares would be lost."""
    largest = np.abs(values).max(axis=-1)
    safe = np.where(largest > 0, largest, 1)
    with np.errstate(divide="ignore"):
        return np.log(largest) + 0.5 * np.log(np.maximum(((values / safe[..., None]) ** 2).sum(axis=-1), 1))
