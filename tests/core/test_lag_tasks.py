"""The memory tasks are those of the papers: targets are computed again by hand, baselines by counting."""

from collections import Counter
from dataclasses import replace

import numpy as np
import pytest

from lstm_core import TASKS
from lstm_core.tasks import adding97, copy, reber
from lstm_core.tasks.temporal_order import VOCABULARY, WINDOWS
from lstm_core.tasks.temporal_order_6b import WINDOWS as THREE_WINDOWS

LAG_TASKS = ("adding", "adding97", "copy", "latch", "reber", "temporal_order", "temporal_order_6b")
ORDERS = {
    "temporal_order": ("XX XY YX YY", "QRSU"),
    "temporal_order_6b": ("XXX XXY XYX XYY YXX YXY YYX YYY", "QRSUVABC"),
}


def many(name, level, count=4000, seed=0):
    task = TASKS[name]
    return task.sample(np.random.default_rng(seed), count, **{next(iter(task.levels)): level})


def sequences(batch):
    """(inputs, target at the last step) of each sequence, without its padding."""
    for column, length in enumerate(batch.lengths):
        yield batch.inputs[:length, column], batch.targets[length - 1, column]


@pytest.mark.parametrize("name", [name for name in LAG_TASKS if name not in ("copy", "reber")])
def test_only_the_last_step_is_asked(name):
    batch = many(name, 40, 300)
    np.testing.assert_array_equal(batch.last(batch.weights), 1)
    np.testing.assert_array_equal(batch.weights.sum(axis=0), 1)


def test_the_latch_asks_for_the_sign_of_the_first_number_and_the_rest_is_noise_of_a_fifth():
    batch = many("latch", 30)
    for x, asked in sequences(batch):
        assert x[0, 0] == (1 if asked else -1)
    assert batch.inputs.shape == (31, 4000, 1)
    assert batch.inputs[1:].std() == pytest.approx(0.2, abs=0.001)
    assert abs(batch.inputs[1:].mean()) < 0.003


@pytest.mark.parametrize(("task", "symbols"), [("copy", 10), ("copy_short", 3)])
def test_the_copy_tasks_say_their_letters_again_after_the_blank(task, symbols):
    batch = many(task, 25, 50)
    assert batch.inputs.shape == (25 + 2 * symbols, 50)
    for column in range(50):
        read = [copy.VOCABULARY[k] for k in batch.inputs[:, column]]
        wanted = [copy.VOCABULARY[k] for k in batch.targets[:, column]]
        assert read[symbols:] == ["blank"] * 24 + ["now"] + ["blank"] * symbols
        assert wanted == ["blank"] * (25 + symbols) + read[:symbols]
        assert set(read[:symbols]) <= set("abcdefgh")
    assert (batch.weights == 1).all()


def test_the_copy_task_mixes_lags_and_solves_only_a_sequence_without_a_slip():
    batch = many("copy", (3, 9), 200)
    assert set(batch.lengths) == set(range(23, 30))
    perfect = np.eye(10)[batch.targets]
    assert copy.solved(perfect, batch).all()
    perfect[batch.lengths[7] - 4, 7] = np.eye(10)[copy.BLANK]
    assert np.flatnonzero(~copy.solved(perfect, batch)).tolist() == [7]


def test_adding_has_a_mark_in_each_half_and_asks_for_the_sum_of_the_marked():
    batch = many("adding", 30, 500)
    for x, asked in sequences(batch):
        first, second = np.flatnonzero(x[:, 1])
        assert first < 15 <= second
        assert asked[0] == pytest.approx(x[first, 0] + x[second, 0], abs=1e-15)
    assert 0 <= batch.inputs[:, :, 0].min() < batch.inputs[:, :, 0].max() <= 1


def test_adding_1997_marks_as_the_paper_says():
    batch = many("adding97", 100, 2000)
    assert (batch.lengths.min(), batch.lengths.max()) == (100, 110)
    firsts = []
    for x, asked in sequences(batch):
        assert x[0, 1] == x[-1, 1] == -1
        marked = np.flatnonzero(x[:, 1] == 1)
        assert asked[0] == pytest.approx(0.5 + x[marked, 0].sum() / 4, abs=1e-15)
        assert set(x[1:-1, 1]) <= {0, 1}
        assert len(marked) == 2 if x[0, 0] else len(marked) == 1
        assert marked[-1] < 50
        firsts += [marked[0]] if len(marked) == 2 else []
    assert min(firsts) == 1
    assert -1 <= batch.inputs[:, :, 0].min() < -0.99


