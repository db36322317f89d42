"""A network leaves for another framework: which formats hold it, what the file tells, and ONNX Runtime's numbers."""

import io
import json
import pickletools
import re
import zipfile

import numpy as np
import pytest

from lstm_core import CELLS, Cell, Network, open_model
from lstm_core.__main__ import main
from lstm_core.layouts.expressed import expressed
from lstm_core.layouts.protobuf import message
from lstm_core.layouts.recorded import KNOWN, recorded
from lstm_core.networks.exporting import FORMATS, endings, exported, whole_of
from tests.support.sampled import one_in

WORDS = ("the", "cat", "sat", "on", "a", "mat", "é")
FLAT = [key for key, cell in CELLS.items() if not cell.spatial]
SHAPES = [(1, False), (2, False), (2, True)]


def network_of(key: str, layers: int = 1, both: bool = False, embedding: int = 3, numbers: int = 0) -> Network:
    """A network in float32 whose every number is random, biases too."""
    rng = np.random.default_rng(layers + both)
    words, more = (() if numbers else WORDS), {"input_size": numbers, "outputs": ("a", "b")} if numbers else {}
    kind = "number" if numbers else "choice"
    network = Network.new(CELLS[key], words, 4, embedding, rng, layers, output=kind, bidirectional=both, **more)
    for array in network.parameters.values():
        array[...] = rng.normal(size=array.shape) / 2
    return network.astype(np.float32)


def inputs_of(network: Network) -> np.ndarray:
    rng = np.random.default_rng(9)
    if network.input_size:
        return rng.normal(size=(9, 2, network.input_size)).astype(np.float32)
    return rng.integers(0, len(WORDS), (9, 2))


def held() -> list[tuple[str, str]]:
    """(ending, cell) of every cell that a format has a layer for."""
    wholes = {key: whole_of(network_of(key)) for key in KNOWN}
    endings = {form.endings[0]: form for form in FORMATS.values()}
    return [(e, key) for e, form in endings.items() for key in KNOWN if all(map(form.holds, wholes[key].layers))]


def apart(found: np.ndarray, wanted: np.ndarray) -> float:
    """The largest difference, beside the largest number where that is above 1 (a relu has no bound)."""
    return float(abs(found - wanted).max() / max(1, abs(wanted).max()))


def runtime(path, inputs: np.ndarray, *wanted: str) -> list[np.ndarray]:
    """What ONNX Runtime computes from the file."""
    ort = pytest.importorskip("onnxruntime")
    session = ort.InferenceSession(str(path), providers=["CPUExecutionProvider"])
    return session.run(list(wanted) or None, {session.get_inputs()[0].name: inputs})


@pytest.mark.parametrize(("layers", "both"), SHAPES)
@pytest.mark.parametrize("key", KNOWN)
def test_onnx_runtime_computes_from_the_file_what_the_network_does(tmp_path, key, layers, both):
    network = network_of(key, layers, both)
    network.export(tmp_path / "model.onnx")
    ids = inputs_of(network)
    logits, probs = runtime(tmp_path / "model.onnx", ids)
    seen = network.run(ids)
    assert apart(logits, seen.logits) <= 1e-6
    assert apart(probs, seen.probs) <= 1e-6


@pytest.mark.parametrize("more", [{"embedding": 0}, {"numbers": 5}], ids=["one-hot words", "numbers"])
def test_onnx_runtime_reads_one_hot_words_and_numbers(tmp_path, more):
    network = network_of("lstm", **more)
    network.export(tmp_path / "model.onnx")
    given = inputs_of(network)
    (logits,) = runtime(tmp_path / "model.onnx", given, "logits")
    assert apart(logits, network.run(given).logits) <= 1e-6


