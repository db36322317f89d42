"""Whole networks: gradients, states, edits, words, and files that are torn, foreign or hostile."""

import json
import os
import struct
from types import SimpleNamespace

import numpy as np
import pytest

from lstm_core import CELLS, Cell, Edit, Network, files, load_trace, run
from lstm_core.files import load_arrays, save_arrays, write_whole
from lstm_core.learning.train import loss_and_gradients
from lstm_core.networks.trace_file import save_trace
from tests.support.echo import ECHO
from tests.support.oracles import central_difference, relative_error
from tests.support.sampled import one_in

WORDS = ("i", "grew", "up", "in", "france", ".", "speak", "fluent", "french", "don't")
FLAT = [key for key, cell in CELLS.items() if not cell.spatial]


def new(key="lstm", embedding_size=3, layers=1, seed=0, vocabulary=WORDS, dtype=np.float64):
    rng = np.random.default_rng(seed)
    return Network.new(CELLS[key], vocabulary, 4, embedding_size, rng, layers=layers, dtype=dtype)


@pytest.mark.parametrize(
    ("layers", "embedding_size", "key"),
    [*one_in(3, ((1, 3, key) for key in FLAT)), (2, 3, "lstm"), (2, 3, "gru"), (1, 0, "lstm")],
)
def test_gradients_of_every_parameter_match_a_nudge(key, layers, embedding_size):
    network = new(key, embedding_size, layers, vocabulary=ECHO.vocabulary)
    batch = ECHO.sample(np.random.default_rng(1), 4, gap=(0, 3))
    _, gradients, _ = loss_and_gradients(network, batch)
    assert list(gradients) == [name for name in network.parameters if name not in network.fixed]
    for name, gradient in gradients.items():
        measured = central_difference(lambda: loss_and_gradients(network, batch).loss, network.parameters[name])
        assert relative_error(gradient, measured) < 1e-6 or np.abs(measured - gradient).max() < 1e-10, name


@pytest.mark.parametrize("layers", [1, 2])
def test_the_whole_network_equals_the_same_network_in_torch(layers):
    torch = pytest.importorskip("torch", reason="torch is not installed (the light requirements)")
    network = new("lstm", 3, layers, vocabulary=ECHO.vocabulary)
    batch = ECHO.sample(np.random.default_rng(1), 4, gap=(0, 3))
    loss, gradients, _ = loss_and_gradients(network, batch)
    lstm = torch.nn.LSTM(3, 4, num_layers=layers, dtype=torch.float64)
    leaves = {
        n: torch.tensor(network.parameters[n], requires_grad=True) for n in ("embedding", "readout.W", "readout.b")
    }
    with torch.no_grad():
        for k, layer in enumerate(network.layers):
            for ours, theirs in (("W_x", "weight_ih"), ("W_h", "weight_hh"), ("b_", "bias_ih")):
                stacked = np.concatenate([layer.weights[ours + gate] for gate in "ifgo"])
                getattr(lstm, f"{theirs}_l{k}").copy_(torch.tensor(stacked))
            getattr(lstm, f"bias_hh_l{k}").zero_()
    h, _ = lstm(torch.nn.functional.embedding(torch.tensor(batch.inputs), leaves["embedding"]))
    logits = (h @ leaves["readout.W"].T + leaves["readout.b"]).reshape(-1, len(network.vocabulary))
    each = torch.nn.functional.cross_entropy(logits, torch.tensor(batch.targets.ravel()), reduction="none")
    theirs = (each * torch.tensor(batch.weights.ravel(), dtype=torch.float64)).sum() / float(batch.weights.sum())
    theirs.backward()
    assert abs(loss - theirs.item()) < 1e-12
    for name, leaf in leaves.items():
        assert np.abs(gradients[name] - leaf.grad.numpy()).max() < 1e-12, name
    for k in range(layers):
        stacked = np.concatenate([gradients[f"layers.{k}.W_h{gate}"] for gate in "ifgo"])
        assert np.abs(stacked - getattr(lstm, f"weight_hh_l{k}").grad.numpy()).max() < 1e-12


def test_layers_are_stacked_h_of_one_is_x_of_the_next():
    network = new(layers=2)
    trace = network.run(network.encode("i grew up in france"))
    again = run(network.layers[1].cell, network.layers[1].weights, trace.layers[0]["h"])
    assert np.array_equal(again["h"], trace.layers[1]["h"])
    assert trace.probs.shape == (5, 1, len(WORDS))
    assert np.allclose(trace.probs.sum(axis=-1), 1)


