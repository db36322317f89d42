"""State dicts: which arrays are a layer, what stands before and after it, and what nobody can know is asked for."""

import json

import numpy as np
import pytest

from lstm_core import Network, open_model
from lstm_core.models.errors import ModelFileError
from lstm_core.models.reading import read
from tests.support.checkpoints import Call, checkpoint
from tests.support.samples.npz import written as npz
from tests.support.samples.safetensors import brief, written
from tests.support.samples.torch_zip import module
from tests.support.state_dicts import state_dict

RNG = np.random.default_rng(3)
GATES = {"lstm": ["i", "f", "g", "o"], "gru": ["r", "z", "n"], "rnn": ["h"]}  # the rows of torch's matrices


def opened(arrays, **said):
    return open_model(written(arrays), name="m.safetensors", **said)


def network(arrays, **said):
    (found,) = opened(arrays, **said).networks
    return found


def lm(words=6, size=3, units=4, **more):
    """A model of language: an embedding, an LSTM, a readout."""
    ends = {"enc.weight": RNG.normal(size=(words, size)), "dec.weight": RNG.normal(size=(words, units))}
    ends |= {"dec.bias": RNG.normal(size=words)}
    return {name: values.astype("f4") for name, values in ends.items()} | state_dict(inputs=size, units=units) | more


@pytest.mark.parametrize("kind", GATES)
def test_each_gate_gets_the_rows_that_are_its_own(kind):
    arrays = state_dict(kind, units=5)
    weights = network(arrays).network.layers[0].weights
    for k, gate in enumerate(GATES[kind]):
        rows = slice(5 * k, 5 * k + 5)
        assert np.array_equal(weights[f"W_x{gate}"], arrays["rnn.weight_ih_l0"][rows])
        assert np.array_equal(weights[f"W_h{gate}"], arrays["rnn.weight_hh_l0"][rows])
        both = [arrays[f"rnn.bias_{of}_l0"][rows].astype("f8") for of in ("ih", "hh")]
        found = weights[f"b_{gate}"] + (weights["b_hn"] if gate == "n" else 0)
        assert np.allclose(found, both[0] + both[1], rtol=0, atol=1e-7)
    if kind == "gru":
        assert np.array_equal(weights["b_hn"], arrays["rnn.bias_hh_l0"][10:])


@pytest.mark.parametrize("wrapper", ["module.", "_orig_mod.", "state_dict.module.", "model_state_dict._orig_mod."])
def test_what_training_puts_before_the_names_is_taken_off(wrapper):
    arrays = {f"{wrapper}{name}": values for name, values in lm().items()}
    found = network(arrays)
    assert (found.name, found.embedding, found.readout) == ("rnn", "enc.weight", "dec.weight")


def test_names_that_would_become_one_stay_two():
    arrays = state_dict(prefix="module.rnn.") | state_dict(prefix="rnn.", seed=1)
    assert [each.name for each in opened(arrays).networks] == ["module.rnn", "rnn"]


def test_a_cell_has_no_number_and_is_found():
    arrays = {name.removesuffix("_l0"): values for name, values in state_dict("gru", prefix="cell.").items()}
    assert network(arrays).network.cell.title == "GRU"


def test_projected_units_are_known_by_their_third_matrix():
    found = network(state_dict(units=8, proj=2, layers=2))
    assert [(layer.hidden_size, layer.output_size) for layer in found.layers] == [(8, 2), (8, 2)]
    assert "projects its 8 units to 2 numbers" in found.notes[0]
    assert found.network.run(RNG.normal(size=(4, 1, 3))).logits.shape == (4, 1, 2)
    assert np.all(found.network.run(RNG.normal(size=(4, 1, 3))).layers[0]["h"][..., 2:] == 0)


def test_layers_of_one_module_and_modules_named_alike_stand_on_each_other():
    stack = state_dict(layers=3, units=3)
    numbered = {f"lstm{k}.{n}": v for k in (1, 2, 10) for n, v in state_dict(units=3, prefix="", seed=k).items()}
    assert len(network(stack).network.layers) == 3
    assert [layer.name for layer in network(numbered).layers] == ["lstm1", "lstm2", "lstm10"]


def test_an_encoder_and_a_decoder_are_two_networks_even_where_their_sizes_fit():
    arrays = state_dict(inputs=4, prefix="encoder.") | state_dict(inputs=4, prefix="decoder.", seed=1)
    found = opened(arrays)
    assert [each.name for each in found.networks] == ["decoder", "encoder"]
    assert "encoder could read what decoder gives, but the file does not say so" in found.notes[0]


