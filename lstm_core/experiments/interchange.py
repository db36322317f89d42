"""Interchange experiments on a trained network: swap what it carries, and count what the answer becomes."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from lstm_core.networks.network import Network
from lstm_core.networks.network_trace import NetworkTrace
from lstm_core.plain.interventions import Edit, Which, chosen

CHUNK = 512  # sequences run side by side; more would not be faster and every node of every step is held


@dataclass(frozen=True, eq=False)
class Pairs:
    """Base sentences and, word for word beside them, the same sentences with another answer.

    `base` and `source` are ids (T, B); the answers are ids (B,); the answer is the word after step `asked`.
    """

    base: np.ndarray
    source: np.ndarray
    base_answers: np.ndarray
    source_answers: np.ndarray
    asked: int

    def __post_init__(self) -> None:
        T, B = self.base.shape
        if self.source.shape != (T, B) or {self.base_answers.shape, self.source_answers.shape} != {(B,)}:
            shapes = f"{self.base.shape} and {self.source.shape}"
            raise ValueError(f"pairs are two batches of one shape with one answer each, got {shapes}")
        if not 0 <= self.asked < T:
            raise ValueError(f"the answer is asked at a step from 0 to {T - 1}, got {self.asked}")
        if (self.base_answers == self.source_answers).any():
            raise ValueError("a pair has two different answers, or a swap could not be seen")


class Outcome(NamedTuple):
    """What became of the answers: shares of the sentences, and the shift of the logits from base (0) to source (1)."""

    to_source: float
    to_base: float
    shift: float


def interchange(
    network: Network, pairs: Pairs, names: Iterable[str], step: int, units: Which = None, layer: int = 0
) -> Outcome:
    """Interchange intervention (Geiger et al. 2021): carry values of the source run into the base run at one step.

    To swap the output h at `step` edits h where it is computed: the readout and the next step see it. To swap another
    state edits what the next step reads of it (`<state>_prev` at step + 1), so at the last step it changes nothing.
    `units` (None = all) limits the swap. The rate at which the answer becomes the source's is `to_source`.
    """
    (outcome,) = interchanges(network, pairs, [(tuple(names), step, units)], layer)
    return outcome


def interchanges(
    network: Network, pairs: Pairs, swaps: Iterable[tuple[Sequence[str], int, Which]], layer: int = 0
) -> Iterator[Outcome]:
    """One Outcome for each (names, step, units) in turn: a map may be drawn while it grows, and stopped."""
    base, source = (network.run(ids) for ids in (pairs.base, pairs.source))
    for names, step, units in swaps:
        logits = np.concatenate(
            [_swapped(network, pairs, base, source, tuple(names), step, units, layer, part) for part in _parts(pairs)]
        )
        yield outcome(logits, base.logits[pairs.asked], source.logits[pairs.asked], pairs)


def outcome(logits: np.ndarray, base_logits: np.ndarray, source_logits: np.ndarray, pairs: Pairs) -> Outcome:
    """Compare edited logits (B, V) at the asked step with those of the two untouched runs."""

    def lead(scores: np.ndarray) -> np.ndarray:
        rows = np.arange(len(scores))
        return scores[rows, pairs.source_answers] - scores[rows, pairs.base_answers]

    answers = logits.argmax(axis=1)
    start, end = lead(base_logits), lead(source_logits)
    with np.errstate(divide="ignore", invalid="ignore"):
        shift = (lead(logits) - start) / (end - start)
    return Outcome(
        float((answers == pairs.source_answers).mean()),
        float((answers == pairs.base_answers).mean()),
        float(np.mean(shift[np.isfinite(shift)])) if np.isfinite(shift).any() else 0.0,
    )


def _parts(pairs: Pairs) -> list[slice]:
    return [slice(k, k + CHUNK) for k in range(0, pairs.base.shape[1], CHUNK)]


def _swapped(
    network: Network,
    pairs: Pairs,
    base: NetworkTrace,
    source: NetworkTrace,
    names: Sequence[str],
    step: int,
    units: Which,
    layer: int,
    part: slice,
) -> np.ndarray:
    """Logits at the asked step, for some sequences; what comes before the swap is taken from the base run."""
    T = len(pairs.base)
    if not 0 <= step < T:
        raise ValueError(f"there is no step {step} to swap at; there are {T}, counted from 0")
    if step > pairs.asked:
        return base.logits[pairs.asked, part]
    edits = []
    for name in names:
        local = 0 if name == "h" else 1
        value = source.layers[layer][name][step, part]
        indices = chosen(units, value.shape[1], "unit", f"swap of {name}")
        if step + local <= pairs.asked:
            edited = name if name == "h" else f"{name}_prev"
            edits.append(Edit(edited, value=value[:, indices], steps=local, units=indices, layer=layer))
    state = [{name: trace.before(name)[step, part] for name in trace.cell.states} for trace in base.layers]
    run = network.run(pairs.base[step : pairs.asked + 1, part], edits, state)
    return run.logits[-1]


def accuracy(network: Network, ids: np.ndarray, answers: np.ndarray, asked: int, edits: Iterable[Edit] = ()) -> float:
    """The share of sentences (T, B) whose likeliest word after step `asked` is the answer (B,)."""
    logits = network.run(ids[: asked + 1], edits).logits[-1]
    return float((logits.argmax(axis=1) == answers).mean())


def random_sets(
    rng: np.random.Generator, hidden_size: int, size: int, count: int, never: Sequence[int] | np.ndarray = ()
) -> list[np.ndarray]:
    """`count` random sets of `size` units, none of them in `never`: what a chosen set has to be compared with."""
    pool = np.setdiff1d(np.arange(hidden_size), np.asarray(never, int))
    if size > len(pool):
        raise ValueError(f"a random set of {size} units needs as many to choose from, there are {len(pool)}")
    return [np.sort(rng.choice(pool, size, replace=False)) for _ in range(count)]
