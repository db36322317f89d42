"""The evidence on the networks that ship: which units carry the country, by experiments with controls."""

from pathlib import Path

import numpy as np
import pytest

import lstm_core
from lstm_core import CELLS, load_run
from lstm_core.evidence import Evidence, evidence, kept_most, memory_of, swap_map
from lstm_core.network import Network
from lstm_core.tasks import france
from lstm_core.tasks.france_pairs import Register, register

RUN = Path(lstm_core.__file__).parents[1] / "assets" / "runs" / "france-lstm-0"


@pytest.fixture(scope="module")
def sentences() -> Register:
    return register(gap=18, stories=6)


@pytest.fixture(scope="module")
def network() -> Network:
    return load_run(RUN).network


@pytest.fixture(scope="module")
def found(network, sentences) -> Evidence:
    return evidence(network, sentences, probed=register(gap=18, stories=80, seed=1))


def test_every_story_is_told_with_every_country_and_nothing_else_differs(sentences):
    assert sentences.ids.shape[1] == 6 * len(france.COUNTRIES)
    for story in range(6):
        told = sentences.ids[:, sentences.story == story]
        differs = (told != told[:, :1]).any(axis=1)
        assert list(np.flatnonzero(differs)) == [sentences.position]
    languages = {france.VOCABULARY[k] for k in sentences.answers}
    assert languages == set(france.COUNTRIES.values())


def test_pairs_are_the_same_story_with_another_country(sentences):
    pairs = sentences.pairs(shift=3)
    assert ((pairs.base != pairs.source).sum(axis=0) == 1).all()
    assert (pairs.base_answers != pairs.source_answers).all()


def test_the_memory_flips_the_answer_and_the_output_does_not(found):
    assert found.memory == "c"
    assert found.right >= 0.95
    assert found.swap_memory >= 0.95
    assert found.swap_output <= 0.05


def test_the_carriers_are_enough_and_random_units_are_not(found):
    assert found.swap_carriers >= 0.9
    assert found.swap_carriers - found.swap_random >= 0.5
    assert found.swap_by_carry >= 0.5


def test_forgetting_the_carriers_loses_the_country_and_forgetting_all_others_does_not(found):
    assert found.forget_carriers <= 0.5
    assert found.forget_rest - found.forget_carriers >= 0.4


def test_the_probe_s_control_stays_near_chance(found):
    assert found.probe_control <= 0.15
    assert found.probe_memory >= 0.9


def test_the_units_that_keep_most_are_found_without_labels(network, sentences, found):
    trace = network.run(sentences.ids).layers[0]
    units = kept_most(trace, "c", sentences, len(found.carriers))
    assert len(np.intersect1d(units, found.carriers)) == found.shared_with_carry
    across = trace["f"][sentences.position + 1 : sentences.asked].prod(axis=0).mean(axis=0)
    assert across[units].min() > np.delete(across, units).mean()


def test_before_the_country_no_swap_matters_and_at_the_question_only_the_output_does(network, sentences):
    flips = swap_map(network, sentences, range(sentences.position - 1, sentences.asked + 1))
    assert flips["c"][0] == flips["h"][0] == flips["both"][0] == 0
    assert flips["c"][-1] == 0
    assert flips["h"][-1] == 1


def test_a_cell_without_a_gate_on_its_memory_is_asked_only_what_it_can_answer(sentences):
    untrained = Network.new(CELLS["rnn"], france.VOCABULARY, 8, 4, np.random.default_rng(0))
    found = evidence(untrained, sentences)
    assert found.memory == "h"
    assert found.swap_output is found.forget_carriers is found.forget_rest is found.swap_by_carry is None


@pytest.mark.parametrize(("key", "memory"), [("lstm", "c"), ("gru", "h"), ("rnn", "h")])
def test_the_memory_of_a_cell_is_the_state_apart_from_its_output_if_it_has_one(key, memory):
    assert memory_of(CELLS[key]) == memory
