"""Cells of a character model that can be given a name: which unit keeps what, found on one text, tested on another."""

from collections.abc import Callable, Mapping, Sequence

import numpy as np

from lstm_core import Network

MOST, COLUMNS = 16_000, 8  # characters that are read, side by side


def quotation(letters: np.ndarray) -> np.ndarray:
    """1 inside a quotation: between "these", or between 'these' where a book's quotations open so more often."""
    before, after = np.append(" ", letters[:-1]), np.append(letters[1:], " ")
    outside = ~np.char.isalnum(before)
    opens = (letters == "'") & outside & np.char.isalnum(after)
    if 2 * opens.sum() <= (letters == '"').sum():
        return (np.cumsum(letters == '"') % 2).astype(float)
    closes = (letters == "'") & ~opens & ~np.char.isalnum(after)  # not the one in don't
    closes |= (letters == "\n") & (before == "\n")  # a paragraph that goes on speaking opens once more
    places = np.arange(len(letters))
    last = [np.maximum.accumulate(np.where(marks, places, -1)) for marks in (opens, closes)]
    return (last[0] > last[1]).astype(float)


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

    `ids` are the whole text, of which the end is read. The unit is chosen on one half of it; "correlation" is measured
    on the other, and so is "all units", that of a linear reader of every h of the last layer. What a text does not
    have, such as quotations, is left out.
    """
    steps = min(MOST, len(ids)) // COLUMNS
    if steps < 2:
        return {}
    trace = network.run(columns(ids, steps))
    layers = [{name: layer[name] for name in dict.fromkeys((*layer.cell.carry, "h"))} for layer in trace.layers]
    return followers(layers, wanted(np.array(network.vocabulary)[ids], steps))


def wanted(letters: np.ndarray, steps: int, moved: int = 0) -> dict[str, np.ndarray]:
    """What to look for, (steps, COLUMNS) each; `moved` by so many characters it fits the text no longer: a control."""
    return {what: columns(np.roll(measure(letters), moved), steps) for what, measure in NAMED.items()}


def followers(layers: Sequence[Mapping[str, np.ndarray]], wanted: Mapping[str, np.ndarray]) -> dict[str, dict]:
    """The same from values {"c", "h"} (steps, COLUMNS, H) of each layer."""
    found, halves = {}, (slice(None, COLUMNS // 2), slice(COLUMNS // 2, None))
    for what, values in wanted.items():
        if any(values[:, half].std() == 0 for half in halves):
            continue
        best: dict = {"found at": 0.0}
        for k, layer in enumerate(layers):
            for name, held in layer.items():
                here, there = (correlation(held[:, half], values[:, half]) for half in halves)
                unit = int(np.abs(here).argmax())
                if abs(here[unit]) > abs(best["found at"]):
                    best = {"layer": k, "name": name, "unit": unit, "found at": float(here[unit])}
                    best["correlation"] = float(there[unit])
        best["all units"] = read_by_all(layers[-1]["h"], values, *halves)
        found[what] = best
    return found


def columns(values: np.ndarray, steps: int) -> np.ndarray:
    """The end of a row as (steps, COLUMNS), one stretch a column."""
    return values[len(values) - steps * COLUMNS :].reshape(COLUMNS, steps).T


def read_by_all(values: np.ndarray, wanted: np.ndarray, learned: slice, tested: slice) -> float:
    """Pearson's r of a ridge regression on all units, fitted on some columns, tested on others."""
    x, y = values[:, learned].reshape(-1, values.shape[-1]), wanted[:, learned].ravel()
    middle = x.mean(0)
    x = x - middle
    reader = np.linalg.solve(x.T @ x + 1e-3 * len(x) * np.eye(x.shape[1]), x.T @ (y - y.mean()))
    return float(correlation(((values[:, tested] - middle) @ reader)[..., None], wanted[:, tested])[0])


def correlation(values: np.ndarray, wanted: np.ndarray) -> np.ndarray:
    """Pearson's r of each unit's values (T, B, H) with wanted (T, B): (H,)."""
    values = values.reshape(-1, values.shape[-1])
    values, wanted = values - values.mean(0), wanted.ravel() - wanted.mean()
    size = np.sqrt((values**2).sum(0) * (wanted**2).sum())
    return np.where(size > 1e-12, values.T @ wanted / np.where(size > 1e-12, size, 1), 0)
