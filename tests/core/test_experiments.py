"""Causal experiments on a network built by hand: which swap, ablation or clamp must change the answer is known."""

import numpy as np
import pytest

from lstm_core import CELLS, Cell, Edit, run
from lstm_core.experiments.attribution import integrated_gradients, mean_word_baseline, saliency
from lstm_core.experiments.clamps import ablation, forget_now, hold
from lstm_core.experiments.interchange import Pairs, accuracy, interchange, interchanges, random_sets
from lstm_core.experiments.measures import (
    carriers,
    carry_product,
    mean_half_life,
    memory_half_life,
    saturation,
    selectivity,
)
from lstm_core.experiments.probe import linear_probe
from tests.support.latch import ASK, BLUE, CARRIER, GO, IDLE, NOISE, RED, STOP, latch
from tests.support.oracles import Case

CUE, ASKED = 1, 5
ONE_MINUS = ("(1 - i)", "(-i + 1)", "(1 - 1 * i)", "((1 - i))", "(2 - i - 1)")  # ways to write the same
COUPLED = """
    i = sigmoid(W_xi @ x + W_hi @ h_prev + b_i)
    g = tanh(W_xg @ x + b_g)
    c = (1 - i) * c_prev + i * g
    h = tanh(c)
"""
LIKE_GRU = """
    i = sigmoid(W_xi @ x + W_hi @ h_prev + b_i)
    g = tanh(W_xg @ x + b_g)
    c = (1 - i) * g + i * c_prev
    h = tanh(c)
"""


@pytest.fixture
def pairs() -> Pairs:
    """noise, cue, noise, noise, noise, ask: red beside blue, and blue beside red."""
    red, blue = ([NOISE, cue, NOISE, NOISE, NOISE, ASK] for cue in (RED, BLUE))
    base, source = np.array([red, blue, red]).T, np.array([blue, red, blue]).T
    return Pairs(base, source, np.array([STOP, GO, STOP]), np.array([GO, STOP, GO]), ASKED)


def test_the_hand_made_network_answers_what_the_cue_says(pairs):
    assert accuracy(latch(), pairs.base, pairs.base_answers, pairs.asked) == 1
    assert accuracy(latch(), pairs.source, pairs.source_answers, pairs.asked) == 1


@pytest.mark.parametrize("step", range(CUE, ASKED))
def test_swapping_the_memory_between_cue_and_question_flips_the_answer_and_swapping_the_output_does_not(pairs, step):
    assert interchange(latch(), pairs, ["c"], step) == (1, 0, 1)
    assert interchange(latch(), pairs, ["h"], step) == (0, 1, 0)
    assert interchange(latch(), pairs, ["c", "h"], step) == (1, 0, 1)


def test_at_the_question_only_the_output_matters_and_before_the_cue_nothing(pairs):
    assert interchange(latch(), pairs, ["c"], ASKED) == (0, 1, 0)
    assert interchange(latch(), pairs, ["h"], ASKED) == (1, 0, 1)
    assert interchange(latch(), pairs, ["c", "h"], CUE - 1) == (0, 1, 0)


def test_only_the_unit_that_carries_flips_the_answer(pairs):
    assert interchange(latch(), pairs, ["c"], 3, units=[CARRIER]).to_source == 1
    assert interchange(latch(), pairs, ["c"], 3, units=list(IDLE)).to_source == 0


def test_a_map_of_swaps_comes_one_outcome_at_a_time(pairs):
    outcomes = interchanges(latch(), pairs, [(["c"], step, None) for step in range(6)])
    assert next(outcomes).to_source == 0
    assert [o.to_source for o in outcomes] == [1, 1, 1, 1, 0]


def test_a_swap_by_state_is_the_swap_by_edits_of_the_whole_run(pairs):
    network = latch()
    source = network.run(pairs.source)
    edits = [Edit("c_prev", source=source, steps=4), Edit("h", source=source, steps=3)]
    expected = network.run(pairs.base, edits).logits[-1]
    assert interchange(network, pairs, ["c", "h"], 3).to_source == (expected.argmax(1) == pairs.source_answers).mean()


def test_forgetting_now_loses_the_answer_only_in_the_unit_that_carries(pairs):
    network, cell = latch(), CELLS["lstm"]
    lost = network.run(pairs.base, [forget_now(cell, "c", 3, [CARRIER])])
    np.testing.assert_array_equal(lost.layers[0]["c"][3:, :, CARRIER], 0)
    np.testing.assert_allclose(lost.logits[-1], 0)
    assert accuracy(network, pairs.base, pairs.base_answers, ASKED, [forget_now(cell, "c", 3, IDLE)]) == 1


