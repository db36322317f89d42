"""What a network did, as plain text for a terminal."""

from collections.abc import Mapping

import numpy as np

from lstm_core.board.meanings import meanings
from lstm_core.networks.network_trace import NetworkTrace
from lstm_core.said import percent


def gates_by_word(trace: NetworkTrace, sequence: int = 0) -> str:
    """A line for each word: the mean over units of every gate (in the last layer), and the likeliest next word."""
    layer = trace.layers[-1]
    gates = [name for name, meaning in meanings(layer.cell).items() if meaning.kind == "gate"]
    words = trace.network.words(trace.ids, sequence)
    width = max(map(len, [*words, "word"]))
    lines = ["  ".join([f"{'word':<{width}}", *(f"{name:>4}" for name in gates), "next word"]).rstrip()]
    for t, word in enumerate(words):
        means = (f"{layer[name][t, sequence].mean():4.2f}" for name in gates)
        likeliest, probability = next_words(trace, t, 1, sequence)[0]
        lines.append("  ".join([f"{word:<{width}}", *means, f"{likeliest} {percent(probability)}"]))
    return "\n".join(lines)


def next_words(trace: NetworkTrace, t: int = -1, count: int = 5, sequence: int = 0) -> list[tuple[str, float]]:
    """The likeliest words after step t with their probabilities, best first."""
    probs = trace.probs[t, sequence]
    return [(trace.network.answers[k], float(probs[k])) for k in np.argsort(-probs, kind="stable")[:count]]


def shares(accuracies: Mapping[str, float]) -> str:
    """One line: "gap 4: 100 %, gap 39: 98 %"."""
    return ", ".join(f"{name}: {percent(share)}" for name, share in accuracies.items())
