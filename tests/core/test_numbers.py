"""Networks that read numbers or images and answer with a choice or with numbers: the same promises as with words."""

import itertools
from dataclasses import replace

import numpy as np
import pytest

from lstm_core import CELLS, Config, Network, film_data, fit, load_run, load_trace
from lstm_core.files import load_arrays, save_arrays
from lstm_core.learning.resumable import record, resume
from lstm_core.learning.train import accuracy, draw, longest, loss_and_gradients, new_network
from lstm_core.networks.layers import squared_error, squared_error_backward
from lstm_core.networks.trace_file import save_trace
from tests.support.number_tasks import DOTS, SIGN, SUM
from tests.support.oracles import central_difference, relative_error

TASKS = {"sum": SUM, "sign": SIGN, "dots": DOTS}
PAIRS = [("dots" if cell.spatial else "sum", key) for key, cell in CELLS.items()] + [("sign", "lstm")]
SMALL = Config(cell="lstm", task="sum", hidden_size=5, layers=2, batch_size=6, steps=30, rate=0.02, dtype="float64")


def made(task: str, key: str, **changes):
    config = replace(SMALL, cell=key, task=task, **changes)
    return new_network(CELLS[key], TASKS[task], config), TASKS[task], config


@pytest.mark.parametrize(("task", "key"), PAIRS)
def test_gradients_of_every_parameter_match_a_nudge_along_a_random_direction(task, key):
    network, task, config = made(task, key, hidden_size=3)
    batch = draw(task, replace(config, batch_size=2), 1, 3 if task.levels else None)
    _, gradients, _ = loss_and_gradients(network, batch)
    assert set(gradients) == set(network.parameters) - network.fixed
    rng = np.random.default_rng(0)
    for name, gradient in gradients.items():
        array = network.parameters[name]
        kept, direction, losses = array.copy(), rng.normal(size=array.shape), []
        for step in (1e-5, -1e-5):
            array[...] = kept + step * direction
            losses.append(loss_and_gradients(network, batch).loss)
        array[...] = kept
        expected = (losses[0] - losses[1]) / 2e-5
        assert np.vdot(gradient, direction) == pytest.approx(expected, rel=1e-5, abs=1e-9), name


@pytest.mark.parametrize("shape", [(6, 2), (6, 3, 3, 2)])
def test_the_squared_errors_gradient_matches_a_nudge_whatever_the_weights(shape):
    rng = np.random.default_rng(0)
    values, targets, weights = rng.normal(size=shape), rng.normal(size=shape), np.array([1, 5, 0, 0.5, 1, 2.0])
    loss, cache = squared_error(values, targets, weights)
    mean = ((values - targets) ** 2).reshape(6, -1).mean(axis=1)
    assert loss == pytest.approx((weights * mean).sum() / weights.sum())
    measured = central_difference(lambda: 3.0 * squared_error(values, targets, weights)[0], values)
    assert relative_error(squared_error_backward(3.0, cache), measured) < 1e-8


def test_the_loss_of_images_equals_a_loop_over_pixels():
    network, task, config = made("dots", "conv_lstm")
    batch = draw(task, config, 1, None)
    outputs = network.run(batch.inputs).logits
    h = network.run(batch.inputs).layers[-1]["h"]
    assert outputs.shape == batch.targets.shape
    pixel = network.readout_W @ h[2, 1, :, 3, 0] + network.readout_b
    np.testing.assert_allclose(outputs[2, 1, :, 3, 0], pixel, rtol=1e-12)
    assert loss_and_gradients(network, batch).loss == pytest.approx(np.mean((outputs - batch.targets) ** 2))


@pytest.mark.parametrize(
    ("task", "key", "steps", "units"), [("sum", "lstm", 300, 8), ("sign", "gru", 300, 8), ("dots", "conv_lstm", 60, 4)]
)
def test_each_is_learned(task, key, steps, units):
    network, task, config = made(task, key, hidden_size=units, layers=1, batch_size=16, steps=steps, rate=0.05)
    progress = list(fit(network, task, config))
    assert progress[-1].loss < progress[0].loss / 3
    batch = task.sample(np.random.default_rng(9), 100)
    assert accuracy(network, task, batch) > 0.8