@pytest.mark.parametrize(
    ("cell", "state", "name", "value"),
    [(CELLS["lstm"], "c", "f", 0), (CELLS["gru"], "h", "z", 0), (Cell("coupled", COUPLED), "c", "i", 1)],
)
def test_forgetting_closes_the_gate_that_the_equations_name(cell, state, name, value):
    edit = forget_now(cell, state, 2)
    assert (edit.name, edit.value) == (name, value)


@pytest.mark.parametrize("written", ONE_MINUS)
@pytest.mark.parametrize(("page", "sign"), [(COUPLED, -1), (LIKE_GRU, 1)])
def test_a_gate_is_told_by_its_sum_and_not_by_how_it_is_written(page, sign, written):
    cell = Cell("written otherwise", page.replace("(1 - i)", written))
    assert cell.carry["c"].gate == ("i", sign)
    edit = forget_now(cell, "c", 2)
    assert (edit.name, edit.value) == ("i", 1 if sign < 0 else 0)
    edits = hold(cell, "c", [2, 3])
    assert [(edit.name, edit.value) for edit in edits] == [("i", 0 if sign < 0 else 1)]
    case = Case(cell, T=4)
    held = run(cell, case.weights, case.x, case.state, edits=edits)
    np.testing.assert_allclose(held["c"][3], held["c"][1], rtol=1e-14)


def test_what_a_named_line_closes_needs_no_edit_of_its_own():
    named = LIKE_GRU.replace("c = (1 - i) * g", "u = -i + 1\n    c = u * g")
    assert [edit.name for edit in hold(Cell("named", named), "c", [2])] == ["i"]


@pytest.mark.parametrize("cell", [CELLS["lstm"], CELLS["gru"], Cell("coupled", COUPLED)])
def test_holding_keeps_the_state_as_it_was(cell):
    case = Case(cell, T=6)
    state = next(iter(cell.carry))
    held = run(cell, case.weights, case.x, case.state, edits=hold(cell, state, [2, 3, 4]))
    np.testing.assert_allclose(held[state][4], held[state][1], rtol=1e-14)
    assert np.abs(held[state][5] - held[state][4]).max() > 1e-3


def test_a_cell_without_a_carrying_gate_has_nothing_to_close():
    for refuse in (forget_now, hold):
        with pytest.raises(ValueError, match="RNN has no gate"):
            refuse(CELLS["rnn"], "h", 2)


@pytest.mark.parametrize("by", ["zero", "mean", "resample"])
def test_ablating_the_carrier_loses_the_answer_and_ablating_the_rest_does_not(pairs, by):
    network, rng = latch(), np.random.default_rng(0)
    trace, after = network.run(pairs.base), list(range(CUE, ASKED + 1))
    loss = ablation(trace, "c", [CARRIER], after, by, rng)
    assert accuracy(network, pairs.base, pairs.base_answers, ASKED, [loss]) < 1
    idle = ablation(trace, "c", list(IDLE), after, by, rng)
    assert accuracy(network, pairs.base, pairs.base_answers, ASKED, [idle]) == 1


def test_selectivity_is_the_share_of_variance_between_groups():
    labels = np.array([0, 0, 1, 1])
    values = np.array([[1.0, 1.0, 3.0, 3.0], [1.0, 3.0, 1.0, 3.0], [5.0, 5.0, 5.0, 5.0], [0.0, 2.0, 2.0, 4.0]]).T
    np.testing.assert_allclose(selectivity(values, labels), [1, 0, 0, 0.5])


def test_selectivity_finds_the_carrier_of_the_hand_made_network(pairs):
    c = latch().run(pairs.base).layers[0]["c"]
    eta = selectivity(c, pairs.base_answers)
    np.testing.assert_allclose(eta[CUE:, CARRIER], 1)
    np.testing.assert_allclose(eta[:, list(IDLE)], 0)
    np.testing.assert_array_equal(carriers(eta[3]), [CARRIER])


def test_carriers_are_cut_at_the_largest_gap_best_first():
    np.testing.assert_array_equal(carriers(np.array([0.1, 0.95, 0.2, 0.9, 0.05])), [1, 3])
    np.testing.assert_array_equal(carriers(np.array([0.4])), [0])


def test_half_lives_follow_from_the_factor():
    np.testing.assert_allclose(memory_half_life([0.5, 0.25, 2**-0.1, 1.0, 0.0]), [1, 0.5, 10, np.inf, 0])


def test_the_carry_product_is_what_is_left_of_a_memory_that_nothing_writes_to():
    cell = CELLS["lstm"]
    weights = cell.new_weights(2, 3, np.random.default_rng(0))
    weights["b_i"][:] = -800
    trace = run(cell, weights, np.random.default_rng(1).normal(size=(9, 2, 2)), {"c": np.ones((2, 3))})
    np.testing.assert_allclose(carry_product(trace, "c"), trace["c"][-1], rtol=1e-12)
    np.testing.assert_allclose(carry_product(trace, "c", (2, 5)), trace["c"][4] / trace["c"][1], rtol=1e-12)
    np.testing.assert_allclose(mean_half_life(trace, "c"), -np.log(2) * 9 / np.log(trace["c"][-1]), rtol=1e-12)


