"""Cells of a character model that can be given a name: which unit keeps what, found on one text, tested on another."""

from collections.abc import Callable

import numpy as np

from lstm_core import Network

MOST, COLUMNS = 16_000, 8  # characters that are read, side by side


def quotation(letters: np.ndarray) -> np.ndarray:
    """1 inside a quotation."""
    return (np.cumsum(letters == '"') % 2).astype(float)


def line_position(letters: np.ndarray) -> np.ndarray:
    """Characters since the line began."""
    places = np.arange(len(letters))
    return (places - np.maximum.accumulate(np.where(letters == "\n", places, 0))).astype(float)


def parenthesis(letters: np.ndarray) -> np.ndarray:
    """1 between ( and )."""
    return np.clip(np.cumsum((letters == "(").astype(int) - (letters == ")")), 0, 1).astype(float)


def word_position(letters: np.ndarray) -> np.ndarray:
    """Letters since the word began."""
    places = np.arange(len(letters))
    return (places - np.maximum.accumulate(np.where(np.char.isalpha(letters), 0, places))).astype(float)


NAMED: dict[str, Callable[[np.ndarray], np.ndarray]] = {
    "inside a quotation": quotation,
    "position in the line": line_position,
    "inside parentheses": parenthesis,
    "position in the word": word_position,
}


def named_cells(network: Network, ids: np.ndarray) -> dict[str, dict]:
    """{what: {"layer", "name", "unit", "correlation", "found at"}}: the unit whose memory follows it most closely.

    The unit is chosen on the first half of the text; "correlation" is measured on the second. None where a text has no
    quotations or the like.
    """
    steps = min(MOST, len(ids)) // COLUMNS
    if steps < 2:
        return {}
    columns = ids[: steps * COLUMNS].reshape(COLUMNS, steps).T
    letters = np.array(network.vocabulary)[columns]
    trace = network.run(columns)
    found = {}
    for what, measure in NAMED.items():
        wanted = np.stack([measure(column) for column in letters.T], 1)  # (T, COLUMNS)
        halves = (slice(None, COLUMNS // 2), slice(COLUMNS // 2, None))
        if any(wanted[:, half].std() == 0 for half in halves):
            continue
        best = None
        for k, layer in enumerate(trace.layers):
            name = next(iter(layer.cell.carry), "h")
            here, there = (correlation(layer[name][:, half], wanted[:, half]) for half in halves)
            unit = int(np.abs(here).argmax())
            if best is None or abs(here[unit]) > abs(best["found at"]):
                best = {"layer": k, "name": name, "unit": unit, "found at": float(here[unit])}
                best["correlation"] = float(there[unit])
        found[what] = best
    return found


def correlation(values: np.ndarray, wanted: np.ndarray) -> np.ndarray:
    """Pearson's r of each unit's values (T, B, H) with wanted (T, B): (H,)."""
    values = values.reshape(-1, values.shape[-1])
    values, wanted = values - values.mean(0), wanted.ravel() - wanted.mean()
    size = np.sqrt((values**2).sum(0) * (wanted**2).sum())
    return np.where(size > 1e-12, values.T @ wanted / np.where(size > 1e-12, size, 1), 0)
