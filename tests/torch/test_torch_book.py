"""What is written of the networks that learned The Time Machine is measured again, where the book is at hand."""

import json

import numpy as np
import pytest

from benchmarks import book
from lstm_core import load_run
from lstm_core.books import BOOKS, at_hand

torch = pytest.importorskip("torch", reason="torch is not installed (the light requirements)")

from lstm_torch.data.counts import cross_entropies
from lstm_torch.data.text import encoded
from lstm_torch.training.settings_files import load_settings

BOOK = at_hand(BOOKS["time_machine"])
LEFT_OUT = "The Time Machine is not on this machine (LSTM_EXTRA names no folder with data/timemachine.txt)"
NAMES = [path.name for path in book.runs()]


def test_a_small_one_and_one_of_a_gpu_ship():
    assert NAMES == ["characters-lstm-book-0", "characters-lstm-gpu-0"]


def test_the_small_one_was_trained_as_the_command_trains_it():
    settings = load_settings(book.RUNS / "characters-lstm-book-0")
    assert settings.text == "time_machine"
    told = {name.replace("-", "_"): value for name, value in book.RECIPE.items()}
    assert {name: getattr(settings, name) for name in told} == told


@pytest.mark.parametrize("name", NAMES)
def test_the_end_of_the_text_that_ships_is_read_as_the_network_knows_it(name):
    network, text = load_run(book.RUNS / name).network, (book.RUNS / name / "read.txt").read_bytes().decode()
    assert set(text) <= set(network.vocabulary)
    samples = [json.loads(line) for line in (book.RUNS / name / "samples.jsonl").read_text("utf-8").splitlines()]
    assert len(samples) >= 4
    assert all(set(one["text"]) <= set(network.vocabulary) for one in samples)


@pytest.mark.skipif(BOOK is None, reason=LEFT_OUT)
@pytest.mark.parametrize("name", NAMES)
def test_its_perplexity_is_measured_again_from_its_weights(name):
    kept = book.results_of(book.RUNS / name)["in order"]
    now = book.measured(load_run(book.RUNS / name).network, BOOK.decode())
    assert now == pytest.approx(kept, rel=1e-6)


@pytest.mark.skipif(BOOK is None, reason=LEFT_OUT)
def test_those_who_count_lose_what_is_written_on_the_letters_on_which_the_network_is_scored():
    ids = encoded("the book", BOOK.decode()).ids
    first = int(len(ids) * (1 - book.HELD_OUT))
    counted = cross_entropies(ids[:first], ids[first:], len(set(BOOK)), book.COUNTED)
    for name in NAMES:
        assert book.results_of(book.RUNS / name)["baselines"] == pytest.approx(counted)
        assert book.results_of(book.RUNS / name)["in order"]["letters"] == len(ids) - first - book.COUNTED
    assert np.exp(min(counted.values())) == pytest.approx(4.90, abs=0.005)
