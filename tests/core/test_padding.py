"""A padded batch is its sequences: states, gradients and files are those of each sequence read alone."""

import numpy as np
import pytest

from lstm_core import CELLS, Edit, Network, backward, load_trace, run
from lstm_core.networks.trace_file import save_trace
from lstm_core.running.reversed import run_reversed
from tests.support.oracles import Case, cells, central_difference, relative_error

LENGTHS = np.array([5, 1, 3])
FLAT = cells()


def network(both: bool = False, layers: int = 2, cell: str = "lstm") -> Network:
    more = {"input_size": 3, "outputs": ("a", "b"), "layers": layers, "bidirectional": both}
    return Network.new(CELLS[cell], (), 4, 0, np.random.default_rng(0), **more)


@pytest.mark.parametrize("key", FLAT)
@pytest.mark.parametrize("edits", [(), (Edit("h", scale=0.5),)], ids=["fast", "edited"])
def test_the_state_after_a_padded_run_is_that_after_each_sequences_last_step(key, edits):
    case = Case(FLAT[key], B=3)
    padded = run(case.cell, case.weights, case.x, case.state, edits, lengths=LENGTHS)
    for b, length in enumerate(LENGTHS):
        state = {name: array[[b]] for name, array in case.state.items()}
        alone = run(case.cell, case.weights, case.x[:length, [b]], state, edits)
        assert list(padded.final) == list(alone.final)
        for name in alone.final:
            np.testing.assert_allclose(padded.final[name][b], alone.final[name][0], rtol=1e-12, atol=1e-15)


@pytest.mark.parametrize("key", FLAT)
def test_a_run_goes_on_from_a_padded_one_as_from_each_sequence_alone(key):
    case, more = Case(FLAT[key], B=3), Case(FLAT[key], B=3, seed=1).x
    began = run(case.cell, case.weights, case.x, case.state, lengths=LENGTHS).final
    went_on = run(case.cell, case.weights, more, began)
    for b, length in enumerate(LENGTHS):
        state = {name: array[[b]] for name, array in case.state.items()}
        whole = np.concatenate([case.x[:length, [b]], more[:, [b]]])
        alone = run(case.cell, case.weights, whole, state)
        np.testing.assert_allclose(went_on["h"][:, b], alone["h"][length:, 0], rtol=1e-11, atol=1e-14)


@pytest.mark.parametrize("key", FLAT)
@pytest.mark.parametrize("keep", ["names", "nodes"])
def test_gradients_that_leave_by_the_last_real_step_match_a_nudge(key, keep):
    case = Case(FLAT[key], B=3, T=5)
    last = {name: np.random.default_rng(1).normal(size=(3, 4)) for name in dict.fromkeys(("h", *case.cell.states))}
    d = {"h": case.d["h"] * (np.arange(5)[:, None] < LENGTHS)[..., None]}

    def loss():
        trace = run(case.cell, case.weights, case.x, case.state, keep=keep, lengths=LENGTHS)
        return np.vdot(d["h"], trace["h"]) + sum(np.vdot(last[name], trace.final[name]) for name in last)

    trace = run(case.cell, case.weights, case.x, case.state, keep=keep, lengths=LENGTHS)
    gradients = backward(trace, d, last)
    assert relative_error(gradients.x, central_difference(loss, case.x)) < 1e-7
    for name in case.cell.states:
        assert relative_error(gradients.state[name], central_difference(loss, case.state[name])) < 1e-7
    assert not gradients.x[np.arange(5)[:, None] >= LENGTHS].any(), "the padding has no gradient"


@pytest.mark.parametrize("key", FLAT)
def test_a_reverse_run_from_a_state_is_the_turned_sequence_run_from_it(key):
    case = Case(FLAT[key], B=3)
    both = run_reversed(case.cell, case.weights, case.x, LENGTHS, state=case.state)
    for b, length in enumerate(LENGTHS):
        state = {name: array[[b]] for name, array in case.state.items()}
        alone = run(case.cell, case.weights, case.x[:length, [b]][::-1], state)
        np.testing.assert_allclose(both["h"][:length, b], alone["h"][::-1, 0], rtol=1e-12)
        for name in alone.final:
            np.testing.assert_allclose(both.final[name][b], alone.final[name][0], rtol=1e-12, atol=1e-15)


