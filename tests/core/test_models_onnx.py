"""ONNX files against ONNX Runtime: random numbers in every slot, and every gate order but the right one is caught."""

import itertools
import warnings

import numpy as np
import pytest

pytest.importorskip("onnx", reason="onnx is not installed (the light requirements)")
import onnx
from onnx import TensorProto, numpy_helper
from onnx.helper import make_graph, make_model, make_node, make_opsetid, make_tensor_value_info

from lstm_core import CELLS
from lstm_core.layouts.record import GATES
from lstm_core.models.errors import ModelFileError
from lstm_core.models.opening import open_model
from tests.support.foreign import answers, contents, difference, networks
from tests.support.onnx_files import file, layer, rows, runtime, weights

T, B, D, H = 9, 3, 3, 5
KINDS = ("LSTM", "GRU", "RNN")
WAYS = ("forward", "reverse", "bidirectional")
FEATURES = {
    "plain": {},
    "clip": {"clip": 0.7},
    "states": {"slots": "WRBhc"},
    "no bias": {"slots": "WR"},
    "peepholes": {"slots": "WRBP"},
    "coupled": {"input_forget": 1},
    "coupled, peepholes, clip": {"input_forget": 1, "slots": "WRBP", "clip": 1.1},
    "linear before reset": {"linear_before_reset": 1},
    "linear before reset, clip": {"linear_before_reset": 1, "clip": 0.6},
}
OF_LSTM, OF_GRU = ("peephole", "coupled"), ("linear",)
FITS = [
    (kind, way, feature)
    for kind, way, feature in itertools.product(KINDS, WAYS, FEATURES)
    if (kind == "LSTM" or not any(word in feature for word in OF_LSTM)) and (kind == "GRU" or "linear" not in feature)
]


def made(kind, way, rng, slots="WRB", scale=0.5, **said):
    arrays = weights(kind, 2 if way == "bidirectional" else 1, rng, scale)
    slots = slots if kind == "LSTM" else slots.replace("c", "").replace("P", "")
    node, constants = layer(kind, arrays, slots=slots, direction=way, **said)
    return file([node], constants).SerializeToString()


def held(content, x):
    """(ours, ONNX Runtime's)."""
    (opened,) = networks({"model.onnx": content})
    return answers(opened, x.astype(float)), rows(runtime(content, {"x": x})[0])


@pytest.mark.parametrize(("kind", "way", "feature"), FITS)
def test_a_random_layer_gives_what_onnx_runtime_gives(kind, way, feature):
    rng = np.random.default_rng(FITS.index((kind, way, feature)))
    batch = 1 if feature == "states" else B
    x = rng.normal(size=(T, batch, D)).astype("f4")
    assert difference(*held(made(kind, way, rng, **FEATURES[feature]), x)) < 1e-6


ACTIVATIONS = {  # name: (its alpha, its beta), those that it takes
    "Tanh": (), "Sigmoid": (), "Relu": (), "Softsign": (), "Softplus": (), "Affine": (0.6, 0.1),
    "ScaledTanh": (1.2, 0.7), "LeakyRelu": (0.2,), "ThresholdedRelu": (0.3,), "Elu": (0.8,), "HardSigmoid": (0.3, 0.4),
}  # fmt: skip


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("name", ACTIVATIONS)
def test_every_activation_of_onnx_is_said_in_the_language_of_cells(name, kind):
    rng = np.random.default_rng(3)
    count = {"LSTM": 3, "GRU": 2, "RNN": 1}[kind]
    for used in range(count):  # in each place by itself, so that the numbers must go where they belong
        names = ["HardSigmoid" if kind != "RNN" and k == 0 else "Tanh" for k in range(count)] * 2
        names[used] = names[used + count] = name
        numbers = [ACTIVATIONS[one] for one in names]
        said = {"activations": names, "activation_alpha": [given[0] for given in numbers if given]}
        said["activation_beta"] = [given[1] for given in numbers if len(given) > 1]
        said = {option: value for option, value in said.items() if value}
        content = made(kind, "bidirectional", rng, scale=0.3, **said)
        assert difference(*held(content, rng.normal(size=(6, B, D)).astype("f4"))) < 1e-6, (used, said)


