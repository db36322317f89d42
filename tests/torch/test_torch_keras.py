"""Files of Keras against Keras itself: .keras and .h5, with random numbers in every slot."""

import io
import itertools
import json
import os
import zipfile

import numpy as np
import pytest

os.environ.setdefault("KERAS_BACKEND", "torch")  # before the import: TensorFlow is not needed
pytest.importorskip("torch", reason="torch is not installed (the light requirements)")
keras = pytest.importorskip("keras", reason="keras is not installed (the light requirements)")
h5py = pytest.importorskip("h5py", reason="h5py is not installed")

from lstm_core import CELLS
from lstm_core.layouts.orders import ORDERS
from lstm_core.models.errors import ModelFileError
from lstm_core.models.opening import open_model
from tests.support.foreign import answers, contents, difference, networks

pytestmark = pytest.mark.filterwarnings("ignore:__array__ implementation:DeprecationWarning")  # Keras's own, of NumPy 2
L = keras.layers
T, D = 7, 3
ALL = {"return_sequences": True}
ENDINGS = (".keras", ".h5")


def model(*layers, words=0, scale=0.5, seed=0):
    """A model with random numbers everywhere: with the zeros that a bias begins with, its order would not be seen."""
    rng = np.random.default_rng(seed)
    built = keras.Sequential([keras.Input((None,) if words else (None, D)), *layers])
    built.set_weights([(scale * rng.normal(size=w.shape)).astype("f4") for w in built.get_weights()])
    return built


def saved(built, folder, ending):
    path = folder / f"model{ending}"
    built.save(path)
    return {path.name: path.read_bytes()}


def inputs(words=0, seed=1):
    rng = np.random.default_rng(seed)
    return rng.integers(1, words, (1, T)) if words else rng.normal(size=(1, T, D)).astype("f4")


def said_by(built, x):
    """(T, B, …) of what Keras gives."""
    given = np.asarray(built.predict_on_batch(x))
    return given.transpose(1, 0, 2) if given.ndim == 3 else given[None]


STACKS = {
    "lstm": lambda: [L.LSTM(4, **ALL)],
    "lstm, no bias": lambda: [L.LSTM(4, use_bias=False, **ALL)],
    "gru": lambda: [L.GRU(4, **ALL)],
    "gru, no bias": lambda: [L.GRU(4, use_bias=False, **ALL)],
    "gru, reset before": lambda: [L.GRU(4, reset_after=False, **ALL)],
    "gru, reset before, no bias": lambda: [L.GRU(4, reset_after=False, use_bias=False, **ALL)],
    "rnn": lambda: [L.SimpleRNN(4, **ALL)],
    "rnn, relu, no bias": lambda: [L.SimpleRNN(4, activation="relu", use_bias=False, **ALL)],
    "hard sigmoid": lambda: [L.LSTM(4, recurrent_activation="hard_sigmoid", activation="softsign", **ALL)],
    "three": lambda: [L.LSTM(4, **ALL), L.Dropout(0.3), L.GRU(3, **ALL), L.SimpleRNN(5, **ALL)],
    "both ways": lambda: [L.Bidirectional(L.LSTM(4, **ALL)), L.Bidirectional(L.GRU(3, **ALL))],
    "both ways, hard": lambda: [L.Bidirectional(L.GRU(4, recurrent_activation="hard_sigmoid", **ALL))],
    "backwards": lambda: [L.LSTM(4, go_backwards=True, **ALL), L.GRU(3, **ALL)],
    "cells": lambda: [L.RNN([L.LSTMCell(4), L.GRUCell(3), L.LSTMCell(2), L.SimpleRNNCell(5)], **ALL)],
    "one cell": lambda: [L.RNN(L.GRUCell(4), **ALL)],
    "backwards cells": lambda: [L.RNN([L.LSTMCell(4), L.LSTMCell(3)], go_backwards=True, **ALL)],
}


@pytest.mark.parametrize("ending", ENDINGS)
@pytest.mark.parametrize("name", STACKS)
def test_layers_give_what_keras_gives(name, ending, tmp_path):
    built, x = model(*STACKS[name]()), inputs()
    (opened,) = networks(saved(built, tmp_path, ending))
    ours = answers(opened, x.transpose(1, 0, 2).astype(float))
    assert difference(opened.as_read(ours), said_by(built, x)) < 1e-6  # Keras hands on what it read last, last


ACTIVATIONS = (
    "elu", "selu", "softplus", "softsign", "exponential", "silu", "leaky_relu", "relu6", "mish", "log_sigmoid",
    "hard_tanh", "hard_silu", "hard_sigmoid", "tanh_shrink", "linear", "relu", "sigmoid",
)  # fmt: skip


@pytest.mark.parametrize("activation", ACTIVATIONS)
def test_every_activation_of_keras_is_said_in_the_language_of_cells(activation, tmp_path):
    for layer in (L.LSTM, L.GRU, L.SimpleRNN):
        built, x = model(layer(4, activation=activation, **ALL), scale=0.2), inputs()[:, :3]
        (opened,) = networks(saved(built, tmp_path, ".keras"))
        assert difference(answers(opened, x.transpose(1, 0, 2).astype(float)), said_by(built, x)) < 1e-6


