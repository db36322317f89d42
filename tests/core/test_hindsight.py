"""What a network that reads both ways knows of its next words, and how that is counted."""

import json
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from lstm_core import CELLS, Edit, Network
from lstm_core.experiments.hidden_future import known_pairs, right_words, strange_pairs
from lstm_core.networks.writing import write
from lstm_core.tasks import Batch, france
from tests.support.sampled import one_in

LAYERS = Path(__file__).resolve().parents[2] / "assets" / "layers"
MEASURED = {
    name: found
    for name, found in json.loads((LAYERS / "results.json").read_text(encoding="utf-8"))["leak"].items()
    if (LAYERS / f"{name}.safetensors").is_file()
}
WORDS = tuple("abcde")


def network(both: bool) -> Network:
    made = Network.new(CELLS["lstm"], WORDS, 6, 4, np.random.default_rng(1), bidirectional=both)
    made.readout_W[...] *= 5
    return made


@pytest.fixture
def batch():
    rng, lengths = np.random.default_rng(0), np.array([7, 4, 6])
    ids = rng.integers(5, size=(8, 3))
    weights = (np.arange(7)[:, None] < lengths).astype(float)
    return Batch(ids[:-1], ids[1:], weights, lengths)


def test_hidden_words_are_hidden(batch):
    made, right = network(both=True), []
    for b, length in enumerate(batch.lengths):
        for t in range(length):
            alone = made.run(batch.inputs[: t + 1, b : b + 1]).logits[t, 0]
            right.append(alone.argmax() == batch.targets[t, b])
    assert right_words(made, batch, hidden=True) == pytest.approx(np.mean(right))


def test_a_word_to_come_that_would_change_the_guess_is_not_seen(batch):
    made = network(both=True)
    for _, weights in [*made.layers, *made.reverse]:
        for array in weights.values():
            array *= 4  # so strong that one word more turns some of its guesses
    seen, told = [], []
    for b, length in enumerate(batch.lengths):
        for t in range(length - 1):
            alone = made.run(batch.inputs[: t + 1, b : b + 1]).logits[t, 0].argmax()
            ahead = made.run(batch.inputs[: t + 2, b : b + 1]).logits[t, 0].argmax()
            told.append(alone != ahead)
            seen.append((t, b, alone))
    assert any(told), "no guess turns: this network cannot tell one from the other"
    targets = batch.targets.copy()
    for t, b, alone in seen:
        targets[t, b] = alone  # whoever sees the text up to the word alone is always right
    hidden = replace(batch, targets=targets, weights=batch.weights * (np.arange(7)[:, None] < batch.lengths - 1))
    assert right_words(made, hidden, hidden=True) == 1


@pytest.mark.parametrize("name", one_in(6, sorted(MEASURED), first=1))
def test_what_ships_of_the_leak_is_what_its_networks_still_do(name):
    found, made = MEASURED[name], Network.load(LAYERS / f"{name}.safetensors")
    asked = france.TASK.sample(np.random.default_rng(3), 100)
    for hidden, key in ((False, "in_sight"), (True, "hidden")):
        assert right_words(made, asked, hidden) == pytest.approx(found[key], abs=2e-3)  # another BLAS may turn a tie


def test_one_way_nothing_is_in_sight_that_could_be_hidden(batch):
    made = network(both=False)
    assert right_words(made, batch, hidden=True) == right_words(made, batch, hidden=False)


def test_a_second_direction_sees_the_word_that_it_is_to_predict(batch):
    made, changed = network(both=True), batch.inputs.copy()
    changed[3, 0] = (changed[3, 0] + 1) % 5
    one, other = (made.run(ids, lengths=batch.lengths).logits[2, 0] for ids in (batch.inputs, changed))
    assert np.abs(one - other).max() > 1e-3
    made = network(both=False)
    one, other = (made.run(ids).logits[2, 0] for ids in (batch.inputs, changed))
    assert np.array_equal(one, other)


@pytest.mark.parametrize("both", [False, True])
def test_a_text_goes_on_with_words_drawn_after_everything_before_them(both):
    made = network(both)
    ids = write(made, made.encode(["a", "b"]), 5, np.random.default_rng(0), temperature=1.0)
    text = ["a", "b", *made.words(ids)]
    rng = np.random.default_rng(0)
    for k in range(2, 7):
        p = made.run(made.encode(text[:k])).probs[-1, 0]
        assert text[k] == WORDS[rng.choice(5, p=p / p.sum())]


def test_a_network_that_reads_both_ways_writes_without_edits_and_without_a_state():
    made, rng = network(both=True), np.random.default_rng(0)
    for given in ({"edits": [Edit("c", value=0.0)]}, {"state": [{}]}):
        with pytest.raises(ValueError, match="takes no edits and no state"):
            write(made, made.encode(["a"]), 1, rng, **given)


def test_pairs_of_neighbours_are_counted_without_padding(batch):
    known = known_pairs([batch])
    by_hand = {(batch.inputs[t, b], batch.targets[t, b]) for b, n in enumerate(batch.lengths) for t in range(n)}
    assert known == by_hand
    index = {(0, 1), (1, 2)}
    assert strange_pairs(network(False), [list("abc"), list("eab")], 2, index) == 0
    assert strange_pairs(network(False), [list("abc"), list("acc")], 1, index) == pytest.approx(2 / 4)
