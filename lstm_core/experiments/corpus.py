"""Sentences of the grammar that a network learned, all different, and what it remembers after every word of them."""

from collections.abc import Sequence

import numpy as np

from lstm_core.networks.network import Network
from lstm_core.registry import TASKS
from lstm_core.tasks import Task

SENTENCES, LONGEST, WORDS = 1000, 200, 40_000  # how many are kept at most, the words of one and of all
TOGETHER = 40  # sentences that are run side by side
SEED = 0

Sentence = tuple[int, ...]


def task_of(network: Network) -> Task | None:
    """The task whose words and answers are the network's; None where there is none, or where it reads no words."""
    for task in TASKS.values():
        same_words = task.vocabulary and set(task.vocabulary) == set(network.vocabulary)
        if same_words and set(task.outputs or task.vocabulary) == set(network.answers):
            return task
    return None


def corpus(task: Task, network: Network) -> list[Sentence]:
    """Up to `SENTENCES` different sentences of the task, as the network's ids: the same ones every time.

    Fewer where the task has no more, or where they are so long that they hold more than `WORDS` words.
    """
    ids = np.array([network.vocabulary.index(word) for word in task.vocabulary])
    batch = task.sample(np.random.default_rng(SEED), 2 * SENTENCES)
    lines = (ids[batch.inputs[:length, k]] for k, length in enumerate(batch.lengths) if length <= LONGEST)
    found = list(dict.fromkeys(tuple(line.tolist()) for line in lines))[:SENTENCES]
    return found[: int(np.searchsorted(np.cumsum([len(line) for line in found]), WORDS, side="right"))]


def moments(network: Network, layer: int, sentences: Sequence[Sentence]) -> dict[str, np.ndarray]:
    """Each state of a layer after every word of every sentence, one after the other: {name: (words in all, H)}."""
    names = network.layers[layer].cell.states
    order = sorted(range(len(sentences)), key=lambda k: len(sentences[k]))  # those of like length run together
    found: dict[int, dict[str, np.ndarray]] = {}
    for start in range(0, len(order), TOGETHER):
        some = order[start : start + TOGETHER]
        longest = len(sentences[some[-1]])
        inputs = np.array([[*sentences[k], *[0] * (longest - len(sentences[k]))] for k in some]).T  # (T, B)
        states = network.run(inputs).layers[layer]
        for column, k in enumerate(some):
            found[k] = {name: states[name][: len(sentences[k]), column] for name in names}
    return {name: np.concatenate([found[k][name] for k in range(len(sentences))]) for name in names}
