"""Everything that one film draws, computed once from a run: every value, what was kept and added, and why."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from lstm_core.board.micro_steps import MicroStep
from lstm_core.cell import Cell
from lstm_core.running.trace import Trace


@dataclass(frozen=True, eq=False)
class Film:
    """One sentence through one layer of a network, T words, H units; or T pictures, seen at one pixel.

    `because[name]` is this run minus the mean over the alternatives: what is so because it was this word and no other.
    `carry[state]` is the factor that multiplied the state, `kept` and `added` are the two parts of its new value.
    `orders` sorts the units by what "carries", by how long each "keeps", by "index"; a page may put "named" ones first.
    """

    cell: Cell
    words: tuple[str, ...]  # pictures, and steps of numbers, have theirs, from 1
    hidden_size: int
    node_arrays: dict[int, np.ndarray]  # {node of cell.graph: (T, H), x (T, D), a bias (H,)}
    because: dict[str, np.ndarray]  # {name: (T, H)}, {} without alternatives
    carry: dict[str, np.ndarray]  # {state: (T, H)}
    kept: dict[str, np.ndarray]  # {state: (T, H)}: carry times the value before
    added: dict[str, np.ndarray]  # {state: (T, H)}: kept + added is the state, but where an edit changed it
    orders: dict[str, np.ndarray]  # {"carries" | "keeps" | "index": the units, first one first, (H,)}
    top_words: tuple[tuple[tuple[str, float], ...], ...]  # the likeliest next words by step, (word, probability), or ()
    cues: tuple[int, ...]  # the steps whose word the alternatives change
    span: tuple[int, int] | None  # the steps start … stop - 1 over which units are compared
    alternatives: int  # how many other sentences `because` compares with
    noun: str = "word"  # what one step reads: a "word", a "letter", a "picture"; a "step" of numbers
    tags: bool = False  # whether the likeliest are answers of their own, and not what comes next

    @property
    def micro_steps(self) -> tuple[MicroStep, ...]:
        return self.cell.micro_plan


def film_of_run(
    trace: Trace,
    words: tuple[str, ...],
    cues: tuple[int, ...],
    span: tuple[int, int] | None,
    because: Mapping[str, np.ndarray] | None = None,
    top_words: tuple = (),
    alternatives: int = 0,
    noun: str = "word",
    tags: bool = False,
) -> Film:
    """The film of one sequence's run, values (T, 1, H), with the value of every node; the rest as in `Film`."""
    because = dict(because or {})
    start, stop = checked_span(span, len(words))
    carry = {state: trace.carry(state)[:, 0] for state in trace.cell.carry}
    kept = {state: factor * trace.before(state)[:, 0] for state, factor in carry.items()}
    return Film(
        cell=trace.cell,
        words=words,
        hidden_size=trace["h"].shape[2],
        node_arrays=_node_arrays(trace),
        because=because,
        carry=carry,
        kept=kept,
        added={state: trace[state][:, 0] - part for state, part in kept.items()},
        orders=_orders(trace, because, carry, start, stop),
        top_words=top_words,
        cues=cues,
        span=None if span is None else (start, stop),
        alternatives=alternatives,
        noun=noun,
        tags=tags,
    )


def of_units(made: Film, units: Sequence[int] | np.ndarray) -> Film:
    """The film of some of its units, numbered anew from 0."""
    chosen, H = np.asarray(units), made.hidden_size

    def cut(arrays: dict) -> dict:
        return {k: array[..., chosen] if array.shape[-1] == H else array for k, array in arrays.items()}

    place = {int(unit): k for k, unit in enumerate(chosen)}
    orders = {
        by: np.array([place[unit] for unit in order.tolist() if unit in place]) for by, order in made.orders.items()
    }
    return replace(
        made,
        hidden_size=len(chosen),
        orders=orders | {"index": np.arange(len(chosen))},
        node_arrays=cut(made.node_arrays),
        because=cut(made.because),
        carry=cut(made.carry),
        kept=cut(made.kept),
        added=cut(made.added),
    )


def checked_span(span: tuple[int, int] | None, steps: int) -> tuple[int, int]:
    start, stop = (0, steps) if span is None else map(int, span)
    if not 0 <= start < stop <= steps:
        raise ValueError(f"the span (start, stop) lies in the {steps} steps, start before stop, got ({start}, {stop})")
    return start, stop


def _node_arrays(trace: Trace) -> dict[int, np.ndarray]:
    """What can be drawn: every node but matrices and plain numbers."""
    arrays = {}
    for k, node in enumerate(trace.cell.graph.nodes):
        if node.op == "parameter":
            weight = trace.weights[node.name]
            if weight.ndim == 1:
                arrays[k] = weight
        elif node.op != "number":
            value = trace.node(k)
            arrays[k] = value[:, 0] if value.ndim > 1 else np.repeat(value[:, None], trace["h"].shape[2], axis=1)
    return arrays


def _orders(
    trace: Trace, because: Mapping[str, np.ndarray], carry: Mapping[str, np.ndarray], start: int, stop: int
) -> dict[str, np.ndarray]:
    state = next(iter(carry), "h")
    carried = np.abs(because.get(state, trace[state][:, 0]))[start:stop].mean(axis=0)
    if carry:
        # The product of the factors that met what was there after the span's first step; as logarithms, for long spans.
        with np.errstate(divide="ignore"):
            kept = np.log(np.abs(carry[state][start + 1 : stop])).sum(axis=0)
    else:
        kept = np.zeros(len(carried))
    return {
        "carries": np.argsort(-carried, kind="stable"),
        "keeps": np.argsort(-kept, kind="stable"),
        "index": np.arange(len(carried)),
    }