def test_layers_of_different_cells_and_sizes_stand_one_above_the_other(tmp_path):
    low, high = network_of("gru"), network_of("peephole", numbers=4)
    network = Network((*low.layers, *high.layers), low.embedding, high.readout_W, high.readout_b, WORDS,
                      outputs=("a", "b"))  # fmt: skip
    network.export(tmp_path / "model.onnx")
    ids = inputs_of(low)
    (logits,) = runtime(tmp_path / "model.onnx", ids, "logits")
    assert apart(logits, network.run(ids).logits) <= 1e-6


def test_the_onnx_file_passes_the_projects_own_checker(tmp_path):
    onnx = pytest.importorskip("onnx")
    for key in KNOWN:
        network_of(key, 2, True).export(tmp_path / "model.onnx")
        model = onnx.load(tmp_path / "model.onnx")
        onnx.checker.check_model(model, full_check=True)
        told = {prop.key: json.loads(prop.value) for prop in model.metadata_props}
        assert told == {"vocabulary": list(WORDS), "answers": list(WORDS)}


@pytest.mark.parametrize("key", FLAT)
def test_a_cell_is_exported_or_refused_in_one_sentence_that_says_what_holds_it(tmp_path, key):
    network = network_of(key)
    for ending in endings():
        path = tmp_path / f"model{ending}"
        try:
            network.export(path)
        except ValueError as error:
            assert not list(tmp_path.glob(f"*{ending}*"))
            sentence = str(error)
            assert "\n" not in sentence
            assert network.cell.title in sentence
            assert re.search(r"\.onnx holds it" if key in KNOWN else "`save` writes holds any cell", sentence)
        else:
            assert path.stat().st_size > 500


@pytest.mark.parametrize(("layers", "both"), SHAPES)
@pytest.mark.parametrize("key", ["lstm", "peephole", "gru", "gru_before", "rnn", "rnn_relu"])
def test_a_recorded_layer_expressed_again_is_the_layer(key, layers, both):
    network = network_of(key, layers, both)
    for k, layer in enumerate(network.layers):
        record = recorded("layer", *layer, reverse=network.reverse[k] if both else None)
        for way, (cell, weights) in enumerate([layer, *network.reverse[k : k + 1]]):
            found, again = expressed(record, way)
            assert found.text == cell.text
            assert all(np.array_equal(again[name], weights[name]) for name in cell.parameters)


def test_a_cell_typed_with_the_same_equations_is_the_same_layer_and_another_is_not():
    cell = CELLS["lstm"]
    twin, other = Cell("Mine", cell.text), Cell("Mine", cell.text.replace("tanh(c)", "c"))
    weights = cell.new_weights(2, 3, np.random.default_rng(0))
    assert recorded("layer", twin, weights).kind == "LSTM"
    with pytest.raises(ValueError, match="no other framework has a layer for Mine"):
        recorded("layer", other, weights)


def test_halves_that_are_different_cells_are_refused():
    one, other = (network_of(key).layers[0] for key in ("lstm", "gru"))
    with pytest.raises(ValueError, match="one way as LSTM, the other way as GRU"):
        recorded("layer0", *one, reverse=other)


def test_the_same_network_is_the_same_bytes_and_none_of_them_tells_of_this_machine(tmp_path, monkeypatch):
    network = network_of("lstm", 2, True)
    first = {key: exported(network, form) for key, form in FORMATS.items()}
    monkeypatch.chdir(tmp_path)
    for key, form in FORMATS.items():
        again = exported(network, form)
        if key == "safetensors":  # its library lists the texts of a file in any order
            assert sorted(again) == sorted(first[key])
        else:
            assert again == first[key]
        inside = [again]
        if again[:2] == b"PK":
            archive = zipfile.ZipFile(io.BytesIO(again))
            inside += [archive.read(name) for name in archive.namelist()]
        for content in inside:
            assert not any(path in content for path in (b"/work", b"/home", b".py", str(tmp_path).encode()))


