"""Layers that read both ways, and dropout between layers: exact gradients, padding that is never read, torch."""

import itertools
from dataclasses import replace

import numpy as np
import pytest

from lstm_core import CELLS, Config, Edit, Network, backward, film_data, fit, load_trace, run
from lstm_core.files import load_arrays, save_arrays
from lstm_core.learning.resumable import record, resume
from lstm_core.learning.train import accuracy, draw, loss_and_gradients, new_network
from lstm_core.networks.layers import dropout
from lstm_core.networks.stack import down, up
from lstm_core.networks.trace_file import save_trace
from lstm_core.running.lengths import turned
from lstm_core.running.reversed import run_reversed
from lstm_core.tasks import Batch, Task
from tests.support.echo import ECHO, VOCABULARY
from tests.support.number_tasks import DOTS, SUM
from tests.support.oracles import Case, central_difference, relative_error

LENGTHS = np.array([5, 2, 4])
SMALL = Config(
    cell="lstm", task="sum", hidden_size=3, layers=2, batch_size=3, steps=6, dtype="float64", bidirectional=True
)


def made(key="lstm", task=SUM, **changes):
    config = replace(SMALL, cell=key, **changes)
    network = new_network(CELLS[key], task, config)
    batch = draw(task, config, 2, 6 if task.levels else None)
    return network, batch, config


def test_a_sequence_is_turned_and_its_padding_stays():
    steps = np.arange(5)[:, None].repeat(3, axis=1)
    assert turned(steps, LENGTHS).T.tolist() == [[4, 3, 2, 1, 0], [1, 0, 2, 3, 4], [3, 2, 1, 0, 4]]
    assert np.array_equal(turned(turned(steps, LENGTHS), LENGTHS), steps)
    assert np.array_equal(turned(steps, None), steps[::-1])


@pytest.mark.parametrize(
    ("key", "task", "left_out"),
    [("lstm", SUM, 0.0), ("lstm", SUM, 0.4), ("gru", SUM, 0.0), ("peephole", SUM, 0.4), ("conv_lstm", DOTS, 0.4)],
)
def test_gradients_of_every_parameter_match_a_nudge_along_a_random_direction(key, task, left_out):
    sizes = {"hidden_size": 2, "batch_size": 1} if task is DOTS else {}
    network, batch, _ = made(key, task, **sizes)
    rng = np.random.default_rng(0)

    def found():
        return loss_and_gradients(network, batch, left_out, np.random.default_rng(5))

    gradients = found().gradients
    assert list(gradients) == list(network.parameters)
    every = list(gradients)
    for names in [every] if task is DOTS else [[name] for name in every]:  # images take long: all at once
        arrays = [network.parameters[name] for name in names]
        kept, directions, losses = [a.copy() for a in arrays], [rng.normal(size=a.shape) for a in arrays], []
        for step in (1e-5, -1e-5):
            for array, start, direction in zip(arrays, kept, directions, strict=True):
                array[...] = start + step * direction
            losses.append(found().loss)
        for array, start in zip(arrays, kept, strict=True):
            array[...] = start
        slope = sum(np.vdot(gradients[name], d) for name, d in zip(names, directions, strict=True))
        assert slope == pytest.approx((losses[0] - losses[1]) / 2e-5, rel=1e-5, abs=1e-9), names