def test_two_runs_in_a_row_are_one_run():
    network = new("gru", layers=2)
    ids = network.encode("i grew up in france . i speak fluent french")
    whole, first = network.run(ids), network.run(ids[:4])
    second = network.run(ids[4:], state=first.final)
    assert np.abs(np.concatenate([first.logits, second.logits]) - whole.logits).max() < 1e-14


def test_an_edit_reaches_the_layer_it_names_and_those_above():
    network = new(layers=2)
    ids = network.encode("i grew up in france")
    plain, edited = network.run(ids), network.run(ids, edits=[Edit("f", value=0.0, layer=1)])
    assert np.array_equal(plain.layers[0]["h"], edited.layers[0]["h"])
    assert not edited.layers[1]["f"].any()
    assert not np.allclose(plain.logits, edited.logits)
    with pytest.raises(ValueError, match="there is no layer 2; there are 2"):
        network.run(ids, edits=[Edit("f", value=0.0, layer=2)])


def test_a_whole_networks_trace_can_be_the_source_of_a_transplant():
    network = new(layers=2)
    source, ids = network.run(network.encode("france french . up")), network.encode("i speak fluent .")
    edits = [Edit("h", source=source, layer=1), Edit("c", source=source, layer=0, steps=2)]
    edited = network.run(ids, edits=edits)
    assert np.array_equal(edited.logits, source.logits)
    assert np.array_equal(edited.layers[0]["c"][2], source.layers[0]["c"][2])


# --- words


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("I grew up in FRANCE… I speak fluent French.", "i grew up in france i speak fluent french ."),
        ("i grew ...  up\n\tin france.", "i grew up in france ."),
        ("Don’t speak.french", "don't speak . french"),
        (["i", "speak"], "i speak"),
    ],
)
def test_typed_text_becomes_words(text, expected):
    network = new()
    ids = network.encode(text)
    assert ids.shape == (len(expected.split()), 1)
    assert network.words(ids) == expected.split()


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "the sentence is empty"),
        (" … \n", "the sentence is empty"),
        ([], "the sentence is empty"),
        ("i " * 201, "has 201 words; at most 200"),
        ("france " * 10_000, "at most 200 words"),
        ("france " * 1_000_000, "characters; at most 200 words"),
        (["i"] * 10_000, "has 10,000 words"),
        ("i grew up in frnace", r"does not know 'frnace' \(did you mean 'france'\?\); it knows 10 words"),
        ("q w e r t y u", "'q', 'w', 'e', 'r', 't' and 2 more"),
        ("x" * 5000, "…'"),
        ("<b>\0 i", "'<', 'b', '>', '\\\\x00'"),
        ([1, 2], "a text or a list of words"),
    ],
)
def test_text_that_cannot_be_read_is_refused_in_a_sentence(text, message):
    with pytest.raises(ValueError, match=message) as refusal:
        new().encode(text)
    assert len(str(refusal.value)) < 400


@pytest.mark.parametrize(
    ("ids", "message"),
    [
        (np.zeros((0, 1), int), r"reads word ids \(T, B\)"),
        (np.zeros(3, int), r"reads word ids \(T, B\)"),
        (np.zeros((2, 1)), "got float64"),
        ([[0], [10]], "word ids are 0 … 9, got 0 … 10"),
        ([[-1]], "got -1"),
    ],
)
def test_ids_outside_the_vocabulary_are_refused(ids, message):
    with pytest.raises(ValueError, match=message):
        new().run(ids)


def test_parts_that_do_not_fit_are_refused():
    network = new()
    parts = {name: getattr(network, name) for name in network.__dataclass_fields__}
    wrong = {
        "embedding": (np.zeros((10, 5)), "reads 3 inputs, but gets 5"),
        "readout_W": (np.zeros((10, 7)), r"the readout has shapes \(10, 4\)"),
        "readout_b": (np.zeros(10, np.float32), "all float64; got float32, float64"),
        "vocabulary": (("i",) * 10, "different words"),
        "layers": ((), "at least one layer"),
    }
    for name, (value, message) in wrong.items():
        with pytest.raises(ValueError, match=message):
            Network(**parts | {name: value})


# --- files


