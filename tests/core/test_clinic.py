"""The clinic's patients are what their faults make of one training, and each cure undoes one fault."""

from dataclasses import replace

import numpy as np
import pytest

from lstm_core.clinic.cures import course
from lstm_core.clinic.faults import FAULTS
from lstm_core.clinic.order import LENGTH, TASK
from lstm_core.clinic.readings import HIGH, LOW, examined, read
from lstm_core.clinic.training import CONFIG, first, learning, trained, wearing, weights_of
from lstm_core.clinic.truncated import truncated
from lstm_core.clinic.ward import course_sequences
from lstm_core.networks.loss import loss_and_gradients
from ui.lessons.clinic.ward import course as shipped_course
from ui.lessons.clinic.ward import patients

AGAIN = {fault: 2 if fault == "explodes" else 20 for fault in FAULTS}  # updates that are done again: where signals
# explode, so does the last bit, in which processors differ


def fresh(network):
    """A copy that can be trained."""
    cell = network.layers[0].cell
    copy = wearing(network, {name: array.copy() for name, array in weights_of(network).items()}, tuple(cell.fixed))
    return replace(copy, readout_W=network.readout_W.copy(), readout_b=network.readout_b.copy())


@pytest.mark.parametrize("fault", FAULTS)
def test_the_shipped_curves_are_those_of_the_training(fault):
    again, shipped = trained(FAULTS[fault], AGAIN[fault]), patients()[fault]
    losses = [update.loss for update in again.updates]
    assert shipped.curves["loss"][: AGAIN[fault]] == pytest.approx(losses, rel=1e-9)
    assert len(shipped.curves["loss"]) == CONFIG.steps


@pytest.mark.long
@pytest.mark.parametrize("fault", FAULTS)
def test_the_whole_training_again_ends_as_ill_or_as_well(fault):
    again = read(trained(FAULTS[fault]).network)
    assert again.right == pytest.approx(read(patients()[fault].network).right, abs=0.2)


def test_a_patient_is_an_lstm_like_any_other_so_that_nothing_but_its_numbers_tells():
    equations = {(one.network.cell.text, tuple(one.network.cell.fixed)) for one in patients().values()}
    assert len(equations) == 1
    assert not next(iter(equations))[1]


def test_only_the_healthy_one_is_right_and_only_the_one_loaded_wrongly_was():
    right = {fault: read(one.network).right for fault, one in patients().items()}
    assert right["healthy"] > 0.95
    assert max(share for fault, share in right.items() if fault != "healthy") < 0.3
    ended = {fault: one.curves["accuracy"][-50:].mean() for fault, one in patients().items()}
    assert {fault for fault, share in ended.items() if share > 0.95} == {"healthy", "swapped"}


def test_a_window_of_all_steps_is_the_whole_gradient_and_a_shorter_one_holds_the_state_before_it():
    network, batch = first(), TASK.sample(np.random.default_rng(0), 4, length=LENGTH)
    whole, wide = loss_and_gradients(network, batch), truncated(network, batch, LENGTH)
    short = truncated(network, batch, 5)
    assert short.loss == pytest.approx(whole.loss, rel=1e-12)
    for name, gradient in whole.gradients.items():
        assert np.array_equal(wide.gradients[name], gradient)
    cut, tiny = LENGTH - 5, 1e-6
    state = [trace.final for trace in network.run(batch.inputs[:cut]).layers]
    for name in ("W_hf", "W_xg", "b_o"):
        moved = weights_of(network)[name]
        place = np.unravel_index(np.abs(short.gradients[f"layers.0.{name}"]).argmax(), moved.shape)
        losses = []
        for sign in (1, -1):
            moved[place] += sign * tiny
            logits = network.run(batch.inputs[cut:], state=state).logits[-1]
            moved[place] -= sign * tiny
            said = logits - np.log(np.exp(logits).sum(1, keepdims=True))
            losses.append(-said[np.arange(4), batch.targets[-1]].mean())
        slope = (losses[0] - losses[1]) / (2 * tiny)
        assert short.gradients[f"layers.0.{name}"][place] == pytest.approx(slope, rel=1e-5)


def test_the_instruments_read_what_a_plain_run_says():
    network, found = patients()["healthy"].network, read(patients()["healthy"].network)
    trace = network.run(examined().inputs).layers[0]
    for gate in "ifo":
        assert found.low[gate] == pytest.approx((trace[gate] < LOW).mean((0, 1)))
        assert found.high[gate] == pytest.approx((trace[gate] > HIGH).mean((0, 1)))
    assert np.isneginf(read(network, 5).signals[5:]).all()
    assert np.array_equal(read(network, 5).signals[:5], found.signals[:5])


def test_patients_of_another_seed_are_drawn_and_trained_by_that_seed_and_get_back_a_gate_of_their_own():
    began = [trained(FAULTS["output"], updates=1, seed=seed).updates[0].loss for seed in (1, 1, 2)]
    assert began[0] == began[1] != began[2]
    network = trained(FAULTS["output"], updates=1, seed=2).network
    given = weights_of(course(network, "output", "output", seed=2).network)
    for name in ("W_xo", "W_ho", "b_o"):
        assert np.array_equal(given[name], weights_of(first(2))[name])


def test_exchanging_the_gates_again_heals_at_once():
    network = patients()["swapped"].network
    assert read(course(network, "swapped", "swapped").network).right > 0.95


def test_a_cure_leaves_what_it_is_not_about_as_it_was():
    for fault, had in FAULTS.items():
        for cure in FAULTS:
            found = course(patients()[fault].network, fault, cure)
            assert found.window == (0 if cure == "window" else had.window)
            assert found.clip == (1.0 if cure == "explodes" else had.clip)
            assert set(found.network.cell.fixed) == (set() if cure == "output" else set(had.fixed))


@pytest.mark.parametrize("fault", [f if f == "output" else pytest.param(f, marks=pytest.mark.long) for f in FAULTS])
def test_each_fault_is_healed_by_its_own_cure(fault):
    healed = course(patients()[fault].network, fault, fault)
    network = fresh(healed.network)
    assert len(list(learning(network, healed.clip, healed.window))) == 1500
    assert read(network).right > 0.95


@pytest.mark.long
@pytest.mark.parametrize(("fault", "cure"), [("forget", "output"), ("window", "explodes"), ("output", "forget")])
def test_a_wrong_cure_leaves_it_ill(fault, cure):
    tried = course(patients()[fault].network, fault, cure)
    network = fresh(tried.network)
    for _ in learning(network, tried.clip, tried.window):
        pass
    assert read(network).right < 0.95


def test_the_shipped_sequences_are_those_that_the_command_writes():
    assert shipped_course() == course_sequences()