@pytest.mark.parametrize(("name", "windows"), [("temporal_order", WINDOWS), ("temporal_order_6b", THREE_WINDOWS)])
def test_temporal_order_names_the_class_of_the_letters_in_their_order(name, windows):
    orders, classes = ORDERS[name]
    named = dict(zip(orders.split(), classes, strict=True))
    batch, places, seen = many(name, 100, 2000), [], Counter()
    for ids, asked in sequences(batch):
        words = [VOCABULARY[k] for k in ids]
        assert (words[0], words[-1]) == ("E", "B")
        at = [k for k, word in enumerate(words) if word in "XY"]
        assert TASKS[name].outputs[asked] == named["".join(words[k] for k in at)]
        assert set(words[1:-1]) == set("abcdXY") - (set("XY") - {words[k] for k in at})
        places.append(at)
        seen[int(asked)] += 1
    assert list(zip(np.min(places, axis=0), np.max(places, axis=0), strict=True)) == list(windows)
    assert (batch.lengths.min(), batch.lengths.max()) == (100, 110)
    assert min(seen.values()) > 0.8 * 2000 / len(classes)


def test_temporal_order_is_solved_when_every_output_is_within_three_tenths():
    batch = many("temporal_order", 20, 3)
    p = np.full((4, 3), 0.01)
    p[batch.last(batch.targets), np.arange(3)] = 0.71, 0.69, 0.97
    p[(batch.last(batch.targets) + 1) % 4, np.arange(3)] = 0.27, 0.29, 0.01
    outputs = np.zeros((len(batch.inputs), 3, 4))
    outputs[batch.lengths - 1, np.arange(3)] = np.log(p / p.sum(axis=0)).T
    assert TASKS["temporal_order"].solved(outputs, batch).tolist() == [True, False, True]


# Reber's grammar as the papers draw it, written down a second time: node -> [(letter, node)].
DRAWN = {
    1: [("B", 2)],
    2: [("T", 3), ("P", 4)],
    3: [("S", 3), ("X", 5)],
    4: [("T", 4), ("V", 6)],
    5: [("X", 4), ("S", 7)],
    6: [("P", 5), ("V", 7)],
    7: [("E", None)],
}


def legal(read):
    """The letters that may follow what was read of an embedded Reber string."""
    if len(read) < 2:
        return ["B", "TP"][len(read)]
    node = 1
    for k, letter in enumerate(read[2:], 2):
        node = dict(DRAWN[node])[letter]
        if node is None:
            rest = read[k + 1 :]
            return read[1] if not rest else "E"
    return "".join(letter for letter, _ in DRAWN[node])


def test_reber_strings_obey_the_grammar_drawn_a_second_time():
    batch, lengths = many("reber", 6, 1000), Counter()
    for column, length in enumerate(batch.lengths):
        ids = [*batch.inputs[:length, column], batch.targets[length - 1, column]]
        word = "".join(reber.VOCABULARY[k] for k in ids)
        assert all(word[k] in legal(word[:k]) for k in range(len(word)))
        assert word[1] == word[-2]
        lengths[len(word)] += 1
    assert min(lengths) == 9
    # B T X S E and B P V V E, a letter each way with probability 1/2: 2 of 2^3 strings each
    assert lengths[9] / 1000 == pytest.approx(1 / 4, abs=0.04)


def test_long_reber_strings_are_drawn_as_the_grammar_would_have_drawn_them():
    asked = [len(reber.string(np.random.default_rng(seed), 14)) for seed in range(1000)]
    waited = [n for n in (len(reber.string(np.random.default_rng(seed))) for seed in range(8000)) if n >= 14 + 3]
    assert min(asked) == min(waited) == 17
    assert np.mean(asked) == pytest.approx(np.mean(waited), abs=0.3)


def test_a_reber_string_is_solved_when_the_allowed_letters_are_the_most_active_at_every_step():
    batch = many("reber", 6, 40)
    outputs = np.zeros((*batch.inputs.shape, 7))
    for column, length in enumerate(batch.lengths):
        word = "".join(reber.VOCABULARY[k] for k in batch.inputs[:length, column])
        for t in range(length):
            outputs[t, column, [reber.VOCABULARY.index(letter) for letter in legal(word[: t + 1])]] = 1
    assert reber.solved(outputs, batch).all()
    last = batch.lengths[3] - 2  # where the second letter is to come back
    outputs[last, 3] = np.isin(reber.VOCABULARY, list("TP"))
    assert np.flatnonzero(~reber.solved(outputs, batch)).tolist() == [3]