@pytest.mark.parametrize("mode", ["concat", "sum", "ave"])
@pytest.mark.parametrize("ending", ENDINGS)
def test_two_halves_are_merged_in_the_weights_of_what_reads_them(mode, ending, tmp_path):
    both = [L.Bidirectional(layer(4, **ALL), merge_mode=mode) for layer in (L.GRU, L.LSTM)]
    built, x = model(*both, L.TimeDistributed(L.Dense(5))), inputs()
    files = saved(built, tmp_path, ending)
    (opened,) = open_model(files).networks
    run = opened.network.run(x.transpose(1, 0, 2).astype(float))
    assert difference(run.logits, said_by(built, x)) < 1e-6
    assert (mode == "concat") != any("two halves give" in note for note in contents(files).notes)


def test_two_halves_that_are_multiplied_are_refused(tmp_path):
    files = saved(model(L.Bidirectional(L.GRU(4, **ALL), merge_mode="mul")), tmp_path, ".keras")
    with pytest.raises(
        ModelFileError, match=r"it multiplies what its two halves give \(merge_mode='mul'\), which is not shown"
    ):
        networks(files)


@pytest.mark.parametrize("ending", ENDINGS)
def test_the_embedding_and_the_readout_are_known_by_their_class(ending, tmp_path):
    stack = [L.Embedding(20, 6, mask_zero=True, name="words"), L.LSTM(4, **ALL), L.LSTM(3), L.Dense(5, name="out")]
    built, x = model(*stack, words=20), inputs(words=20)
    opened = open_model(saved(built, tmp_path, ending))
    (network,) = opened.networks
    assert (network.embedding, network.readout) == ("words.weight", "out.weight")
    ours = network.network.run(x.T).logits[-1:]
    assert difference(ours, said_by(built, x)) < 1e-6
    assert (
        "words: the model passes over the word of number 0, as padding; here it is read like any other." in opened.notes
    )


def test_what_a_dense_layer_does_behind_its_numbers_is_said(tmp_path):
    files = saved(model(L.LSTM(4), L.Dense(3, activation="softmax", name="out")), tmp_path, ".keras")
    assert "out: the model squashes what it gives by softmax; here it is shown before that." in contents(files).notes


def test_masking_and_going_on_between_batches_are_said(tmp_path):
    built = keras.Sequential([keras.Input((None, D), batch_size=1), L.Masking(), L.LSTM(4, stateful=True, name="l")])
    notes = contents(saved(built, tmp_path, ".keras")).notes
    assert "l: the model goes on from one batch to the next; here each sequence begins at 0." in notes
    assert any("passes over steps in which every number is 0.0" in note for note in notes)


def test_a_functional_model_and_models_inside_models_are_followed(tmp_path):
    inner = keras.Sequential([keras.Input((None, 4)), L.GRU(5, **ALL), L.Dropout(0.1)])
    x = keras.Input((None, D))
    state = keras.Input((4,))
    first = L.LSTM(4, name="first", **ALL)(x, initial_state=[state, state])
    built = keras.Model([x, state], L.Dense(2, name="out")(L.LSTM(3, name="last", **ALL)(inner(first))))
    for ending in ENDINGS:
        found = contents(saved(built, tmp_path, ending))
        assert [layer.name for layer in found.layers] == ["first", inner.layers[0].name, "last"]
        assert found.chains == ((0, 1, 2),)
        assert found.readout == "out.weight"
        assert "first: the model computes the state that it begins with; here it begins at 0." in found.notes


def test_what_stands_between_two_layers_takes_them_apart(tmp_path):
    files = saved(model(L.LSTM(4, **ALL), L.LayerNormalization(), L.LSTM(3, **ALL)), tmp_path, ".keras")
    assert contents(files).chains == ((0,), (1,))


@pytest.mark.parametrize("kind", ["LSTM", "GRU"])
def test_every_swapped_order_of_gates_is_caught(kind, monkeypatch, tmp_path):
    built, x = model({"LSTM": L.LSTM, "GRU": L.GRU}[kind](4, **ALL)), inputs()
    files, order = saved(built, tmp_path, ".keras"), ORDERS["keras"][kind]
    theirs = said_by(built, x)
    for swapped in itertools.permutations(order):
        monkeypatch.setitem(ORDERS["keras"], kind, swapped)
        (opened,) = networks(files)
        ours = answers(opened, x.transpose(1, 0, 2).astype(float))
        assert (difference(ours, theirs) < 1e-6) == (swapped == order)


