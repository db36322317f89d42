"""The badge: ONNX Runtime runs a person's own graph, or their layers written as one, and both are compared."""

import os
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from lstm_core.models.chains import network_of
from lstm_core.models.onnx.badge import Badge
from lstm_core.models.onnx.judge import OWN, SPELLED, judge
from lstm_core.models.onnx.models import model, node
from lstm_core.models.onnx.runtime import outputs, probe
from lstm_core.models.onnx.wire import written
from lstm_core.models.opening import open_model
from tests.support.foreign import difference
from tests.support.keras_files import LSTM, archive, config, counted, layer, parts
from tests.support.samples.onnx import ALONE, BOTH, SAMPLES, recurrent

pytest.importorskip("onnxruntime", reason="onnxruntime is not installed")
SILERO = Path(os.environ.get("LSTM_EXTRA", "no such folder")) / "data" / "silero"
T = 28


def x(size=3, seed=0, steps=T):
    return np.random.default_rng(seed).normal(size=(steps, 1, size))


def test_a_badge_says_it_in_one_sentence():
    assert Badge(7e-8, 28, OWN).text == "reproduces your model: largest difference 7e-8 over 28 steps"
    assert Badge(0.0, 1, OWN).text == "reproduces your model: largest difference 0 over 1 step"
    assert Badge(0.312, 5000, OWN).text == "does not reproduce your model: largest difference 0.3 over 5,000 steps"
    assert Badge(None, 3, "", reason="why").text == "not compared with your model: why"
    assert [Badge(d, 1, OWN).holds for d in (9e-5, 2e-4, None)] == [True, False, None]
    assert Badge(5e-4, 1, OWN, size=100.0).holds  # float32 has seven digits of a large value, not of a part of it


@pytest.mark.parametrize("name", SAMPLES)
def test_the_own_graph_of_an_onnx_file_is_what_is_run(name):
    files = {name: SAMPLES[name]}
    (opened,) = open_model(files).networks
    badge = judge(opened, x(), files)
    assert (badge.holds, badge.judge, badge.steps) == (True, OWN, T)
    assert badge.difference < 1e-6


def test_a_network_that_is_not_the_files_is_found_out():
    files = {"both.onnx": SAMPLES["both.onnx"]}
    (opened,) = open_model(files).networks
    cell, weights = opened.network.layers[1]
    bent = replace(opened.network, layers=(opened.network.layers[0], (cell, weights | {"b_z": weights["b_z"] + 0.01})))
    badge = judge(replace(opened, network=bent), x(), files)
    assert badge.text.startswith("does not reproduce your model: largest difference 0.0")


@pytest.mark.parametrize("ways", ["forward", "reverse", "bidirectional"])
@pytest.mark.parametrize("kind", ["LSTM", "GRU", "RNN"])
def test_layers_of_any_other_file_are_run_as_a_graph(kind, ways):
    twice = 8 if ways == "bidirectional" else 4
    layers = [recurrent(kind, "a", 3, ways), recurrent(kind, "b", twice, ways, 1)]
    badge = judge(network_of(layers), x())
    assert (badge.holds, badge.judge) == (True, SPELLED)
    assert badge.difference < 1e-6


def test_a_projection_is_judged_though_onnx_has_none():
    rng = np.random.default_rng(0)
    first = recurrent("LSTM", "a", 3, "bidirectional")
    R = rng.normal(size=(2, 16, 2)).astype("f4")
    first = replace(first, P=None, R=R, projection=rng.normal(size=(2, 2, 4)).astype("f4") * 0.5)
    badge = judge(network_of([first, replace(recurrent("LSTM", "b", 4, "bidirectional", 1), P=None)]), x())
    assert (badge.holds, badge.judge) == (True, SPELLED)


def test_a_state_that_the_file_holds_is_where_both_begin():
    rng = np.random.default_rng(0)
    state = {"h": rng.normal(size=(2, 4)).astype("f4"), "c": rng.normal(size=(2, 4)).astype("f4")}
    opened = network_of([replace(recurrent("LSTM", "a", 3, "bidirectional"), initial=state)])
    assert judge(opened, x()).holds
    assert not judge(replace(opened, state=None), x()).holds