def test_two_layers_both_ways_over_padded_sequences_equal_torchs():
    torch = pytest.importorskip("torch", reason="torch is not installed (the light requirements)")
    rng = np.random.default_rng(0)
    network = Network.new(
        CELLS["lstm"], (), 4, 0, rng, layers=2, input_size=2, outputs=("a", "b", "c"), bidirectional=True
    )
    x, weighting = rng.normal(size=(5, 3, 2)), rng.normal(size=(5, 3, 3))
    weighting *= (np.arange(5)[:, None] < LENGTHS)[:, :, None]
    lstm = torch.nn.LSTM(2, 4, num_layers=2, bidirectional=True, dtype=torch.float64)
    places = {f"l{k}{end}": (half, k) for half, end in (("layers", ""), ("reverse", "_reverse")) for k in (0, 1)}
    with torch.no_grad():
        for place, (half, k) in places.items():
            weights = getattr(network, half)[k].weights
            for ours, theirs in (("W_x", "weight_ih"), ("W_h", "weight_hh"), ("b_", "bias_ih")):
                stacked = np.concatenate([weights[ours + gate] for gate in "ifgo"])
                getattr(lstm, f"{theirs}_{place}").copy_(torch.tensor(stacked))
            getattr(lstm, f"bias_hh_{place}").zero_()
    packed = torch.nn.utils.rnn.pack_padded_sequence(torch.tensor(x), LENGTHS, enforce_sorted=False)
    h, _ = torch.nn.utils.rnn.pad_packed_sequence(lstm(packed)[0])
    logits = h @ torch.tensor(network.readout_W.T) + torch.tensor(network.readout_b)
    ours, valid = network.run(x, lengths=LENGTHS), np.arange(5)[:, None] < LENGTHS
    assert np.abs(ours.logits - logits.detach().numpy())[valid].max() < 1e-12
    (logits * torch.tensor(weighting)).sum().backward()
    d = weighting @ network.readout_W
    gradients, _ = down(up(network, x, LENGTHS), d)
    for place, (half, k) in places.items():
        for name, parameter in (("W_x", "weight_ih"), ("W_h", "weight_hh"), ("b_", "bias_ih")):
            stacked = np.concatenate([gradients[f"{half}.{k}.{name}{gate}"] for gate in "ifgo"])
            assert np.abs(stacked - getattr(lstm, f"{parameter}_{place}").grad.numpy()).max() < 1e-12


def test_what_stands_in_the_padding_is_never_read():
    network, batch, _ = made()
    assert len(set(batch.lengths)) > 1
    spoiled = batch.inputs.copy()
    padding = np.arange(len(spoiled))[:, None] >= batch.lengths
    spoiled[padding] = 99
    a, b = (network.run(inputs, lengths=batch.lengths).logits for inputs in (batch.inputs, spoiled))
    assert np.array_equal(a[~padding], b[~padding])
    d, e = (loss_and_gradients(network, replace(batch, inputs=inputs)) for inputs in (batch.inputs, spoiled))
    assert all(np.array_equal(d.gradients[name], e.gradients[name]) for name in d.gradients)


@pytest.mark.parametrize("key", ["lstm", "gru", "rnn"])
def test_a_reverse_trace_is_the_run_over_each_turned_sequence_in_reading_order(key):
    case = Case(CELLS[key], B=3)
    both = run_reversed(case.cell, case.weights, case.x, LENGTHS, keep="nodes")
    for b, length in enumerate(LENGTHS):
        alone = run(case.cell, case.weights, case.x[:length, [b]][::-1], keep="nodes")
        for name in case.cell.names:
            np.testing.assert_allclose(both[name][:length, b], alone[name][::-1, 0], rtol=1e-12)
        for state in case.cell.states:
            np.testing.assert_allclose(both.before(state)[:length, b], alone.before(state)[::-1, 0], rtol=1e-12)
            np.testing.assert_allclose(both.final[state][b], alone.final[state][0], rtol=1e-12)
        for state in case.cell.carry:
            np.testing.assert_allclose(both.carry(state)[:length, b], alone.carry(state)[::-1, 0], rtol=1e-12)
        last = len(case.cell.graph.nodes) - 1
        np.testing.assert_allclose(both.node(last)[:length, b], alone.node(last)[::-1, 0], rtol=1e-12)
    np.testing.assert_array_equal(both.x, case.x)
    assert list(both) == list(case.cell.names)
    with pytest.raises(KeyError, match="has no value 'q'"):
        both["q"]