def equal(a: Network, b: Network) -> bool:
    return a.vocabulary == b.vocabulary and all(
        np.array_equal(x, y) and x.dtype == y.dtype
        for x, y in zip(a.parameters.values(), b.parameters.values(), strict=True)
    )


@pytest.mark.parametrize("dtype", [np.float32, np.float64])
@pytest.mark.parametrize(("layers", "embedding_size"), [(1, 3), (2, 0)])
def test_what_was_saved_is_loaded(tmp_path, dtype, layers, embedding_size):
    network = new("gru", embedding_size, layers, dtype=dtype)
    network.save(tmp_path / "n")
    loaded = Network.load(tmp_path / "n")
    assert equal(network, loaded)
    assert loaded.cell.text == network.cell.text
    ids = network.encode("i grew up")
    assert np.array_equal(network.run(ids).logits, loaded.run(ids).logits)
    assert equal(network.astype(np.float64), loaded.astype(np.float64))


def test_a_cell_that_a_person_typed_survives_with_everything_it_is(tmp_path):
    text = CELLS["peephole"].text.replace("c = f", "c = keep * f")
    cell = Cell("Mine", text, constants={"keep": 0.9}, fixed={"w_ci"}, start={"b_f": 2.0, "W_hi": "identity"})
    network = Network.new(cell, WORDS, 4, 3, np.random.default_rng(0))
    network.save(tmp_path / "n")
    loaded = Network.load(tmp_path / "n").cell
    for what in ("title", "text", "constants", "fixed", "start", "torch_name", "graph"):
        assert getattr(loaded, what) == getattr(cell, what)


def test_a_saved_trace_is_the_trace(tmp_path):
    network = new(layers=2)
    trace = network.run(network.encode("i grew up in france"))
    save_trace(trace, tmp_path / "t")
    loaded = load_trace(tmp_path / "t")
    assert np.array_equal(loaded.probs, trace.probs)
    for ours, theirs in zip(trace.layers, loaded.layers, strict=True):
        assert all(np.array_equal(ours[name], theirs[name]) for name in ours.cell.names)
        assert np.array_equal(ours.before("c"), theirs.before("c"))
    edited = network.run(trace.ids, edits=[Edit("f", value=1.0)])
    with pytest.raises(ValueError, match="a trace with edits is not saved"):
        save_trace(edited, tmp_path / "t")
    with pytest.raises(ValueError, match="should be: network, format 1; found: trace, format 1"):
        Network.load(tmp_path / "t")


@pytest.mark.parametrize("moment", ["write", "replace"])
def test_a_crash_in_the_middle_of_a_write_leaves_the_old_file(tmp_path, monkeypatch, moment):
    old, path = new(seed=0), tmp_path / "n"
    old.save(path)

    def crash(*_):
        raise KeyboardInterrupt

    broken = SimpleNamespace(replace=os.replace, getpid=os.getpid, fsync=os.fsync, PathLike=os.PathLike)
    setattr(broken, {"write": "fsync", "replace": "replace"}[moment], crash)
    monkeypatch.setattr(files, "os", broken)
    with pytest.raises(KeyboardInterrupt):
        new(seed=1).save(path)
    assert equal(Network.load(path), old)
    assert [file.name for file in tmp_path.iterdir()] == ["n"]


def header_of(header: object, data: bytes = b"") -> bytes:
    content = header if isinstance(header, bytes) else json.dumps(header).encode()
    return struct.pack("<Q", len(content)) + content + data


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"garbage",
        os.urandom(1000),
        b"\xff" * 64,
        struct.pack("<Q", 2**63) + b"{}",
        header_of(b"{" * 50_000),
        header_of({"a": {"dtype": "F32", "shape": [2**40], "data_offsets": [0, 2**42]}}),
        header_of({"a": {"dtype": "F32", "shape": [-1], "data_offsets": [0, 4]}}, b"1234"),
        header_of({"a": {"dtype": "F32", "shape": [2], "data_offsets": [0, 8]}}, b"1234"),
        header_of({"a": {"dtype": "F32", "shape": [1], "data_offsets": [0, 4]}}, b"1234"),
        header_of([1, 2]),
        b"PK\x03\x04" + b"\0" * 100,
    ],
)
def test_garbage_is_refused_in_a_sentence(tmp_path, content):
    path = tmp_path / "n.safetensors"
    path.write_bytes(content)
    with pytest.raises(ValueError, match=r"n\.safetensors") as refusal:
        Network.load(path)
    assert len(str(refusal.value)) < 300