def test_a_keras_file_with_words_is_judged_by_their_vectors():
    about = config({"class_name": "Embedding", "config": {"name": "words"}}, *LSTM["config"]["layers"])
    table = np.random.default_rng(0).normal(size=(6, 3)).astype("f4")
    files = {"m.keras": archive(about, counted({"words": [table], "lstm/cell": parts("LSTM", 3, 4)}))}
    (opened,) = open_model(files).networks
    badge = judge(opened, np.array([[1], [5], [2], [2]]), files)
    assert (badge.holds, badge.judge, badge.steps) == (True, SPELLED, 4)


def test_a_layer_that_no_runtime_has_is_not_compared_and_says_why():
    weights = counted({"lstm/cell": parts("LSTM", 3, 4)})
    files = {"m.keras": archive(config(layer("LSTM", "lstm", activation="selu")), weights)}
    (opened,) = open_model(files).networks
    why = "ONNX Runtime has no layer that squashes by Selu"
    assert judge(opened, x(), files).text == f"not compared with your model: {why}"
    linear = {"m.keras": archive(config(layer("SimpleRNN", "r", activation="linear")),
                                 counted({"r/cell": [0.3 * part for part in parts("SimpleRNN", 3, 4)]}))}  # fmt: skip
    assert judge(open_model(linear).networks[0], x(), linear).holds


def test_a_run_that_is_there_already_is_compared_without_another():
    files = {"alone.onnx": SAMPLES["alone.onnx"]}
    (opened,) = open_model(files).networks
    given = x().astype(np.float32).astype(float)
    assert judge(opened, given, files, opened.network.run(given)) == judge(opened, given, files)


def test_probing_gives_what_each_layer_reads_and_gives():
    files = {"both.onnx": SAMPLES["both.onnx"]}
    given = x().astype("f4")
    found = probe(files, {"x": given})
    first, second = (name for name in found if name.endswith(".Y"))
    trace = network_of(BOTH).network.run(given.astype(float))
    for name, k in ((first, 0), (second, 1)):
        assert np.abs(found[name][:, 0, 0] - trace.layers[k]["h"][:, 0]).max() < 1e-6
        assert np.abs(found[name][:, 1, 0] - trace.reverse[k]["h"][:, 0]).max() < 1e-6
    assert found["0.rows"].shape == (T, 1, 8)


def test_a_whole_graph_runs_with_its_weights_in_the_file_that_was_given():
    table = np.arange(3, dtype="f4")
    about = b"".join(written(13, written(1, key) + written(2, value)) for key, value in
                     (("location", "weights.data"), ("offset", "4"), ("length", "12")))  # fmt: skip
    outside = written(1, 3) + written(2, 1) + written(8, "W") + about + written(14, 1)
    graph = model([node("Add", "", ["x", "W"], ["Y"], {})], [outside], {"x": 1}, ["Y"])
    files = {"m.onnx": graph, "renamed.data": b"\0\0\0\0" + table.tobytes()}
    assert outputs(files, {"x": np.ones(3, "f4")})["Y"].tolist() == [1, 2, 3]


def test_of_our_own_networks_nothing_is_compared():
    own = network_of([ALONE])
    assert judge(replace(own, layers=()), x()).holds is None


@pytest.mark.skipif(not SILERO.is_dir(), reason="LSTM_EXTRA names no folder with data/silero")
def test_the_speech_detector_is_reproduced_by_its_own_graph_from_sound_to_state():
    files = {"silero.onnx": (SILERO / "silero_vad_16k_sequence.onnx").read_bytes()}
    (opened,) = open_model(files).networks
    rng = np.random.default_rng(0)
    state = {name: rng.normal(size=(1, 1, 128)).astype("f4") for name in ("h", "c")}
    sound = (0.1 * rng.normal(size=(40, 576))).astype("f4")
    found = probe(files, {"input": sound} | state)
    trace = opened.network.run(found["/Transpose_output_0"], state=[{n: s[0].astype(float) for n, s in state.items()}])
    (final,) = trace.final
    assert difference(final["h"], found["hn"][0]) < 2e-6
    assert difference(final["c"], found["cn"][0]) < 2e-6
    assert difference(trace.layers[0]["h"], found["/recurrent/LSTM_output_0"][:, 0]) < 2e-6
    assert judge(opened, x(128), files).judge == OWN
    assert judge(opened, x(128), files).difference < 1e-5