@pytest.mark.parametrize(("layers", "both"), SHAPES)
@pytest.mark.parametrize(("ending", "key"), one_in(3, held()))
def test_what_was_exported_and_is_opened_again_is_the_same_network(tmp_path, key, ending, layers, both):
    network = network_of(key, layers, both)
    network.export(tmp_path / f"model{ending}")
    silent = key == "rnn_relu" and ending in (".pt", ".safetensors")  # a state dict does not say how an RNN squashes
    opened = open_model(tmp_path / f"model{ending}", assume={"activation": "relu"} if silent else {})
    (again,) = opened.networks
    assert (again.network.vocabulary, again.network.answers, again.network.output) == (WORDS, WORDS, "choice")
    for ours, theirs in zip(
        (*network.layers, *network.reverse), (*again.network.layers, *again.network.reverse), strict=True
    ):
        assert theirs.cell.text == ours.cell.text or key.endswith("put_activation")
    ids = inputs_of(network)
    assert apart(again.network.run(ids).logits, network.run(ids).logits) <= 1e-6


@pytest.mark.parametrize("ending", [".onnx", ".keras", ".pt", ".safetensors"])
@pytest.mark.parametrize("more", [{"embedding": 0}, {"numbers": 5}], ids=["one-hot words", "numbers"])
def test_one_hot_words_and_numbers_come_back_too(tmp_path, more, ending):
    network = network_of("lstm", **more)
    network.export(tmp_path / f"model{ending}")
    again = open_model(tmp_path / f"model{ending}").networks[0].network
    assert (again.vocabulary, again.input_size) == (network.vocabulary, network.input_size)
    given = inputs_of(network)
    assert apart(again.run(given).logits, network.run(given).logits) <= 1e-6


def test_an_ending_that_nobody_knows_is_refused_with_those_that_are_known(tmp_path):
    with pytest.raises(ValueError, match=r"model\.tflite: a network .* \.keras, \.onnx, \.pt, \.pth or \.safetensors"):
        network_of("lstm").export(tmp_path / "model.tflite")


def test_without_h5py_the_other_formats_are_still_written(tmp_path, monkeypatch):
    monkeypatch.setitem(__import__("sys").modules, "h5py", None)
    network_of("lstm").export(tmp_path / "model.onnx")
    with pytest.raises(ValueError, match="python -m pip install h5py"):
        network_of("lstm").export(tmp_path / "model.keras")
    assert [path.name for path in tmp_path.iterdir()] == ["model.onnx"]


def test_the_pickle_asks_for_three_names_and_nothing_else():
    archive = zipfile.ZipFile(io.BytesIO(exported(network_of("lstm", 2, True), FORMATS["torch_zip"])))
    (name,) = (name for name in archive.namelist() if name.endswith("data.pkl"))
    asked = {argument for code, argument, _ in pickletools.genops(archive.read(name)) if code.name == "GLOBAL"}
    assert asked == {"torch._utils _rebuild_tensor_v2", "torch FloatStorage", "collections OrderedDict"}


def test_fields_of_a_message_are_those_of_protocol_buffers():
    assert message((1, 150)) == bytes([0x08, 0x96, 0x01])  # the example of its documentation
    assert message((2, "testing")) == b"\x12\x07testing"
    assert message((1, -1)) == b"\x08" + b"\xff" * 9 + b"\x01"
    assert message((2, 1.0)) == b"\x15\x00\x00\x80\x3f"
    assert message((4, [1, 300])) == b"\x20\x01\x20\xac\x02"


def test_the_command_exports_a_run_and_says_what_it_wrote(tmp_path, capsys):
    file = tmp_path / "model.onnx"
    assert main(["export", "assets/runs/france-lstm-0", str(file)]) == 0
    printed = capsys.readouterr().out
    assert f"{file.stat().st_size:,} bytes" in printed
    assert "LSTM of 64 units" in printed
    assert main(["export", "assets/runs/france-lstm-0", str(tmp_path / "model.txt")]) == 2
    assert ".keras, .onnx" in capsys.readouterr().err
    assert main(["export", "assets/runs/france-lstm-0", str(file), "--network", "2"]) == 2
    assert "there is no network 2" in capsys.readouterr().err