def test_saturation_counts_closed_and_open_gates(pairs):
    closed, opened = saturation(latch().run(pairs.base).layers[0]["o"])
    np.testing.assert_allclose(closed, [1, 5 / 6, 1])
    np.testing.assert_allclose(opened, [0, 1 / 6, 0])


def test_a_probe_reads_what_is_there_and_its_control_does_not():
    rng = np.random.default_rng(0)
    labels = np.repeat(np.arange(4), 50)
    direction = rng.normal(size=(4, 6))
    values = np.stack([rng.normal(size=(200, 6)), 3 * direction[labels] + 0.3 * rng.normal(size=(200, 6))])
    probe = linear_probe(values, labels, np.arange(200) % 5 == 0, rng)
    assert probe.accuracy[0] < 0.5
    assert probe.accuracy[1] == 1
    assert (probe.control < 0.5).all()


def test_a_probe_learns_nothing_from_the_sequences_that_it_is_tested_on():
    """One of them far from all others would make every unit small, were its spread counted."""
    rng = np.random.default_rng(0)
    labels, held_out = np.repeat(np.arange(2), 50), np.arange(100) % 5 == 0
    values = rng.normal(size=(1, 100, 4)) + np.where(labels, 3.0, -3.0)[:, None]
    plain = linear_probe(values, labels, held_out, np.random.default_rng(1)).accuracy
    values[0, 0] = 1e6
    far = linear_probe(values, labels, held_out, np.random.default_rng(1)).accuracy
    assert plain == 1
    assert far >= 1 - 1 / held_out.sum()


def test_integrated_gradients_of_the_deciding_word_are_complete(pairs):
    network = latch()
    ids = pairs.base[:, :1]
    baseline = mean_word_baseline(network, ids, CUE, [RED, BLUE])
    # The gates are closed to the last digit, so put the path through a network that is not saturated.
    for name, array in network.layers[0].weights.items():
        array *= 0.02 if name != "b_f" else 0.05
    found = integrated_gradients(network, ids, baseline, STOP, GO, rounds=200)
    assert found.error <= 1e-4 * abs(found.difference)
    np.testing.assert_allclose(np.delete(found.words, CUE), 0, atol=1e-12)
    coarse = integrated_gradients(network, ids, baseline, STOP, GO, rounds=2)
    assert coarse.error > found.error


def test_saliency_is_the_size_of_the_gradient(pairs):
    network = latch()
    for name, array in network.layers[0].weights.items():
        array *= 0.02 if name != "b_f" else 0.05
    ids = pairs.base[:, :1]
    x = network.vectors(ids)
    found = saliency(network, ids, STOP, GO)
    for t in (CUE, ASKED):
        slopes = []
        for k in range(x.shape[2]):
            ends = []
            for sign in (1, -1):
                moved = x.copy()
                moved[t, 0, k] += sign * 1e-5
                h = run(network.cell, network.layers[0].weights, moved)["h"][-1, 0]
                ends.append(h @ (network.readout_W[STOP] - network.readout_W[GO]))
            slopes.append((ends[0] - ends[1]) / 2e-5)
        np.testing.assert_allclose(found[t], np.linalg.norm(slopes), rtol=1e-7)


def test_random_sets_have_the_size_and_leave_out_what_they_must():
    for units in random_sets(np.random.default_rng(0), 10, 4, 20, never=[1, 2, 3]):
        assert len(set(units)) == 4
        assert not {1, 2, 3} & set(units)


def test_bad_questions_are_refused_with_a_sentence(pairs):
    network = latch()
    with pytest.raises(ValueError, match="there is no step 6 to swap at"):
        interchange(network, pairs, ["c"], 6)
    with pytest.raises(ValueError, match="there is no unit 3"):
        interchange(network, pairs, ["c"], 3, units=[3])
    with pytest.raises(ValueError, match="two different answers"):
        Pairs(pairs.base, pairs.base, pairs.base_answers, pairs.base_answers, ASKED)
    with pytest.raises(ValueError, match="one label for each"):
        selectivity(np.zeros((3, 2)), [1])
    with pytest.raises(ValueError, match='by "zero", "mean" or "resample"'):
        ablation(network.run(pairs.base), "c", [0], [1], by="magic")
    with pytest.raises(ValueError, match="there are 3"):
        random_sets(np.random.default_rng(0), 4, 4, 1, never=[0])
