"""What the lesson on other roads computes of hidden Markov models: how many states they need, and which they are in."""

from collections.abc import Iterator
from itertools import islice

import numpy as np

from lstm_core.roads.compared import exam
from lstm_core.roads.homeland_by_hand import exact
from lstm_core.roads.markov import Markov, baum_welch, forward, next_symbol
from lstm_core.said import percent
from lstm_core.tasks.homeland import homeland, vocabulary, whole
from ui.lessons.roads.numbers import shipped
from ui.watched import Step

ROUNDS, RESTARTS, SENTENCES, MOST_STATES = 200, 4, 256, {2: 24, 4: 32, 8: 40}


def teach_live(countries: int, states: int, seed: int = 0) -> Iterator[Step]:
    """Baum–Welch from several random starts, the likeliest kept: (model, share right)."""
    task, rng = homeland(countries), np.random.default_rng(seed)
    ids, lengths = whole(task.sample(rng, SENTENCES))
    asked, best, total = exam(task), (-np.inf, None), RESTARTS * ROUNDS
    for start in range(RESTARTS):
        taught = islice(baum_welch(Markov.new(states, len(task.vocabulary), rng), ids, lengths), ROUNDS)
        for k, (model, likelihood) in enumerate(taught):
            if likelihood > best[0]:
                best = likelihood, model
            if (k + 1) % 20 == 0:
                right = float(task.solved(next_symbol(best[1], asked.inputs), asked).mean())
                said = f"start {start + 1} of {RESTARTS}, round {k + 1}: the best is {percent(right)} right"
                yield (start * ROUNDS + k + 1) / total, said, (best[1], right)


def by_size(countries: int) -> dict[str, dict[int, list[float]]]:
    """{learner: {hidden states or units: share right of each seed}}, as shipped."""
    found = shipped("markov")[str(countries)]
    names = {"hidden Markov model": "states", "LSTM": "units"}
    return {name: {int(size): right for size, right in found[key].items()} for name, key in names.items()}


def heard(countries: int, mine: tuple[Markov, float] | None) -> tuple[list, list[int]]:
    """(two sentences of different countries with the state after each word, the order in which states are shown)."""
    model = mine[0] if mine else exact(countries)
    words, sentences = vocabulary(countries), []
    for country in (0, 1):
        told = (words[country], "rain", "sun", "rain", "fluent", words[countries + country])
        ids = np.array([[words.index(word)] for word in told])
        sentences.append((told, forward(model, ids)[0][:, 0]))
    steps = np.concatenate([alpha for _, alpha in sentences])
    return sentences, np.lexsort((steps.argmax(axis=0), -steps.max(axis=0).round(1))).tolist()


def sized(countries: int, states: int, mine: tuple[Markov, float] | None) -> tuple:
    """What `figures.roads.by_size` wants: shares by size, the states of the exact model, the learner's own point."""
    return by_size(countries), len(exact(countries).start), (states, mine[1]) if mine else None
