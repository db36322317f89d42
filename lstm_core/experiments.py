"""Causal experiments on a trained network: swap a memory, forget it, ablate it, and count what the answer becomes."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from lstm_core.cell import Cell
from lstm_core.interventions import Edit, chosen
from lstm_core.language import Node
from lstm_core.network import Network, NetworkTrace

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

    def __post_init__(self):
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
    network: Network, pairs: Pairs, names: Iterable[str], step: int, units: Sequence[int] | None = None, layer: int = 0
) -> Outcome:
    """Interchange intervention (Geiger et al. 2021): carry values of the source run into the base run at one step.

    To swap the output h at `step` edits h where it is computed: the readout and the next step see it. To swap another
    state edits what the next step reads of it (`<state>_prev` at step + 1), so at the last step it changes nothing.
    `units` (None = all) limits the swap. The rate at which the answer becomes the source's is `to_source`.
    """
    (outcome,) = interchanges(network, pairs, [(tuple(names), step, units)], layer)
    return outcome


def interchanges(
    network: Network, pairs: Pairs, swaps: Iterable[tuple[Sequence[str], int, Sequence[int] | None]], layer: int = 0
) -> Iterator[Outcome]:
    """One Outcome for each (names, step, units) in turn: a map may be drawn while it grows, and stopped."""
    runs = [network.run(ids) for ids in (pairs.base, pairs.source)]
    for names, step, units in swaps:
        logits = np.concatenate(
            [_swapped(network, pairs, runs, tuple(names), step, units, layer, part) for part in _parts(pairs)]
        )
        yield outcome(logits, *(run.logits[pairs.asked] for run in runs), pairs)


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


def _swapped(network, pairs, runs: Sequence[NetworkTrace], names, step, units, layer, part: slice) -> np.ndarray:
    """Logits at the asked step, for some sequences; what comes before the swap is taken from the base run."""
    base, source = runs
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


def forget_now(cell: Cell, state: str, step: int, units: Sequence[int] | None = None, layer: int = 0) -> Edit:
    """The edit that closes the gate which carries a state, for one step: its carry factor becomes 0.

    Only for a carry that is a gate or 1 - gate; ValueError for any other.
    """
    return Edit(*_gate(cell, state, 0.0), steps=step, units=units, layer=layer)


def hold(
    cell: Cell, state: str, steps: Sequence[int], units: Sequence[int] | None = None, layer: int = 0
) -> list[Edit]:
    """The edits that keep a state as it is, however the gates stand: carry factor 1, and nothing added."""
    carry = cell.carry.get(state)
    if carry is None or not carry.added:
        raise ValueError(f"{cell.title} has no gate that carries {state!r} and nothing that is only added to it")
    gate, open_gate = _gate(cell, state, 1.0)
    edits = [Edit(gate, value=open_gate, steps=steps, units=units, layer=layer)]
    for _, product in carry.added:
        parts = [cell.graph.nodes[k] for k in cell.graph.nodes[product].args]
        if any(_closed_with(cell, part, gate, open_gate) for part in parts):
            continue  # what keeps everything writes nothing, as (1 - z) * n
        writers = [part.name for part in parts if part.name in cell.names]
        if not writers:
            raise ValueError(f"{cell.title} adds a value to {state!r} that no named gate holds back")
        edits.append(Edit(writers[0], value=0.0, steps=steps, units=units, layer=layer))
    return edits


def _closed_with(cell: Cell, part: Node, gate: str, value: float) -> bool:
    """Whether a factor is 0 once the gate has this value: the gate itself at 0, or 1 - gate at 1."""
    if part.name == gate:
        return value == 0
    arguments = [cell.graph.nodes[k] for k in part.args]
    return part.op == "-" and [a.name for a in arguments] == ["", gate] and arguments[0].value == value


def _gate(cell: Cell, state: str, factor: float) -> tuple[str, float]:
    """(name, value) that give the carry of a state this factor."""
    text = cell.carry[state].text if state in cell.carry else None
    if text in cell.names:
        return text, factor
    if text and text.startswith("1 - ") and text[4:] in cell.names:
        return text[4:], 1 - factor
    raise ValueError(f"{cell.title} has no gate of its own that carries {state!r}; its carry is {text or 'none'}")


def ablation(
    trace: NetworkTrace,
    name: str,
    units: Sequence[int],
    steps: Sequence[int],
    by: str = "zero",
    rng: np.random.Generator | None = None,
    layer: int = 0,
) -> Edit:
    """The edit that takes what units say out of a run over the same batch as `trace`.

    `by` zero, by the mean over the batch at that step, or by resampling: each sequence gets another's value.
    """
    values = trace.layers[layer][name]
    here = values[np.asarray(steps)][:, :, np.asarray(units)]
    if by == "zero":
        return Edit(name, value=0.0, steps=steps, units=units, layer=layer)
    if by == "mean":
        return Edit(name, value=here.mean(axis=1, keepdims=True), steps=steps, units=units, layer=layer)
    if by == "resample":
        if rng is None:
            raise ValueError("ablation by resampling wants a random generator, got none")
        return Edit(name, value=here[:, rng.permutation(here.shape[1])], steps=steps, units=units, layer=layer)
    raise ValueError(f'ablation is by "zero", "mean" or "resample", got {by!r}')


def accuracy(network: Network, ids: np.ndarray, answers: np.ndarray, asked: int, edits: Iterable[Edit] = ()) -> float:
    """The share of sentences (T, B) whose likeliest word after step `asked` is the answer (B,)."""
    logits = network.run(ids[: asked + 1], edits).logits[-1]
    return float((logits.argmax(axis=1) == answers).mean())


def random_sets(
    rng: np.random.Generator, hidden_size: int, size: int, count: int, never: Sequence[int] = ()
) -> list[np.ndarray]:
    """`count` random sets of `size` units, none of them in `never`: what a chosen set has to be compared with."""
    pool = np.setdiff1d(np.arange(hidden_size), np.asarray(never, int))
    if size > len(pool):
        raise ValueError(f"a random set of {size} units wants as many to choose from, there are {len(pool)}")
    return [np.sort(rng.choice(pool, size, replace=False)) for _ in range(count)]


def rates(outcomes: Mapping[str, Sequence[Outcome]]) -> dict[str, np.ndarray]:
    """{label: to_source of each outcome}, as arrays to draw."""
    return {label: np.array([o.to_source for o in row]) for label, row in outcomes.items()}
