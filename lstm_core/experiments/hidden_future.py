"""What is left of a network's next words when the words to come are hidden from it, and how strange its texts are."""

from collections.abc import Sequence

import numpy as np

from lstm_core.networks.network import Network
from lstm_core.tasks import Batch


def right_words(network: Network, batch: Batch, hidden: bool) -> float:
    """The share of scored words whose likeliest guess is right; `hidden`: each guess sees the words up to it only.

    A network that reads both ways sees the whole text otherwise, the word it is to predict with it.
    """
    scored, T = batch.weights > 0, len(batch.inputs)
    if not hidden or not network.reverse:
        logits = network.run(batch.inputs, lengths=batch.lengths).logits
        return float((logits.argmax(axis=2) == batch.targets)[scored].mean())
    right = 0
    for t in range(T):  # the text up to word t, as if it ended there
        if scored[t].any():
            logits = network.run(batch.inputs[: t + 1, scored[t]]).logits[t]
            right += int((logits.argmax(axis=1) == batch.targets[t, scored[t]]).sum())
    return right / int(scored.sum())


def known_pairs(batches: Sequence[Batch]) -> set[tuple[int, int]]:
    """Every pair of neighbouring words in some batches."""
    found: set[tuple[int, int]] = set()
    for batch in batches:
        inside = np.arange(len(batch.inputs))[:, None] < batch.lengths
        found |= set(zip(batch.inputs[inside].tolist(), batch.targets[inside].tolist(), strict=True))
    return found


def strange_pairs(network: Network, texts: Sequence[Sequence[str]], start: int, known: set[tuple[int, int]]) -> float:
    """The share of neighbouring words, from word `start` - 1 on, that are no known pair."""
    index = {word: k for k, word in enumerate(network.vocabulary)}
    pairs = [(index[a], index[b]) for text in texts for a, b in zip(text[start - 1 :], text[start:], strict=False)]
    return float(np.mean([pair not in known for pair in pairs]))