def test_gradients_by_the_state_of_a_reverse_run_match_a_nudge():
    case = Case(CELLS["lstm"], B=3)

    def loss():
        return np.vdot(case.d["h"], run_reversed(case.cell, case.weights, case.x, LENGTHS, state=case.state)["h"])

    trace = run_reversed(case.cell, case.weights, case.x, LENGTHS, state=case.state)
    found = backward(trace, {"h": case.d["h"]}).state
    for name in case.cell.states:
        assert relative_error(found[name], central_difference(loss, case.state[name])) < 1e-7


@pytest.mark.parametrize("both", [False, True])
@pytest.mark.parametrize("cell", ["lstm", "gru", "rnn"])
def test_every_layer_and_half_of_a_network_ends_where_its_sequence_does(both, cell):
    made, x = network(both, cell=cell), np.random.default_rng(1).normal(size=(5, 3, 3))
    padded = made.run(x, lengths=LENGTHS)
    for b, length in enumerate(LENGTHS):
        alone = made.run(x[:length, [b]])
        pairs = [*zip(padded.layers, alone.layers, strict=True), *zip(padded.reverse, alone.reverse, strict=True)]
        for ours, theirs in pairs:
            for name in theirs.final:
                np.testing.assert_allclose(ours.final[name][b], theirs.final[name][0], rtol=1e-12)
        np.testing.assert_allclose(padded.logits[:length, b], alone.logits[:, 0], rtol=1e-12)


def test_a_network_goes_on_from_a_padded_batch_as_from_each_sequence_alone():
    made, (x, more) = network(), np.random.default_rng(1).normal(size=(2, 5, 3, 3))
    went_on = made.run(more, state=made.run(x, lengths=LENGTHS).final).logits
    for b, length in enumerate(LENGTHS):
        alone = made.run(np.concatenate([x[:length, [b]], more[:, [b]]])).logits[length:]
        np.testing.assert_allclose(went_on[:, b], alone[:, 0], rtol=1e-11)


def test_both_halves_of_a_network_may_start_from_given_states():
    made, rng = network(both=True, layers=1), np.random.default_rng(1)
    x, state, reverse = rng.normal(size=(5, 3, 3)), *({n: rng.normal(size=(3, 4)) for n in "ch"} for _ in range(2))
    seen = made.run(x, state=[state], reverse_state=[reverse], lengths=LENGTHS)
    (cell, weights), (_, other) = made.layers[0], made.reverse[0]
    np.testing.assert_allclose(seen.layers[0]["h"], run(cell, weights, x, state)["h"])
    np.testing.assert_allclose(seen.reverse[0]["h"], run_reversed(cell, other, x, LENGTHS, state=reverse)["h"])


@pytest.mark.parametrize("both", [False, True])
def test_a_saved_trace_remembers_where_its_sequences_end(both, tmp_path):
    made, x = network(both), np.random.default_rng(1).normal(size=(5, 3, 3))
    trace = made.run(x, lengths=LENGTHS)
    save_trace(trace, tmp_path / "t")
    loaded = load_trace(tmp_path / "t")
    for ours, theirs in zip((*trace.layers, *trace.reverse), (*loaded.layers, *loaded.reverse), strict=True):
        assert np.array_equal(ours.lengths, theirs.lengths)
        assert all(np.array_equal(ours.final[name], theirs.final[name]) for name in ours.final)


@pytest.mark.parametrize("lengths", [[1, 2], [0, 1, 2], [1.0, 2.0, 3.0], [1, 2, 99]])
def test_lengths_that_cannot_be_are_refused_by_every_run(lengths):
    case = Case(CELLS["gru"], B=3)
    given = case.cell, case.weights, case.x
    for asked in (
        lambda: run(*given, lengths=lengths),
        lambda: run_reversed(*given, lengths=lengths),
        lambda: network().run(case.x, lengths=lengths),
        lambda: network(both=True).run(case.x, lengths=lengths),
    ):
        with pytest.raises(ValueError, match="lengths are 3 whole numbers from 1 to 5"):
            asked()
