"""Swapped encoder values: what may change, what may not, and that every share counts what it says."""

import numpy as np
import pytest

from lstm_core.translation import dates, swaps
from lstm_core.translation.encoders import SELF
from lstm_core.translation.first_translator import new_translator


@pytest.fixture(params=["lstm", SELF])
def made(request):
    network = new_translator(dates.SOURCE, dates.TARGET, np.random.default_rng(0), 6, 4, "additive", request.param)
    for array in network.parameters.values():
        array *= 2
    return network


@pytest.fixture
def twins():
    return dates.twins(4)


def test_twins_are_written_alike_and_as_long(twins):
    for base, other in twins:
        assert np.array_equal(base.lengths, other.lengths)
        assert (base.target != other.target).any(axis=0).all()


def test_swapping_nothing_or_with_itself_changes_nothing(made, twins):
    base, other = twins[5]
    one, two = (made.run(pairs.source, pairs.lengths, base.given) for pairs in (base, other))
    nothing = np.zeros(one.attention.weights.shape, bool)
    assert np.abs(swaps.swapped(one, two, nothing) - one.logits).max() < 1e-13
    assert np.abs(swaps.swapped(one, one, ~nothing) - one.logits).max() < 1e-13


def test_swapping_everything_at_the_first_step_is_the_other_text(made, twins):
    base, other = twins[0]
    one, two = (made.run(pairs.source, pairs.lengths, base.given) for pairs in (base, other))
    logits = swaps.swapped(one, two, np.ones(one.attention.weights.shape, bool))
    assert np.abs(logits[0] - two.logits[0]).max() < 1e-13
    assert np.abs(logits[1] - two.logits[1]).max() > 1e-6  # the state is still the base's


def test_the_most_weight_and_as_many_others_never_overlap_and_never_are_padding(made, twins):
    base, _ = twins[5]
    done = made.run(base.source, base.lengths, base.given)
    for count in (1, 3, 100):
        pointed = swaps.most_weight(done, count)
        others = swaps.random_others(done, pointed, np.random.default_rng(0))
        assert not (pointed & others).any()
        assert not ((pointed | others) & ~done.encoded.mask.T).any()
        assert (pointed.sum(axis=2) == np.minimum(count, base.lengths)).all()
        left = base.lengths - pointed.sum(axis=2)
        assert (others.sum(axis=2) == np.minimum(count, left)).all()
    top = swaps.most_weight(done, 1)
    assert np.array_equal(top.argmax(axis=2), done.attention.weights.argmax(axis=2))


def test_swapping_all_but_none_is_swapping_all(made, twins):
    found = swaps.flips(made, twins, [0, 100], np.random.default_rng(0))
    assert found.pointed[1] == found.rest[0] == found.every
    assert found.pointed[0] == found.random[0] == found.random[1] == found.rest[1]


def test_what_a_translation_rests_on_is_measured_one_position_at_a_time(made):
    text, other = "20.11.2026", "21.10.1987"
    rests = swaps.rests_on(made, text, [other, "25.12.2001"], dates.encode, dates.STEPS)
    free = made.run(*dates.encode([text]), steps=dates.STEPS)
    given, written, s = free.read[:, :1], free.written[:, 0], 4
    changed = made.run(
        *dates.encode([text[:s] + other[s] + text[s + 1 :], text[:s] + "2" + text[s + 1 :]]), given.repeat(2, 1)
    )
    T = np.arange(len(written))
    fall = free.probs[T, 0, written] - changed.probs[T, :, written].mean(axis=1)
    assert np.abs(rests.characters[:, s] - fall).max() < 1e-12
    assert np.abs(rests.characters[:, 2]).max() < 1e-12  # the dots are the same in all of them
    same = swaps.rests_on(made, text, [text], dates.encode, dates.STEPS)
    assert max(np.abs(same.values).max(), np.abs(same.characters).max()) < 1e-12