def test_a_model_of_language_is_whole_and_named_by_numbers():
    arrays = lm()
    found = network(arrays)
    assert isinstance(found.network, Network)
    assert found.network.vocabulary == tuple("012345")
    assert found.network.output == "choice"
    assert np.array_equal(found.network.embedding, arrays["enc.weight"])
    assert np.array_equal(found.network.readout_W, arrays["dec.weight"])
    assert np.array_equal(found.network.readout_b, arrays["dec.bias"])
    assert any("has no list of its words" in note for note in found.notes)


WORDS = list("abcdef")
KEPT = [
    ("itos", WORDS),
    ("vocab", WORDS),
    ("chars", "abcdef"),
    ("stoi", {word: k for k, word in enumerate(WORDS)}),
    ("vocab", {word: k for k, word in reversed(list(enumerate(WORDS)))}),
    ("ix_to_char", dict(enumerate(WORDS))),
    ("vocab", Call("torchtext.vocab.Vocab", (), {"freqs": {}, "itos": WORDS})),
]


@pytest.mark.parametrize(("key", "words"), KEPT)
def test_words_that_lie_beside_the_weights_are_taken(key, words):
    content = checkpoint({"model_state_dict": lm(), key: words})
    assert open_model(content, name="m.pt").networks[0].network.vocabulary == tuple(WORDS)


@pytest.mark.parametrize("words", [["a"] * 6, WORDS[:5], [1, 2, 3, 4, 5, 6], {"a": 0, "b": 7}, "", [["a"]] * 6])
def test_what_is_no_vocabulary_of_this_model_is_left(words):
    content = checkpoint({"state_dict": lm(), "vocab": words})
    assert open_model(content, name="m.pt").networks[0].network.vocabulary == tuple("012345")


def test_words_also_come_with_safetensors_and_npz():
    about = {"vocab": json.dumps(WORDS)}
    assert open_model(written(lm(), about), name="m").networks[0].network.vocabulary == tuple(WORDS)
    assert open_model(npz(lm() | {"itos": np.array(WORDS)}), name="m").networks[0].network.vocabulary == tuple(WORDS)


def test_given_words_are_used_and_must_be_as_many():
    assert network(lm(), vocabulary=WORDS).network.vocabulary == tuple(WORDS)
    with pytest.raises(ModelFileError, match=r"reads 6 words or inputs, but the vocabulary has 2"):
        network(lm(), vocabulary=["a", "b"])
    with pytest.raises(ModelFileError, match="different words"):
        network(lm(), vocabulary=["a"] * 6)


def test_a_model_of_letters_without_an_embedding_reads_words_where_it_is_told_them():
    arrays = state_dict("gru", inputs=6)
    assert network(arrays).network.input_size == 6
    found = network(arrays, vocabulary=WORDS).network
    assert (found.vocabulary, found.input_size, found.embedding) == (tuple(WORDS), None, None)
    assert np.array_equal(found.vectors(found.encode(["b"]))[0, 0], np.eye(6)[1])


def test_two_readouts_are_offered_and_neither_is_taken():
    more = {"other.weight": np.ones((2, 4), "f4"), "other.bias": np.ones(2, "f4")}
    found = network(lm() | more)
    assert (found.readout, found.readouts) == ("", ("dec.weight", "other.weight"))
    assert found.network.answers == ("h0", "h1", "h2", "h3")
    chosen = network(lm() | more, readout="other.weight")
    assert (chosen.network.answers, chosen.network.output) == (("0", "1"), "number")
    assert network(lm() | more, readout="other.weight", assume={"output": "choice"}).network.output == "choice"


def test_a_matrix_whose_answers_another_one_reads_is_offered_only():
    more = {"fc1.weight": np.ones((5, 4), "f4"), "fc1.bias": np.ones(5, "f4"), "fc2.weight": np.ones((2, 5), "f4")}
    found = network(state_dict() | more)
    assert (found.readout, found.readouts) == ("", ("fc1.weight",))


def test_what_was_found_can_be_left_out():
    found = network(lm(), embedding="", readout="")
    assert found.network.embedding is None
    assert found.network.input_size == 3
    assert (found.embeddings, found.readouts) == (("enc.weight",), ("dec.weight",))


def test_a_choice_that_does_not_fit_says_what_would():
    with pytest.raises(ModelFileError, match=r"enc\.weight cannot be the readout; these fit: dec\.weight"):
        network(lm(), readout="enc.weight")
    with pytest.raises(ModelFileError, match="no array in it fits"):
        network(state_dict(), readout="fc.weight")


def test_how_an_rnn_squashes_is_asked_for():
    arrays = state_dict("rnn")
    assert opened(arrays).asks == {"activation"}
    assert "does not say how rnn squashes; here it is assumed to be tanh" in network(arrays).notes[0]
    relu = network(arrays, assume={"activation": "relu"})
    assert relu.network.cell.title == "ReLU RNN"
    assert "here it is relu" in relu.notes[0]
    for wrong in ({"activation": "sin"}, {"colour": "red"}):
        with pytest.raises(ValueError, match="activation"):
            network(arrays, assume=wrong)