def test_the_baselines_are_the_closed_forms_and_what_counting_gives():
    for lag, loss in ((100, 0.1733), (500, 0.0400), (1000, 0.0204), (2000, 0.0103)):
        assert TASKS["copy"].race.baseline(lag) == pytest.approx(loss, abs=5e-5)
    assert TASKS["latch"].race.baseline(50) == pytest.approx(np.log(2))
    assert TASKS["temporal_order"].race.baseline(100) == pytest.approx(np.log(4))
    assert TASKS["temporal_order_6b"].race.baseline(100) == pytest.approx(np.log(8))
    sums = many("adding", 30, 200_000)
    wanted = sums.last(sums.targets)
    assert ((wanted - 1) ** 2).mean() == pytest.approx(TASKS["adding"].race.baseline(30), rel=0.01)
    assert (np.abs(wanted - 1) < 0.04).mean() == pytest.approx(TASKS["adding"].chance, abs=0.002)
    for level in (6, 20):
        batch = many("reber", level, 3000)
        share = np.bincount(batch.targets[batch.weights > 0]) / batch.weights.sum()
        assert -share @ np.log(share) == pytest.approx(reber.baseline(level), abs=0.01)


def test_always_saying_a_half_is_off_by_a_24th_where_both_marked_numbers_count():
    batch = many("adding97", 100, 150_000)
    wanted, both = batch.last(batch.targets)[:, 0], (batch.inputs[:, :, 1] == 1).sum(axis=0) == 2
    assert ((wanted[both] - 0.5) ** 2).mean() == pytest.approx(1 / 24, rel=0.01)
    assert (np.abs(wanted[both] - 0.5) > 0.04).mean() == pytest.approx(0.8464, abs=0.003)
    assert 1 - both.mean() == pytest.approx(adding97.first_is_marked(100), abs=0.003)
    assert ((wanted - 0.5) ** 2).mean() == pytest.approx(TASKS["adding97"].race.baseline(100), rel=0.01)
    assert (np.abs(wanted - 0.5) < 0.04).mean() == pytest.approx(TASKS["adding97"].chance, abs=0.003)


@pytest.mark.parametrize("name", LAG_TASKS)
def test_no_sequence_is_longer_than_its_task_says_and_a_range_of_levels_is_drawn_per_sequence(name):
    task = TASKS[name]
    low = max(next(iter(task.levels.values()))[0], 24)
    batch = many(name, low, 1500)
    longer = (batch.lengths > task.length(low)).mean()
    assert longer == 0 if name != "reber" else 0 < longer < 0.02
    assert len(set(many(name, (low, low + 30), 200).lengths)) > 20


def test_a_task_that_does_not_say_its_levels_and_its_length_cannot_be_raced():
    with pytest.raises(ValueError, match="Latch is raced at a level, up to a length"):
        replace(TASKS["latch"], levels={})


@pytest.mark.parametrize("lag", [1, 3, 9])
def test_an_echo_is_the_letter_of_so_many_steps_before(lag):
    for ids, asked in sequences(many("echo", lag, 300)):
        assert ids[-1 - lag] == asked
    assert len(set(many("echo", lag, 300).lengths)) > 3


def test_brackets_are_closed_by_their_own_kind_and_the_innermost_is_asked():
    for ids, asked in sequences(many("brackets", 15, 500)):
        text = "".join(TASKS["brackets"].vocabulary[k] for k in ids)
        while "()" in text or "[]" in text:
            text = text.replace("()", "").replace("[]", "")
        assert text
        assert set(text) <= set("([")
        assert TASKS["brackets"].outputs[asked] == {"(": ")", "[": "]"}[text[-1]]


def test_as_many_b_come_as_there_were_a_and_only_the_last_is_the_end():
    batch = many("anbn", (1, 9), 200)
    for column, length in enumerate(batch.lengths):
        text = "".join("ab"[k] for k in batch.inputs[:length, column])
        assert text == "a" * (length // 2) + "b" * (length // 2)
        asked = np.flatnonzero(batch.weights[:, column])
        assert asked.tolist() == list(range(length // 2, length))
        assert batch.targets[asked, column].tolist() == [0] * (length // 2 - 1) + [1]
    wanted = many("anbn", (1, 8), 20_000)
    last = (wanted.targets * wanted.weights).sum() / wanted.weights.sum()
    entropy = -last * np.log(last) - (1 - last) * np.log(1 - last)
    assert TASKS["anbn"].race.baseline(8) == pytest.approx(entropy, rel=0.02)