def test_gradients_of_a_reverse_trace_match_a_nudge_also_what_leaves_by_its_first_step():
    case = Case(CELLS["lstm"], B=3)
    final = {"c": np.random.default_rng(1).normal(size=(3, 4))}

    def loss():
        trace = run_reversed(case.cell, case.weights, case.x, LENGTHS)
        return sum(np.vdot(case.d[name], trace[name]) for name in case.d) + np.vdot(final["c"], trace.final["c"])

    trace = run_reversed(case.cell, case.weights, case.x, LENGTHS)
    gradients = backward(trace, case.d, final, values=True)
    assert relative_error(gradients.x, central_difference(loss, case.x)) < 1e-7
    assert relative_error(gradients.weights["W_hf"], central_difference(loss, case.weights["W_hf"])) < 1e-7
    assert gradients.values["c"].shape == trace["c"].shape
    left = gradients.values["c"][0] - backward(trace, case.d, values=True).values["c"][0]
    np.testing.assert_allclose(left, final["c"], rtol=1e-9)
    with pytest.raises(ValueError, match="has no value 'q' for a gradient"):
        backward(trace, {"q": case.d["h"]})


def test_each_half_has_its_own_name_and_the_output_is_both():
    network, batch, _ = made()
    trace = network.run(batch.inputs, lengths=batch.lengths)
    h = np.concatenate([trace.layers[1]["h"], trace.reverse[1]["h"]], axis=2)
    np.testing.assert_allclose(trace.logits, h @ network.readout_W.T + network.readout_b, rtol=1e-12)
    assert network.hidden_size == 3
    assert [name for name in network.parameters if name.endswith("W_xi")] == [
        f"{half}.{k}.W_xi" for half in ("layers", "reverse") for k in (0, 1)
    ]


def test_an_edit_changes_the_half_that_reads_forward():
    network, batch, _ = made()
    plain, edited = network.run(batch.inputs), network.run(batch.inputs, edits=[Edit("f", value=0.0, layer=0)])
    assert not edited.layers[0]["f"].any()
    assert np.array_equal(plain.reverse[0]["h"], edited.reverse[0]["h"])
    assert not np.allclose(plain.logits, edited.logits)
    whole = network.run(batch.inputs, edits=[Edit("c", source=plain, layer=1)])
    np.testing.assert_allclose(whole.logits, plain.logits, rtol=1e-12)


def test_a_film_shows_the_half_that_reads_forward():
    network = Network.new(CELLS["lstm"], VOCABULARY, 3, 2, np.random.default_rng(0), layers=2, bidirectional=True)
    ids = network.encode("a wait say")
    film = film_data(network, ids, [network.encode("b wait say")], layer=1)
    h = film.cell.graph.names["h"]
    np.testing.assert_allclose(film.node_arrays[h], network.run(ids).layers[1]["h"][:, 0], rtol=1e-10)
    assert set(film.because) == {"h", "c"}


@pytest.mark.parametrize("dtype", [np.float32, np.float64])
def test_what_was_saved_is_loaded(tmp_path, dtype):
    network, batch, _ = made()
    network = network.astype(dtype)
    trace = network.run(batch.inputs, lengths=batch.lengths)
    save_trace(trace, tmp_path / "t")
    network.save(tmp_path / "n")
    again = Network.load(tmp_path / "n").run(batch.inputs, lengths=batch.lengths)
    for other in (load_trace(tmp_path / "t"), again):
        assert np.array_equal(other.logits, trace.logits)
        for name in network.cell.names:
            assert np.array_equal(other.reverse[1][name], trace.reverse[1][name])
        assert np.array_equal(other.reverse[0].before("c"), trace.reverse[0].before("c"))


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (lambda about: about["reverse"].pop(), "the network has no parameter 'reverse.1"),
        (lambda about: about.update(reverse="both"), "no layers or no vocabulary"),
        (lambda about: about.pop("reverse"), "the network has no parameter 'reverse.0"),
    ],
)
def test_a_file_with_half_a_reverse_half_is_refused(tmp_path, change, message):
    made()[0].save(tmp_path / "n")
    arrays, about = load_arrays(tmp_path / "n", "network")
    change(about)
    save_arrays(tmp_path / "n", "network", arrays, about)
    with pytest.raises(ValueError, match=message):
        Network.load(tmp_path / "n")