@pytest.mark.parametrize(("mode", "title"), [("RNN_RELU", "ReLU RNN"), ("RNN_TANH", "RNN")])
def test_a_whole_module_says_how_it_squashes_and_more(mode, title):
    inner = module("torch.nn.modules.rnn.RNN", state_dict("rnn", prefix=""), mode=mode, batch_first=True, dropout=0.5)
    content = checkpoint(module("__main__.Net", {}, {"rnn": inner, "fc": module("torch.nn.Linear", {})}))
    found = open_model(content, name="m.pt")
    assert not found.asks
    assert found.networks[0].network.cell.title == title
    said = "rnn was saved as a module RNN: batch_first is True, dropout 0.5 (in training alone)."
    assert found.networks[0].notes == (said,)


def test_a_layer_with_more_inside_than_a_plain_one_is_read_with_a_warning():
    more = {"rnn.layernorm_i.weight": np.ones(16, "f4")}
    assert "stands rnn.layernorm_i.weight, which a plain LSTM has not" in network(state_dict() | more).notes[0]


@pytest.mark.parametrize(
    "names", [("{}_g", "{}_v"), ("parametrizations.{}.original0", "parametrizations.{}.original1")]
)
def test_weight_normalisation_is_multiplied_out(names):
    arrays = state_dict(prefix="")
    v = arrays.pop("weight_hh_l0")
    g = RNG.uniform(1, 2, (16, 1)).astype("f4")
    pieces = {form.format("weight_hh_l0"): values for form, values in zip(names, (g, v), strict=True)}
    found = opened(arrays | pieces)
    whole = g * v / np.linalg.norm(v, axis=1, keepdims=True)
    assert np.allclose(found.networks[0].network.layers[0].weights["W_hi"], whole[:4], rtol=0, atol=1e-6)
    assert "w = g · v / ‖v‖" in found.notes[0]


@pytest.mark.parametrize(
    ("arrays", "says"),
    [
        ({"parametrizations.weight_hh_l0.original": np.ones((16, 4), "f4")}, "remove_parametrizations"),
        ({"_all_weight_values.0.param": np.ones(3, "f4")}, "quantised"),
        (
            {"rnn.weight_hh_l0": np.ones((20, 4), "f4"), "rnn.weight_ih_l0": np.ones((20, 4), "f4")},
            "an LSTM has 4 rows",
        ),
        ({"rnn.weight_hh_l0": np.ones((16, 4), "f4")}, "no matrix weight_ih beside it"),
        ({"fc.weight": np.ones((2, 2), "f4")}, "the arrays in it: fc.weight"),
        (state_dict(units=4097, inputs=1, kind="rnn"), "4,097 units"),
        ({n: v[:-1] if "bias_hh" in n else v for n, v in state_dict().items()}, "bias_hh of this LSTM has 16 rows"),
        ({n: v for n, v in state_dict(both=True).items() if n != "rnn.weight_hh_l0_reverse"}, "it is missing"),
        ({n: v for n, v in state_dict(both=True, proj=2).items() if "hr_l0_r" not in n}, "the other has none"),
    ],
)
def test_what_makes_no_layer_is_refused_in_a_sentence(arrays, says):
    with pytest.raises(ModelFileError, match=r"^m\.safetensors: ") as refused:
        read({"m.safetensors": written(arrays)})
    assert says in str(refused.value)


@pytest.mark.parametrize(("name", "kind"), [("bfloat16", "BF16"), ("float16", "F16")])
def test_half_floats_become_float32_exactly_and_it_is_said(name, kind):
    exact = {n: np.round(v * 8) / 8 for n, v in state_dict().items()}  # which even 8 bits of mantissa hold
    halves = brief(exact) if kind == "BF16" else {n: v.astype("f2") for n, v in exact.items()}
    found = open_model(written(halves, kinds=dict.fromkeys(halves, kind)), name="m")
    assert f"keeps weights as {name}" in found.notes[0]
    assert np.array_equal(found.networks[0].layers[0].W, network(exact).layers[0].W)
    assert found.networks[0].layers[0].W.dtype == np.float32


def test_several_files_may_come_at_once_and_the_first_is_the_model():
    found = open_model({"m.safetensors": written(state_dict()), "notes.txt": b"hello"})
    assert found.source == "safetensors, m.safetensors"
    with pytest.raises(ModelFileError, match="no file to open"):
        open_model({})


def test_a_file_that_is_not_there_is_named(tmp_path):
    with pytest.raises(FileNotFoundError, match=r"no file 'model\.pt'"):
        open_model(tmp_path / "model.pt")