def test_numbers_of_activations_that_are_left_out_are_those_that_onnx_runtime_takes():
    rng = np.random.default_rng(4)
    for names in (["HardSigmoid", "LeakyRelu", "Elu"], ["Sigmoid", "Elu", "LeakyRelu"]):
        content = made("LSTM", "forward", rng, scale=0.3, activations=names)
        assert difference(*held(content, rng.normal(size=(6, B, D)).astype("f4"))) < 1e-6


def test_an_activation_without_the_numbers_that_it_needs_is_refused():
    content = made("RNN", "forward", np.random.default_rng(0), activations=["Affine"])
    with pytest.raises(ValueError, match="layer: its activation Affine comes without the numbers that it takes"):
        networks({"model.onnx": content})


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("way", WAYS)
def test_sequences_of_different_lengths_give_what_onnx_runtime_gives(kind, way):
    rng = np.random.default_rng(5)
    arrays = weights(kind, 2 if way == "bidirectional" else 1, rng)
    node, constants = layer(kind, arrays, lengths="lengths", direction=way)
    model = file([node], constants)
    model.graph.input.append(make_tensor_value_info("lengths", TensorProto.INT32, ["B"]))
    content, lengths = model.SerializeToString(), np.array([9, 4, 1])
    x = rng.normal(size=(T, B, D)).astype("f4")
    (opened,) = networks({"model.onnx": content})
    assert "the graph says how long each sequence is" in " ".join(opened.notes)
    theirs = rows(runtime(content, {"x": x, "lengths": lengths.astype("i4")})[0])
    for b, length in enumerate(lengths):
        own = x[:length, b : b + 1].astype(float)
        assert difference(answers(opened, own), theirs[:length, b : b + 1]) < 1e-6
    if way != "reverse":  # a network turns whole sequences
        ours = answers(opened, x.astype(float), lengths)
        inside = np.arange(T)[:, None] < lengths
        assert difference(ours[inside], theirs[inside]) < 1e-6


def test_a_sequence_of_no_step_is_refused_where_onnx_runtime_gives_zeros():
    rng = np.random.default_rng(6)
    node, constants = layer("GRU", weights("GRU", 1, rng), lengths="lengths", slots="WRBh")
    model = file([node], constants, ["layer.Y_h"])
    model.graph.input.append(make_tensor_value_info("lengths", TensorProto.INT32, ["B"]))
    x = rng.normal(size=(T, 1, D)).astype("f4")
    assert not runtime(model.SerializeToString(), {"x": x, "lengths": np.zeros(1, "i4")})[0].any()
    (opened,) = networks({"model.onnx": model.SerializeToString()})
    with pytest.raises(ValueError, match="lengths are 1 whole numbers from 1 to 9"):
        answers(opened, x.astype(float), np.array([0]))


@pytest.mark.parametrize("kind", ["LSTM", "GRU"])
def test_every_swapped_order_of_gates_is_caught(kind, monkeypatch):
    rng = np.random.default_rng(7)
    content = made(kind, "forward", rng)
    x = rng.normal(size=(T, B, D)).astype("f4")
    (theirs,) = runtime(content, {"x": x})
    order = GATES[kind]
    for swapped in itertools.permutations(order):
        monkeypatch.setitem(GATES, kind, swapped)
        (opened,) = networks({"model.onnx": content})
        assert (difference(answers(opened, x.astype(float)), rows(theirs)) < 1e-6) == (swapped == order)


@pytest.mark.parametrize("kind", KINDS)
def test_a_default_layer_is_the_known_cell_and_any_other_has_a_title_of_its_own(kind):
    rng = np.random.default_rng(8)
    usual = {"LSTM": "lstm", "GRU": "gru_before", "RNN": "rnn"}[kind]
    (plain,) = networks({"model.onnx": made(kind, "forward", rng)})
    assert plain.network.cell is CELLS[usual]
    (clipped,) = networks({"model.onnx": made(kind, "forward", rng, clip=3.0)})
    assert clipped.network.cell.title.endswith("with clip 3")
    (seeing,) = networks({"model.onnx": made("LSTM", "forward", rng, slots="WRBP")})
    assert seeing.network.cell is CELLS["peephole"]
    names = ["hardsigmoid", "Softsign", "softsign"]  # ONNX Runtime takes either
    (other,) = networks({"model.onnx": made("LSTM", "forward", rng, activations=names)})
    assert other.network.cell.title == "LSTM with hard sigmoid gates and softsign"
    assert other.network.cell.carry["c"]


