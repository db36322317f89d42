"""The evidence on the networks that ship: which units carry the country, by experiments with controls."""

import json
from pathlib import Path

import numpy as np
import pytest

import lstm_core
from lstm_core import CELLS, Edit, load_run
from lstm_core.experiments.evidence import Evidence, evidence, kept_most, memory_of, swap_map
from lstm_core.experiments.france_register import Register, register
from lstm_core.experiments.interchange import interchange
from lstm_core.experiments.measures import selectivity
from lstm_core.experiments.ranking import ranking, top_swaps
from lstm_core.networks.network import Network
from lstm_core.tasks import france

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


def test_the_loss_without_a_unit_is_that_of_a_whole_run_with_the_unit_at_its_mean(network, sentences):
    parts = (sentences.ids, sentences.country, sentences.story, sentences.answers)
    few = Register(*(part[..., ::9] for part in parts), sentences.position, sentences.asked)
    found, unit = ranking(network, few), 42
    untouched = network.run(few.ids)
    across = list(range(few.position, few.asked))
    mean = untouched.layers[0]["c"][across][:, :, [unit]].mean(axis=1, keepdims=True)
    without = network.run(few.ids, [Edit("c", value=mean, steps=across, units=[unit])])
    columns = np.arange(len(few.answers))
    logs = [np.log(run.probs[few.asked, columns, few.answers]).mean() for run in (untouched, without)]
    np.testing.assert_allclose(found.ablation[unit], logs[0] - logs[1], rtol=1e-9)
    gates = untouched.layers[0]["f"][few.position + 1 : few.asked]
    np.testing.assert_allclose(found.kept, gates.prod(axis=0).mean(axis=0), rtol=1e-12)


def test_swapping_the_first_units_is_the_interchange_of_those_units(network, sentences):
    order = np.arange(network.hidden_size)[::-1]
    top, random = top_swaps(network, sentences, order, [5, 64], sets=2)
    pairs = sentences.pairs()
    assert top[0] == interchange(network, pairs, ["c"], sentences.middle, list(order[:5])).to_source
    assert top[1] == interchange(network, pairs, ["c"], sentences.middle).to_source
    assert random.shape == (2, 2)
    assert set(random[1]) == {top[1]}  # a random set of all units is all units


def test_the_experiments_that_ship_are_those_of_the_runs_that_ship():
    kept = json.loads((RUN.parents[1] / "france_evidence.json").read_text(encoding="utf-8"))
    sentences = register()
    for name in ("france-lstm-0", "france-gru-2", "france-rnn-3"):
        shown, network = kept["runs"][name], load_run(RUN.parent / name).network
        memory = shown["evidence"]["memory"]
        pairs, units = sentences.pairs(), shown["evidence"]["carriers"]
        for chosen, key in ((None, "swap_memory"), (units, "swap_carriers")):
            flips = interchange(network, pairs, [memory], kept["middle"], chosen).to_source
            assert abs(flips - shown["evidence"][key]) <= 0.01, (name, key)  # they were measured in float32
        trace = network.run(sentences.ids).layers[0]
        eta = selectivity(trace[memory][kept["middle"]], sentences.country)
        np.testing.assert_allclose(eta, shown["ranking"]["selectivity"], atol=1e-3)
