"""The homographs: what is asked, and that nothing before the cue gives the meaning away."""

import numpy as np

from lstm_core import TASKS
from lstm_core.tasks import homograph


def drawn(count: int = 3000, **levels) -> tuple:
    batch = TASKS["homograph"].sample(np.random.default_rng(0), count, **levels)
    return batch, np.array(homograph.VOCABULARY)[batch.inputs]


def test_every_noun_is_asked_for_and_nothing_else():
    batch, words = drawn(200)
    assert np.array_equal(batch.weights > 0, np.isin(words, homograph.NOUNS))
    assert (batch.weights.sum(axis=0) == homograph.CLAUSES).all()
    assert (words[batch.lengths - 1, np.arange(200)] == ".").all()


def test_the_cue_of_each_clause_tells_what_its_noun_means():
    batch, words = drawn(200, phrases=4)
    before = homograph.cued_before(batch)
    assert 0.4 < before.sum() / batch.weights.sum() < 0.6
    cues = {
        word: meaning for group in (homograph.BEFORE, homograph.AFTER) for meaning in group for word in group[meaning]
    }
    for t, b in zip(*np.nonzero(batch.weights), strict=True):
        verb = t + 1 + 12  # four phrases of three words
        cue = words[t - 1 if before[t, b] else verb, b]
        assert cues[cue] == homograph.MEANINGS[batch.targets[t, b]]
        assert words[verb if before[t, b] else t - 1, b] not in cues


def test_without_the_cue_a_noun_means_both_alike():
    batch, words = drawn()
    late = (batch.weights > 0) & ~homograph.cued_before(batch)
    for noun in homograph.NOUNS:
        assert abs(batch.targets[late & (words == noun)].mean() - 0.5) < 0.06


def test_a_text_is_solved_only_if_every_noun_is():
    batch, _ = drawn(3)
    outputs = np.eye(2)[batch.targets]
    outputs[np.nonzero(batch.weights[:, 1])[0][2], 1] = outputs[np.nonzero(batch.weights[:, 1])[0][2], 1, ::-1]
    outputs[batch.weights == 0] = [0, 1]
    assert TASKS["homograph"].solved(outputs, batch).tolist() == [True, False, True]