def test_halves_that_do_not_fit_are_refused():
    network, other = made()[0], made(hidden_size=2)[0]
    with pytest.raises(ValueError, match="each of 2 layers has a reverse half, or none; got 1"):
        replace(network, reverse=network.reverse[:1])
    with pytest.raises(ValueError, match="layer 0: its reverse half reads and has as many numbers"):
        replace(network, reverse=other.reverse)


def test_what_makes_no_sense_both_ways_is_refused():
    network, batch, _ = made()
    with pytest.raises(ValueError, match="reverse_state of a network is a list with one entry for each of 2 layers"):
        network.run(batch.inputs, reverse_state=[{"c": 0}])
    one_way, other, _ = made(bidirectional=False)
    with pytest.raises(ValueError, match="this one has no half that reads from the end"):
        one_way.run(other.inputs, reverse_state=[{}, {}])
    with pytest.raises(ValueError, match="has no state to go on from"):
        network.run(batch.inputs).final  # noqa: B018
    for lengths in ([1, 2], [0, 1, 2], [1.0, 2.0, 3.0], [1, 2, 99]):
        with pytest.raises(ValueError, match="lengths are 3 whole numbers from 1 to"):
            network.run(batch.inputs, lengths=lengths)


def look_ahead(rng: np.random.Generator, batch_size: int) -> Batch:
    """Say at the first of four words the last one."""
    inputs = rng.integers(3, size=(4, batch_size))
    weights = np.zeros(inputs.shape, np.float32)
    weights[0] = 1
    return Batch(inputs, np.broadcast_to(inputs[-1], inputs.shape), weights, np.full(batch_size, 4))


def test_only_a_network_that_reads_both_ways_knows_what_comes():
    task = Task(
        "Look ahead",
        "What comes can be known",
        look_ahead,
        lambda outputs, batch: outputs[0].argmax(axis=-1) == batch.targets[0],
        1 / 3,
        vocabulary=VOCABULARY,
    )
    found = {}
    for both in (False, True):
        config = replace(SMALL, layers=1, hidden_size=8, embedding_size=4, steps=80, rate=0.03, bidirectional=both)
        network = new_network(CELLS["lstm"], task, replace(config, batch_size=16))
        list(fit(network, task, replace(config, batch_size=16)))
        found[both] = accuracy(network, task, task.sample(np.random.default_rng(9), 300))
    assert found[False] < 0.5
    assert found[True] > 0.95


# --- dropout


def test_dropout_keeps_the_mean_and_leaves_out_its_share():
    x = np.full((100, 10, 20), 2.0, np.float32)
    out, mask = dropout(x, 0.25, np.random.default_rng(0))
    assert out.dtype == np.float32
    assert abs((out == 0).mean() - 0.25) < 0.01
    assert abs(out.mean() - 2) < 0.02
    assert np.array_equal(out, x * mask)


def test_dropout_acts_between_layers_and_only_while_training():
    network, batch, config = made(dropout=0.5)
    plain = loss_and_gradients(network, batch)
    one, other = (loss_and_gradients(network, batch, 0.5, np.random.default_rng(seed)) for seed in (0, 1))
    assert len({plain.loss, one.loss, other.loss}) == 3
    np.testing.assert_allclose(
        network.run(batch.inputs, lengths=batch.lengths).logits[batch.weights > 0], plain.outputs[batch.weights > 0]
    )
    with pytest.raises(ValueError, match="dropout acts between layers, so it needs at least 2, got 1 layer"):
        replace(config, layers=1)


def test_a_training_with_dropout_that_was_stopped_goes_on_as_if_it_was_not(tmp_path):
    config = replace(SMALL, task="echo", dropout=0.3, embedding_size=3, dtype="float32")
    whole = list(fit(new_network(CELLS["lstm"], ECHO, config), ECHO, config))
    fresh = new_network(CELLS["lstm"], ECHO, config)
    first = list(itertools.islice(record(tmp_path / "run", fresh, ECHO, config), 3))
    network, config, state = resume(tmp_path / "run")
    assert [p[:7] for p in first + list(record(tmp_path / "run", network, ECHO, config, state))] == [
        p[:7] for p in whole
    ]
