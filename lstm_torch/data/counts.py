"""What those lose on a text who only count: the baselines of every network that reads letters."""

import numpy as np


def cross_entropies(seen: np.ndarray, unseen: np.ndarray, size: int, longest: int = 9) -> dict[str, float]:
    """Nats per symbol on unseen ids of tables that count what follows 0 … `longest` - 1 symbols.

    Each table falls back on the shorter one, as Witten & Bell 1991 do.
    """
    found, uniform = {}, np.full(len(unseen) - longest, 1 / size)
    chances = uniform
    for order in range(longest):
        keys, future = contexts(seen, order, size), seen[order:]
        here = contexts(unseen, order, size)[longest - order : len(unseen) - order]
        after = unseen[longest:]
        pairs, pair_counts = np.unique(keys * size + future, return_counts=True)
        heads, head_counts = np.unique(keys, return_counts=True)
        kinds = np.bincount(np.searchsorted(heads, pairs // size), minlength=len(heads))
        n, k = looked_up(heads, head_counts, here), looked_up(heads, kinds, here)
        c = looked_up(pairs, pair_counts, here * size + after)
        chances = np.where(n > 0, (c + k * chances) / np.where(n > 0, n + k, 1), chances)
        found[f"counts of {order + 1} symbols" if order else "how often each symbol occurs"] = float(
            -np.log(chances).mean()
        )
    return found


def contexts(ids: np.ndarray, order: int, size: int) -> np.ndarray:
    """One number for the `order` symbols before each place from `order` on."""
    keys = np.zeros(len(ids) - order, np.int64)
    for k in range(order):
        keys = keys * size + ids[k : len(ids) - order + k]
    return keys


def looked_up(keys: np.ndarray, values: np.ndarray, asked: np.ndarray) -> np.ndarray:
    """values[keys == asked], 0 where there is none; keys are sorted."""
    place = np.minimum(np.searchsorted(keys, asked), len(keys) - 1)
    return np.where(keys[place] == asked, values[place], 0)