def stack(rng, ways=("forward", "forward"), between=()):
    """Layers on top of each other, with what exporters write between them."""
    nodes, constants, x, inputs = [], {"flat": np.array([0, 0, -1])}, "x", D
    for k, way in enumerate(ways):
        ways_of_it = 2 if way == "bidirectional" else 1
        node, own = layer("LSTM", weights("LSTM", ways_of_it, rng, inputs=inputs), x, f"l{k}", direction=way)
        nodes += [node, make_node("Transpose", [f"l{k}.Y"], [f"t{k}"], perm=[0, 2, 1, 3])]
        nodes += [make_node("Reshape", [f"t{k}", "flat"], [f"r{k}"])]
        constants |= own
        x, inputs = f"r{k}", ways_of_it * H
        for n, op in enumerate(between):
            nodes.append(make_node(op, [x], [f"{op}{k}{n}"]))
            x = f"{op}{k}{n}"
    return file(nodes, constants, [x])


@pytest.mark.parametrize("way", WAYS)
def test_layers_that_read_each_other_are_one_network(way):
    rng = np.random.default_rng(9)
    content = stack(rng, (way, way, way)).SerializeToString()
    x = rng.normal(size=(T, B, D)).astype("f4")
    (opened,) = networks({"model.onnx": content})
    assert [len(opened.layers), opened.reversed] == [3, way == "reverse"]
    assert difference(answers(opened, x.astype(float)), runtime(content, {"x": x})[0]) < 1e-6


def test_layers_with_something_else_between_them_are_two_networks():
    content = stack(np.random.default_rng(10), between=("Relu",)).SerializeToString()
    assert [opened.name for opened in networks({"model.onnx": content})] == ["l0", "l1"]


def test_layers_that_read_different_ways_are_two_networks():
    content = stack(np.random.default_rng(10), ("forward", "reverse")).SerializeToString()
    assert [opened.reversed for opened in networks({"model.onnx": content})] == [False, True]


def test_weights_are_followed_through_what_only_arranges_them():
    rng = np.random.default_rng(11)
    arrays = weights("LSTM", 1, rng)
    node, constants = layer("LSTM", arrays)
    W, R, Bias = (constants.pop(f"layer.{part}") for part in "WRB")
    constants |= {"turned": W[0].T.copy(), "first": R[:, :7], "rest": R[:, 7:], "long": np.tile(Bias, 2),
                  "axes": np.array([0]), "from": np.array([0]), "to": np.array([40]), "along": np.array([1]),
                  "shape": np.array([1, -1, 5])}  # fmt: skip
    before = [
        make_node("Transpose", ["turned"], ["straight"], perm=[1, 0]),
        make_node("Unsqueeze", ["straight", "axes"], ["layer.W"]),
        make_node("Concat", ["first", "rest"], ["joined"], axis=1),
        make_node("Reshape", ["joined", "shape"], ["R64"]),
        make_node("Cast", ["R64"], ["R"], to=TensorProto.DOUBLE),
        make_node("Cast", ["R"], ["layer.R"], to=TensorProto.FLOAT),
        make_node("Identity", ["long"], ["same"]),
        make_node("Slice", ["same", "from", "to", "along"], ["layer.B"]),
    ]
    content = file([*before, node], constants).SerializeToString()
    assert difference(*held(content, rng.normal(size=(T, B, D)).astype("f4"))) < 1e-6