def test_the_slope_of_the_hard_sigmoid_is_that_of_the_version(tmp_path):
    files = saved(model(L.LSTM(4, recurrent_activation="hard_sigmoid", name="l")), tmp_path, ".keras")
    (opened,) = networks(files)
    assert "l: its hard sigmoid has the slope 1/6, that of Keras 3." in opened.notes
    assert "1 / 6" in opened.network.cell.text
    (older,) = networks(rewritten(files, "metadata.json", lambda about: about | {"keras_version": "2.15.0"}))
    assert "l: its hard sigmoid has the slope 0.2, that of Keras 2." in older.notes
    assert "0.2 *" in older.network.cell.text


def rewritten(files, member, change):
    """The same .keras file with one of its texts changed."""
    (name, content), *_ = files.items()
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(out, "w") as new:
        for entry in old.namelist():
            raw = old.read(entry)
            new.writestr(entry, json.dumps(change(json.loads(raw))) if entry == member else raw)
    return {name: out.getvalue()}


def test_an_h5_file_of_keras_2_is_read_by_its_own_names(tmp_path):
    built, x = model(L.Bidirectional(L.LSTM(4, **ALL), name="bi"), L.GRU(3, name="g", **ALL)), inputs()
    saved(built, tmp_path, ".h5")
    with h5py.File(tmp_path / "model.h5", "r+") as file:
        config = json.loads(file.attrs["model_config"])
        bi = config["config"]["layers"][1]["config"]
        bi["layer"]["config"]["name"] = "lstm"  # as Keras 2 wrote it: only the arrays say forward and backward
        del bi["backward_layer"]
        file.attrs["model_config"] = json.dumps(config)
        file.attrs["keras_version"] = file["model_weights"].attrs["keras_version"] = "2.15.0"
        for path in list(_datasets(file["model_weights"])):
            file.move(f"model_weights/{path}", f"model_weights/{path}:0")
    files = {"model.h5": (tmp_path / "model.h5").read_bytes()}
    opened = networks(files)
    below = answers(opened[0], x.transpose(1, 0, 2).astype(float))
    assert difference(answers(opened[1], below), said_by(built, x)) < 1e-6


def _datasets(group):
    found = []
    group.visititems(lambda path, member: found.append(path) if isinstance(member, h5py.Dataset) else None)
    return found


def test_a_keras_file_without_the_names_of_its_layers_is_read_by_their_classes(tmp_path):
    built, x = model(L.LSTM(4, **ALL), L.RNN([L.GRUCell(3), L.GRUCell(2)], **ALL), L.LSTM(5, **ALL)), inputs()
    files = saved(built, tmp_path, ".keras")
    (tmp_path / "weights.h5").write_bytes(zipfile.ZipFile(io.BytesIO(files["model.keras"])).read("model.weights.h5"))
    with h5py.File(tmp_path / "weights.h5", "r+") as file:
        groups = ["vars"]
        file.visit(lambda path: groups.append(path) if path.endswith("/vars") else None)
        for path in groups:
            del file[path].attrs["name"]
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(files["model.keras"])) as old, zipfile.ZipFile(out, "w") as new:
        for entry in old.namelist():
            weights = entry == "model.weights.h5"
            new.writestr(entry, (tmp_path / "weights.h5").read_bytes() if weights else old.read(entry))
    (opened,) = networks({"model.keras": out.getvalue()})
    assert difference(answers(opened, x.transpose(1, 0, 2).astype(float)), said_by(built, x)) < 1e-6


def test_a_default_layer_is_the_known_cell(tmp_path):
    for layer, key in ((L.LSTM(4), "lstm"), (L.GRU(4), "gru"), (L.GRU(4, reset_after=False), "gru_before"),
                       (L.SimpleRNN(4), "rnn"), (L.SimpleRNN(4, activation="relu"), "rnn_relu")):  # fmt: skip
        (opened,) = networks(saved(model(layer), tmp_path, ".keras"))
        assert opened.network.cell is CELLS[key]


def test_a_file_of_weights_alone_is_refused_with_what_to_give(tmp_path):
    model(L.LSTM(4)).save_weights(tmp_path / "model.weights.h5")
    with pytest.raises(ModelFileError, match="it holds weights alone, neither the order of the layers nor"):
        open_model(tmp_path / "model.weights.h5")


@pytest.mark.parametrize(("activation", "why"), [("gelu", "needs the error function"), ("softmax", "mixes the units")])
def test_an_activation_without_an_equation_is_refused_with_the_reason(activation, why, tmp_path):
    files = saved(model(L.LSTM(4, activation=activation, name="l")), tmp_path, ".keras")
    with pytest.raises(ModelFileError, match=f"l: its activation is '{activation}'; it {why}"):
        networks(files)


def test_a_model_without_a_recurrent_layer_and_one_of_its_own_class_are_refused(tmp_path):
    with pytest.raises(ModelFileError, match="it holds no LSTM, GRU or SimpleRNN layer"):
        networks(saved(model(L.Dense(4)), tmp_path, ".keras"))
    files = saved(model(L.LSTM(4)), tmp_path, ".keras")
    with pytest.raises(ModelFileError, match="it is a model of a class of its own, 'Mine'"):
        networks(rewritten(files, "config.json", lambda config: config | {"class_name": "Mine"}))