@pytest.mark.parametrize(("task", "key"), [("sum", "lstm"), ("sign", "gru"), ("dots", "conv_lstm")])
def test_a_run_is_recorded_stopped_and_gone_on_with_bit_for_bit(tmp_path, task, key):
    network, task, config = made(task, key, steps=6)
    whole = list(record(tmp_path / "whole", network, task, config, every=1))
    first = list(itertools.islice(record(tmp_path / "run", new_network(CELLS[key], task, config), task, config), 3))
    network, config, state = resume(tmp_path / "run")
    rest = list(record(tmp_path / "run", network, task, config, state))
    assert [p[:7] for p in first + rest] == [p[:7] for p in whole]
    loaded = load_run(tmp_path / "whole").network
    assert (loaded.answers, loaded.input_size, loaded.output) == (task.outputs, task.input_size, task.output)


@pytest.mark.parametrize(("task", "key"), [("sum", "lstm"), ("sign", "gru"), ("dots", "conv_lstm")])
def test_what_was_saved_is_loaded(tmp_path, task, key):
    network, task, config = made(task, key)
    batch = draw(task, config, 1, None if task.levels == {} else 3)
    trace = network.run(batch.inputs)
    save_trace(trace, tmp_path / "t")
    network.save(tmp_path / "n")
    loaded, again = load_trace(tmp_path / "t"), Network.load(tmp_path / "n").run(batch.inputs)
    for other in (loaded, again):
        assert np.array_equal(other.logits, trace.logits)
        assert np.array_equal(other.layers[1]["h"], trace.layers[1]["h"])
    if task.output == "choice":
        assert np.allclose(trace.probs.sum(axis=2), 1)
    else:
        with pytest.raises(ValueError, match="answers with numbers; they have no probabilities"):
            loaded.probs  # noqa: B018


def test_a_network_of_words_may_answer_with_classes_of_its_own():
    rng = np.random.default_rng(0)
    network = Network.new(CELLS["lstm"], ("a", "b", "c"), 4, 2, rng, outputs=("yes", "no"))
    assert network.run(network.encode("a b")).probs.shape == (2, 1, 2)
    assert film_data(network, network.encode("a b")).top_words[0][0][0] in ("yes", "no")


def test_what_is_only_for_words_says_so():
    network, _, _ = made("sum", "lstm")
    for only in (lambda: network.encode("a b"), lambda: film_data(network, np.zeros((3, 1, 2)))):
        with pytest.raises(ValueError, match="reads 2 numbers a step, no words"):
            only()
    with pytest.raises(ValueError, match="read numbers, no words"):
        network.run(np.zeros((3, 1, 2))).ids  # noqa: B018


@pytest.mark.parametrize(
    ("task", "inputs", "message"),
    [
        ("sum", np.zeros((3, 1, 5)), r"reads numbers \(T, B, D\) with D = 2, got float64 of shape \(3, 1, 5\)"),
        ("sum", np.zeros((3, 1)), r"reads numbers \(T, B, D\)"),
        ("sum", np.zeros((0, 1, 2)), r"reads numbers \(T, B, D\)"),
        ("sum", [["a"]], "is an array of numbers"),
        ("dots", np.zeros((3, 1, 1)), r"reads images \(T, B, D, height, width\) with D = 1"),
    ],
)
def test_inputs_that_do_not_fit_are_refused(task, inputs, message):
    network, _, _ = made(task, "lstm" if task == "sum" else "conv_lstm")
    with pytest.raises(ValueError, match=message):
        network.run(inputs)


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"input_size": 3}, "reads 2 inputs, but gets 3"),
        ({"input_size": 0}, "an input_size of at least 1, no vocabulary, no embedding"),
        ({"input_size": "2"}, "an input_size of at least 1"),
        ({"vocabulary": ["a", "b"]}, "no vocabulary"),
        ({"input_size": None}, "different words"),
        ({"outputs": ["sum"]}, r"the readout has shapes \(1, 5\)"),
        ({"outputs": ["sum", "sum"]}, "outputs are a list of different names"),
        ({"outputs": [1, 2]}, "outputs are a list of different names"),
        ({"outputs": 3}, "outputs are a list of different names"),
        ({"outputs": None}, "outputs are a list of different names"),
        ({"output": "image"}, 'is a "choice" or a "number"'),
        ({"output": ["choice"]}, 'is a "choice" or a "number"'),
    ],
)
def test_a_file_whose_parts_do_not_fit_is_refused_in_a_sentence(tmp_path, change, message):
    made("sum", "lstm")[0].save(tmp_path / "n")
    arrays, about = load_arrays(tmp_path / "n", "network")
    save_arrays(tmp_path / "n", "network", arrays, about | change)
    with pytest.raises(ValueError, match=message):
        Network.load(tmp_path / "n")