def test_a_layer_inside_a_branch_is_found_and_sees_the_constants_around_it():
    rng = np.random.default_rng(12)
    node, constants = layer("GRU", weights("GRU", 1, rng), name="inner")
    branch = make_graph([node], "then", [], [make_tensor_value_info("inner.Y", TensorProto.FLOAT, None)])
    other = make_graph([make_node("Identity", ["zero"], ["nothing"])], "else", [],
                       [make_tensor_value_info("nothing", TensorProto.FLOAT, None)])  # fmt: skip
    choose = make_node("If", ["yes"], ["layer.Y"], "choose", then_branch=branch, else_branch=other)
    constants |= {"yes": np.array(True), "zero": np.zeros((1, 1, 1, 5), "f4")}
    content = file([choose], constants).SerializeToString()
    (opened,) = networks({"model.onnx": content})
    assert opened.name == "choose/inner"
    x = rng.normal(size=(T, B, D)).astype("f4")
    assert difference(answers(opened, x.astype(float)), rows(runtime(content, {"x": x})[0])) < 1e-6


def test_numbers_of_every_kind_and_in_every_place_are_read_as_the_onnx_package_reads_them():
    rng = np.random.default_rng(13)
    for kind in ("f4", "f8", "f2", "i4", "i8"):
        array = (4 * rng.normal(size=(2, 3))).astype(kind)
        proto = numpy_helper.from_array(array, "W")
        listed = onnx.helper.make_tensor("W", proto.data_type, array.shape, array.ravel().tolist())
        for given in (proto, listed):
            arrays = _constant(given)
            assert arrays.dtype == array.dtype
            assert np.array_equal(arrays, numpy_helper.to_array(given))
    brief = onnx.helper.make_tensor("W", TensorProto.BFLOAT16, (2,), [1.5, -2.0])
    assert _constant(brief).tolist() == [1.5, -2.0]


def _constant(proto):
    from lstm_core.models.onnx.tensors import tensor
    from lstm_core.models.onnx.wire import Wire

    return tensor(Wire(), memoryview(proto.SerializeToString())).array({})


def test_weights_in_half_precision_are_computed_with_in_float32_and_it_is_said():
    rng = np.random.default_rng(14)
    arrays = {name: array.astype("f2") for name, array in weights("LSTM", 1, rng).items()}
    node, constants = layer("LSTM", arrays)
    (opened,) = networks({"model.onnx": file([node], constants).SerializeToString()})
    assert "layer: the file keeps its weights as float16; they are computed with as float32." in opened.notes
    assert np.array_equal(opened.layers[0].W, arrays["W"].astype("f4"))


def test_a_missing_hidden_size_follows_from_the_weights():
    rng = np.random.default_rng(15)
    node, constants = layer("GRU", weights("GRU", 1, rng))
    del node.attribute[:]
    (opened,) = networks({"model.onnx": file([node], constants).SerializeToString()})
    assert opened.layers[0].hidden_size == H


def test_a_state_that_the_graph_computes_is_said_and_zeros_are_not_worth_a_word():
    rng = np.random.default_rng(16)
    node, constants = layer("LSTM", weights("LSTM", 1, rng))
    node.input.extend(["", "zeros", "computed"])
    constants |= {"many": np.array([1, 3, 5])}
    zeros = make_node("ConstantOfShape", ["many"], ["zeros"])
    (opened,) = networks({"model.onnx": file([zeros, node], constants).SerializeToString()})
    assert opened.notes == ("layer: the graph computes the memory that it begins with; here it begins at 0.",)


def test_a_person_is_told_of_the_source_lines_in_the_file():
    rng = np.random.default_rng(17)
    node, constants = layer("RNN", weights("RNN", 1, rng))
    node.metadata_props.add(key="pkg.torch.onnx.stack_trace", value="/home/me/model.py, line 3")
    (note,) = contents({"model.onnx": file([node], constants).SerializeToString()}).notes
    assert note == "The file tells where its author's source lies, and lines of it: know this before you share it."


