"""The film of a network that reads one sentence, compared with other sentences of the same length."""

from collections.abc import Iterable, Sequence

import numpy as np

from lstm_core.film import Film, checked_span, film_of_run
from lstm_core.networks.network import Network
from lstm_core.networks.network_trace import NetworkTrace
from lstm_core.plain.interventions import Edit
from lstm_core.running.trace import Trace


def film_data(
    network: Network,
    ids: np.ndarray,
    alternatives: Sequence[np.ndarray] | None = None,
    edits: Iterable[Edit] = (),
    layer: int = 0,
    span: tuple[int, int] | None = None,
    cues: Iterable[int] = (),
) -> Film:
    """Run the network over one sentence, ids (T, 1), and over its alternatives in one batch; see `Film`.

    Alternatives are ids (T, 1) as well; the sentence itself and sentences of another length are left out. `edits`
    change this run and not the alternatives. `span` (start, stop) is where units are compared, all steps by default;
    `cues` are steps to mark besides those whose word the alternatives change. Raises ValueError, in a sentence, for
    anything else.
    """
    if not network.vocabulary:
        raise ValueError(f"a film shows a sentence; this network reads {network.input_size} numbers a step, no words")
    ids = np.asarray(ids)
    if ids.ndim != 2 or ids.shape[1] != 1 or not len(ids):
        raise ValueError(f"a film shows one sentence, ids of shape (T, 1) with T at least 1, got {ids.shape}")
    if layer not in range(len(network.layers)):
        raise ValueError(f"there is no layer {layer}; there are {len(network.layers)}")
    steps = len(ids)
    checked_span(span, steps)
    edits = tuple(edits)
    run = network.run(ids, edits=edits, keep="nodes")
    trace = run.layers[layer]
    others = _others(ids, alternatives)
    changed = [t for t in range(steps) if others.size and (others[t] != ids[t]).any()]
    because = _because(network, trace, others, layer) if changed else {}
    if not edits:  # before a word differs nothing can; what is left there is rounding
        for difference in because.values():
            difference[: changed[0]] = 0
    return film_of_run(
        trace,
        words=tuple(network.words(ids)),
        because=because,
        top_words=top_words(run),
        cues=tuple(sorted({*changed, *(t for t in cues if t in range(steps))})),
        span=span,
        alternatives=others.shape[1],
    )


def _others(ids: np.ndarray, alternatives: Sequence[np.ndarray] | None) -> np.ndarray:
    """The other sentences of the same length side by side, each once: (T, M)."""
    found: dict[bytes, np.ndarray] = {}
    for other in alternatives or ():
        other = np.asarray(other).reshape(len(other), -1)[:, :1].astype(ids.dtype)
        if other.shape == ids.shape and (other != ids).any():
            found[other.tobytes()] = other
    return np.concatenate(list(found.values()), axis=1) if found else np.zeros((len(ids), 0), ids.dtype)


def _because(network: Network, trace: Trace, others: np.ndarray, layer: int) -> dict[str, np.ndarray]:
    """{h and every state: (T, H)}: this run minus the mean over the others."""
    compared = network.run(others).layers[layer]
    names = dict.fromkeys((*trace.cell.states, "h"))
    return {name: trace[name][:, 0] - compared[name].mean(axis=1) for name in names}


def top_words(run: NetworkTrace, count: int = 5) -> tuple[tuple[tuple[str, float], ...], ...]:
    """The likeliest answers after each step, (answer, probability), the likeliest first."""
    answers = run.network.answers
    best = np.argsort(-run.probs[:, 0], axis=1, kind="stable")[:, :count]
    return tuple(
        tuple((answers[k], float(probs[k])) for k in row) for row, probs in zip(best, run.probs[:, 0], strict=True)
    )
