"""The hidden Markov model that speaks the language of Homeland exactly, written by hand."""

import numpy as np

from lstm_core.roads.markov import Markov
from lstm_core.tasks.homeland import STAY, WORDS


def exact(countries: int) -> Markov:
    """The model that speaks this language exactly: four places in the sentence, each once for every country."""
    n, fluent, words = countries, 2 * countries + len(WORDS), slice(2 * countries, 2 * countries + len(WORDS))
    named, between, asked, answered = (slice(k * n, (k + 1) * n) for k in range(4))
    each = np.eye(n)
    start, move, show = np.zeros(4 * n), np.zeros((4 * n, 4 * n)), np.zeros((4 * n, fluent + 1))
    start[named] = 1 / n
    move[named, between], move[between, between], move[between, asked] = each, STAY * each, (1 - STAY) * each
    move[asked, answered] = move[answered, answered] = each
    show[named, :n], show[answered, n : 2 * n] = each, each
    show[between, words], show[asked, fluent] = 1 / len(WORDS), 1
    return Markov(start, move, show)
