"""A hidden Markov model: one of K hidden states at a time; what it hears, the likeliest path, learning by Baum–Welch.

After L. Rabiner, A tutorial on hidden Markov models, Proceedings of the IEEE 77 (1989). K hidden states, V symbols.
Symbols are ids (T, B), and where `lengths` (B,) are given, what lies behind a sequence's end is not heard.
"""

from collections.abc import Iterator
from typing import NamedTuple

import numpy as np

RARE = 1e-12  # no learned probability is smaller: what was never seen stays possible


class Markov(NamedTuple):
    """Probabilities: `start` (K,), `move` (K, K) from a row to a column, `show` (K, V) of each symbol in a state."""

    start: np.ndarray
    move: np.ndarray
    show: np.ndarray

    @classmethod
    def new(cls, states: int, symbols: int, rng: np.random.Generator) -> "Markov":
        """Every row drawn evenly from all distributions, so that no two states begin alike."""
        one = np.ones(states)
        return cls(rng.dirichlet(one), rng.dirichlet(one, states), rng.dirichlet(np.ones(symbols), states))

    @property
    def free(self) -> int:
        """How many numbers can be chosen: (K - 1) + K (K - 1) + K (V - 1)."""
        states, symbols = self.show.shape
        return (states - 1) + states * (states - 1) + states * (symbols - 1)


def forward(model: Markov, ids: np.ndarray, lengths: np.ndarray | None = None) -> tuple[np.ndarray, np.ndarray]:
    """(p(state | symbols so far) (T, B, K), ln p(symbols) (B,)); each step is scaled to 1, so nothing underflows."""
    ids, heard = _checked(model, ids, lengths)
    alpha, scale, _ = _forward(model, ids, heard)
    with np.errstate(divide="ignore"):
        return alpha, np.where(heard, np.log(scale), 0.0).sum(axis=0)


def next_symbol(model: Markov, ids: np.ndarray) -> np.ndarray:
    """The probability of each next symbol after what was heard up to every step, (T, B, V)."""
    return forward(model, ids)[0] @ model.move @ model.show  # (T, B, K) @ (K, K) @ (K, V)


def viterbi(model: Markov, ids: np.ndarray) -> tuple[np.ndarray, float]:
    """The likeliest path of hidden states of one sequence, ids (T,) -> ((T,) states, ln p(path and symbols))."""
    ids, _ = _checked(model, np.asarray(ids)[:, None], None)
    with np.errstate(divide="ignore"):
        start, move, show = (np.log(table) for table in model)
    best, came_from = start + show[:, ids[0, 0]], []
    for symbol in ids[1:, 0]:
        ways = best[:, None] + move  # (K, K)
        came_from.append(ways.argmax(axis=0))
        best = ways.max(axis=0) + show[:, symbol]
    path = [int(best.argmax())]
    for back in reversed(came_from):
        path.append(int(back[path[-1]]))
    return np.array(path[::-1]), float(best.max())


def expected(
    model: Markov, ids: np.ndarray, lengths: np.ndarray | None = None
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """p(state at t | all symbols) (T, B, K), the expected number of moves (K, K), and ln p(symbols) (B,)."""
    ids, heard = _checked(model, ids, lengths)
    alpha, scale, shown = _forward(model, ids, heard)
    beta, moves = np.ones_like(alpha), np.zeros_like(model.move)
    for t in reversed(range(len(ids) - 1)):
        ahead = shown[t + 1] * beta[t + 1] / scale[t + 1, :, None]
        ahead[~heard[t + 1]] = 0
        moves += alpha[t].T @ ahead  # (K, B) @ (B, K)
        beta[t] = np.where(heard[t + 1, :, None], ahead @ model.move.T, 1.0)  # (B, K) @ (K, K)
    with np.errstate(divide="ignore"):
        surprise = np.where(heard, np.log(scale), 0.0).sum(axis=0)
    return alpha * beta * heard[..., None], moves * model.move, surprise


def baum_welch(model: Markov, ids: np.ndarray, lengths: np.ndarray | None = None) -> Iterator[tuple[Markov, float]]:
    """(a better model, ln p(symbols) per symbol of the model before it), for ever: the likelihood never falls."""
    ids, heard = _checked(model, ids, lengths)
    symbols = np.eye(model.show.shape[1])[ids]  # (T, B, V)
    while True:
        states, moves, surprise = expected(model, ids, lengths)
        shows = np.tensordot(states, symbols, ((0, 1), (0, 1)))  # (K, V)
        model = Markov(*(_shares(counts) for counts in (states[0].sum(axis=0), moves, shows)))
        yield model, float(surprise.sum() / heard.sum())


def _forward(model: Markov, ids: np.ndarray, heard: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Scaled forward probabilities (T, B, K), their scales (T, B), and p(symbol | state) (T, B, K)."""
    shown = model.show.T[ids]
    alpha, scale, reached = np.empty(shown.shape), np.ones(ids.shape), np.broadcast_to(model.start, shown.shape[1:])
    for t in range(len(ids)):
        joint = reached * shown[t]
        scale[t] = np.where(heard[t], joint.sum(axis=1), 1.0)
        if (scale[t] <= 0).any():
            raise ValueError(f"the model calls the symbols up to step {t + 1} impossible (probability 0)")
        alpha[t] = np.where(heard[t, :, None], joint / scale[t, :, None], reached)
        reached = alpha[t] @ model.move  # (B, K) @ (K, K)
    return alpha, scale, shown


def _shares(counts: np.ndarray) -> np.ndarray:
    floored = counts + RARE * max(float(counts.sum()), 1.0)
    return floored / floored.sum(axis=-1, keepdims=True)


def _checked(model: Markov, ids: np.ndarray, lengths: np.ndarray | None) -> tuple[np.ndarray, np.ndarray]:
    ids, symbols = np.asarray(ids), model.show.shape[1]
    if ids.ndim != 2 or 0 in ids.shape or ids.dtype.kind not in "iu":
        raise ValueError(f"a hidden Markov model hears ids (T, B), whole numbers, got {ids.dtype} of {ids.shape}")
    if ids.min() < 0 or ids.max() >= symbols:
        raise ValueError(f"the model's symbols are 0 … {symbols - 1}, got {ids.min()} … {ids.max()}")
    lengths = np.full(ids.shape[1], len(ids)) if lengths is None else np.asarray(lengths)
    return ids, np.arange(len(ids))[:, None] < lengths