def test_a_file_that_was_cut_anywhere_is_refused(tmp_path):
    path = tmp_path / "n"
    new().save(path)
    whole = path.read_bytes()
    for length in (0, 7, 8, 9, 500, len(whole) // 2, len(whole) - 1):
        path.write_bytes(whole[:length])
        with pytest.raises(ValueError, match="n is damaged"):
            Network.load(path)


def test_a_missing_file_is_named(tmp_path):
    with pytest.raises(FileNotFoundError, match="there is no network file 'n'"):
        Network.load(tmp_path / "n")


def tampered(tmp_path, change):
    """The path of a good network file after `change(arrays, about)`."""
    path = tmp_path / "n"
    new().save(path)
    arrays, about = load_arrays(path, "network")
    change(arrays, about)
    save_arrays(path, "network", arrays, about)
    return path


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (lambda arrays, about: arrays.pop("readout.W"), r"the array readout\.W is missing"),
        (lambda arrays, about: arrays.pop("layers.0.b_f"), r"the array layers\.0\.b_f is missing"),
        (lambda arrays, about: arrays.update(more=np.zeros(1)), "has no parameter 'more'"),
        (lambda arrays, about: arrays.update(embedding=np.zeros((10, 9))), "reads 3 inputs, but gets 9"),
        (lambda arrays, about: arrays["readout.b"].__setitem__(0, np.nan), "not finite"),
        (lambda arrays, about: arrays.update({"readout.b": np.zeros(10, np.float16)}), "all float64; got"),
        (lambda arrays, about: arrays.update({"readout.b": np.zeros(10, np.int64)}), "all float64; got"),
        (lambda arrays, about: arrays.update({"layers.0.b_f": np.zeros((4, 4))}), "weight b_f has shape"),
        (lambda arrays, about: about.pop("vocabulary"), "no layers or no vocabulary"),
        (lambda arrays, about: about.update(vocabulary=[1] * 10), "different words"),
        (lambda arrays, about: about.update(vocabulary=["a"]), "the embedding has shape"),
        (lambda arrays, about: about.update(layers="lstm"), "no layers or no vocabulary"),
        (lambda arrays, about: about.update(layers=[]), "has no parameter"),
        (lambda arrays, about: about["layers"][0].pop("text"), "a cell is described by"),
        (lambda arrays, about: about["layers"][0].update(text=3), "the cell's text is int"),
        (lambda arrays, about: about["layers"][0].update(text="h = __import__('os').system('true')"), "line 1"),
        (lambda arrays, about: about["layers"][0].update(start={"b_f": [1]}), "a start value is a number"),
        (lambda arrays, about: about["layers"][0].update(start={"b_q": 1}), "has no parameter 'b_q'"),
        (lambda arrays, about: about["layers"][0].update(constants={"x": 1}), "a name of its own"),
        (lambda arrays, about: about["layers"][0].update(fixed=[1]), "given by name"),
        (lambda arrays, about: about["layers"][0].update(torch_name="nn; import os"), "torch_name is a name"),
    ],
)
def test_a_file_whose_parts_do_not_fit_is_refused_in_a_sentence(tmp_path, change, message):
    with pytest.raises(ValueError, match=message):
        Network.load(tampered(tmp_path, change))


def test_a_file_of_another_format_or_size_is_refused(tmp_path, monkeypatch):
    path = tmp_path / "n"
    monkeypatch.setattr(files, "FORMAT", 2)
    new().save(path)
    monkeypatch.undo()
    with pytest.raises(ValueError, match="should be: network, format 1; found: network, format 2"):
        Network.load(path)
    new().save(path)
    monkeypatch.setattr(files, "MAX_BYTES", 100)
    with pytest.raises(ValueError, match="at most 100 are read"):
        Network.load(path)


def test_writing_to_a_folder_that_is_not_there_says_so(tmp_path):
    with pytest.raises(FileNotFoundError):
        write_whole(tmp_path / "no" / "n", b"")


def test_the_loss_of_a_network_comes_with_the_gradients_that_a_nudge_finds():
    network = new(vocabulary=ECHO.vocabulary)
    batch = ECHO.sample(np.random.default_rng(0), 3)
    found = network.loss(batch)
    assert list(found.gradients) == list(network.parameters)
    for name, array in network.parameters.items():
        assert relative_error(found.gradients[name], central_difference(lambda: network.loss(batch).loss, array)) < 1e-6