def test_the_cases_of_the_onnx_project_give_what_they_say():
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # the cases of other operators overflow and divide by 0 on purpose
        from onnx.backend.test.case.node import collect_testcases

        cases = {case.name: case for case in collect_testcases(None)}
    ours = {name: case for name, case in cases.items() if case.model.graph.node[0].op_type in KINDS}
    assert len(ours) >= 15
    for name, case in ours.items():
        inputs, outputs = case.data_sets[0]
        model = onnx.ModelProto()
        model.CopyFrom(case.model)
        given = dict(zip([value.name for value in model.graph.input], inputs, strict=True))
        x, lengths = given.pop("X"), given.pop("sequence_lens", None)
        model.graph.initializer.extend(numpy_helper.from_array(array, key) for key, array in given.items())
        files = {f"{name}.onnx": model.SerializeToString()}
        if any(attribute.name == "layout" and attribute.i for attribute in model.graph.node[0].attribute):
            with pytest.raises(ModelFileError, match="layout=1, sequences first, which ONNX Runtime does not run"):
                networks(files)
            continue
        (opened,) = networks(files)
        own = None if lengths is None else lengths.astype(int)
        ours_h = answers(opened, x.astype(float), own)
        wanted = dict(zip([value.name for value in model.graph.output], outputs, strict=True))
        if "Y" in wanted:
            assert difference(ours_h, rows(wanted["Y"])) < 1e-5, name
        if "Y_h" in wanted:
            last = len(x) - 1 if own is None else own - 1
            ends = [ours_h[last, np.arange(x.shape[1]), : H_of(opened)]] if not opened.reversed else [ours_h[0]]
            ends += [ours_h[0, :, H_of(opened) :]] if opened.network.reverse else []
            assert difference(np.stack(ends), wanted["Y_h"]) < 1e-5, name


def H_of(opened):
    return opened.layers[0].hidden_size


def test_a_file_with_its_weights_in_a_second_file_is_opened_with_both(tmp_path):
    rng = np.random.default_rng(18)
    node, constants = layer("LSTM", weights("LSTM", 1, rng))
    model = file([node], constants)
    whole = model.SerializeToString()
    onnx.save_model(model, tmp_path / "model.onnx", save_as_external_data=True, location="model.onnx.data",
                    size_threshold=0)  # fmt: skip
    with pytest.raises(ModelFileError, match=r"its weights are in a second file, 'model.onnx.data': give both files"):
        open_model(tmp_path / "model.onnx")
    (opened,) = open_model(tmp_path / "model.onnx", tmp_path / "model.onnx.data").networks
    (inside,) = networks({"model.onnx": whole})
    assert np.array_equal(opened.layers[0].W, inside.layers[0].W)
    beside = {"model.onnx": (tmp_path / "model.onnx").read_bytes(), "model.onnx.data": b"short"}
    with pytest.raises(ModelFileError, match="the second file does not hold it; is it the one that belongs here"):
        open_model(beside)


def test_an_unrolled_network_is_refused_with_what_to_do():
    nodes = [make_node("MatMul", ["x", "W"], ["a"]), make_node("Tanh", ["a"], ["layer.Y"])]
    content = file(nodes, {"W": np.ones((D, H), "f4")}).SerializeToString()
    with pytest.raises(ModelFileError, match="unrolled it into single steps: export with dynamo=False"):
        networks({"model.onnx": content})


def test_weights_that_the_graph_computes_are_refused_with_what_to_do():
    node, constants = layer("RNN", weights("RNN", 1, np.random.default_rng(0)))
    constants["raw"] = constants.pop("layer.W")
    content = file([make_node("Tanh", ["raw"], ["layer.W"]), node], constants).SerializeToString()
    with pytest.raises(ModelFileError, match=r"its weights are computed while the graph runs\. Give them as constants"):
        networks({"model.onnx": content})


def test_a_quantised_layer_and_a_file_without_any_are_refused():
    node = make_node("DynamicQuantizeLSTM", ["x"], ["layer.Y"], domain="com.microsoft")
    with pytest.raises(ModelFileError, match="quantised to whole numbers"):
        networks({"model.onnx": file([node], {}).SerializeToString()})
    with pytest.raises(ModelFileError, match="it holds no LSTM, GRU or RNN layer"):
        networks({"model.onnx": file([make_node("Relu", ["x"], ["layer.Y"])], {}).SerializeToString()})


def test_operators_of_other_domains_are_not_taken_for_layers():
    node = make_node("LSTM", ["x", "W", "R"], ["layer.Y"], domain="my.own")
    model = make_model(make_graph([node], "g", [], []), opset_imports=[make_opsetid("my.own", 1)])
    with pytest.raises(ModelFileError, match="it holds no LSTM, GRU or RNN layer"):
        networks({"model.onnx": model.SerializeToString()})