def test_spatial_cells_stand_only_on_images():
    with pytest.raises(ValueError, match="spatial cells read images"):
        Network.new(CELLS["conv_lstm"], ("a", "b"), 3, 2, np.random.default_rng(0))
    spatial, flat = made("dots", "conv_lstm")[0], made("sum", "lstm")[0]
    with pytest.raises(ValueError, match="spatial cells read images"):
        replace(spatial, layers=(spatial.layers[0], flat.layers[1]))


def test_targets_of_the_wrong_shape_are_refused():
    network, task, config = made("sum", "lstm")
    batch = draw(task, config, 1, 4)
    with pytest.raises(ValueError, match="have the shape of the answers"):
        loss_and_gradients(network, replace(batch, targets=batch.targets[..., :1]))


# --- levels, rates, biases


def test_a_level_of_the_config_is_drawn_alone_and_stays():
    network, task, config = made("sum", "lstm", level=6, steps=3)
    assert (draw(task, config, 1, 6).lengths == 6).all()
    assert [p.level for p in fit(network, task, config)] == [6, 6, 6]
    network, task, config = made("sign", "lstm", level=6)
    with pytest.raises(ValueError, match="Sign has no levels, so the config's level is 0, got 6"):
        next(fit(network, task, config))


def test_a_constant_schedule_keeps_the_rate():
    assert {p.rate for p in fit(*made("sum", "lstm", schedule="constant", steps=4))} == {0.02}


def test_the_carry_bias_of_the_config_moves_the_biases_that_keep():
    moved, plain = made("sum", "lstm", carry_bias="-1.5")[0], made("sum", "lstm")[0]
    assert all((layer.weights["b_f"] == -1.5).all() for layer in moved.layers)
    assert np.array_equal(moved.parameters["layers.0.W_hf"], plain.parameters["layers.0.W_hf"])
    assert all((layer.weights["b_z"] == 3).all() for layer in made("sum", "gru", carry_bias="3")[0].layers)
    chrono, task, config = made("sum", "lstm", carry_bias="chrono", level=6)
    assert longest(task, config) == longest(replace(task, length=None), config) == 6
    b_f = chrono.layers[0].weights["b_f"]
    assert ((b_f >= 0) & (b_f <= np.log(5))).all()
    assert np.array_equal(chrono.layers[0].weights["b_i"], -b_f)
    assert np.array_equal(made("sum", "lstm", carry_bias="chrono", level=6)[0].layers[0].weights["b_f"], b_f)


@pytest.mark.parametrize(
    ("choices", "message"),
    [
        ({"carry_bias": "big"}, 'carry_bias is a number, "chrono" or "", got \'big\''),
        ({"carry_bias": "1e9"}, "carry_bias is a number"),
        ({"carry_bias": 3}, "carry_bias is of type str"),
        ({"schedule": "step"}, "schedule is one of cosine, constant"),
        ({"level": -1}, "level is from 0 to"),
        ({"bidirectional": 1}, "bidirectional is of type bool, got 1"),
        ({"dropout": 1.0}, "dropout is from 0 to 0.9"),
    ],
)
def test_impossible_choices_are_refused_in_a_sentence(choices, message):
    with pytest.raises(ValueError, match=message):
        Config.from_json({"cell": "lstm"} | choices)
