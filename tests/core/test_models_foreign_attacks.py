"""ONNX and Keras files made to harm: each is refused in one sentence, and nothing outside is read."""

import functools
import io
import json
import warnings
import zipfile

import numpy as np
import pytest

pytest.importorskip("h5py", reason="h5py is not installed")
import h5py

from lstm_core.models.errors import ModelFileError
from lstm_core.models.onnx import runtime
from lstm_core.models.onnx.models import INT64, constant, model, node
from lstm_core.models.onnx.wire import MAX_FIELDS, written
from lstm_core.models.opening import open_model
from lstm_core.models.reading import read
from tests.support.keras_files import LSTM, archive, counted, hdf5, named, parts
from tests.support.samples.onnx import SAMPLES

CELL = {"lstm/cell": parts("LSTM", 3, 4)}


def tensor(name, shape, about=None, **fields):
    """A tensor that says what it likes of itself."""
    parts = [written(1, size & (2**64 - 1)) for size in shape] + [written(2, 1), written(8, name)]
    for key, value in (about or {}).items():
        parts.append(written(13, written(1, key) + written(2, value)))
    return b"".join(parts + ([written(14, 1)] if about else []) + [written(9, fields.get("raw", b""))])


def onnx(W, *before):
    """A layer whose W is this tensor, or what nodes before it make."""
    rest = [constant("R", np.ones((1, 4, 4), "f4"))]
    nodes = [*before, node("RNN", "layer", ["x", "W", "R"], ["Y"], {})]
    return model(nodes, [*rest, *W], {"x": 1}, ["Y"])


def nested(depth):
    """Branches inside branches."""
    graph = written(1, node("RNN", "layer", ["x", "W", "R"], ["Y"], {}))
    for _ in range(depth):
        branch = written(5, written(1, "then_branch") + written(6, graph) + written(20, 5))
        graph = written(1, written(4, "If") + branch)
    return written(1, 8) + written(7, graph)


def doubled():
    """A constant that is put behind itself 28 times: three billion numbers."""
    nodes = [node("Concat", "", [f"c{k}", f"c{k}"], [f"c{k + 1}" if k < 27 else "W"], {"axis": 0}) for k in range(28)]
    return onnx([constant("c0", np.ones((1, 4, 3), "f4"))], *nodes[12:], *nodes[:12])


ONNX = {  # file: (content, what is said of it)
    "a billion.onnx": (onnx([tensor("W", (1, 1 << 15, 1 << 15))]), "W: it says that it has 4,294,967,296 bytes"),
    "overflow.onnx": (onnx([tensor("W", (1 << 32, 1 << 32, 1 << 32))]), "W: it says that it has"),
    "negative.onnx": (onnx([tensor("W", (1, -4, 3))]), r"W: no tensor has the shape \[1, -4, 3\]"),
    "axes.onnx": (onnx([tensor("W", (1,) * 12)]), "W: no tensor has the shape"),
    "short.onnx": (onnx([tensor("W", (1, 4, 3), raw=b"1234")]), r"W: 4 bytes for the shape \[1, 4, 3\], not 48"),
    "host.onnx": (onnx([tensor("W", (1, 4, 3), {"location": "/etc/hostname"})]), "in a second file, 'hostname'"),
    "above.onnx": (onnx([tensor("W", (1, 4, 3), {"location": "../../secret"})]), "in a second file, 'secret'"),
    "deep.onnx": (nested(9), "its graphs are nested deeper than 8"),
    "doubled.onnx": (doubled(), "a constant is put together of more than"),
    "loop.onnx": (onnx([], node("Identity", "", ["W"], ["W"], {})), "its weights are computed while the graph runs"),
    "parts.onnx": (SAMPLES["both.onnx"] + written(14, b"") * (MAX_FIELDS + 1), "has more than 1,000,000 parts"),
    "lengths.onnx": (b"\x08\x08\x3a\xff\xff\xff\xff\x7f", "no format that is read here"),
    "nan.onnx": (onnx([constant("W", np.full((1, 4, 3), np.nan, "f4"))]), "not a number"),
    "misfit.onnx": (onnx([constant("W", np.ones((1, 5, 3), "f4"))]), "layer: R of this RNN has shape"),
    "wide.onnx": (
        model([node("RNN", "layer", ["x", "W", "R"], ["Y"], {})],
              [constant("W", np.ones((1, 5000, 1), "f4")), constant("R", np.ones((1, 1, 5000), "f4"))], {}, ["Y"]),
        "layer: it holds 5,000 units, at most 4,096 are read",
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", ONNX)
def test_an_onnx_file_made_to_harm_is_refused_in_a_sentence(name):
    content, sentence = ONNX[name]
    with pytest.raises(ModelFileError, match=sentence) as caught:
        read({name: content})
    assert str(caught.value).startswith(f"{name}: ")
    assert "\n" not in str(caught.value)


def test_numbers_in_a_second_file_come_from_the_one_that_was_given_whatever_path_is_named(tmp_path):
    secret, given = np.full(12, 7, "f4").tobytes(), np.arange(12, dtype="f4").tobytes()
    (tmp_path / "secret").write_bytes(secret)
    for location in (str(tmp_path / "secret"), "../secret", "..\\secret", "model.onnx.data"):
        content = onnx([tensor("W", (1, 4, 3), {"location": location})])
        opened = read({"model.onnx": content, "other.data": given})[1]
        assert opened.layers[0].W.ravel().tolist() == list(range(12))
    about = {"location": "other.data", "offset": "-4", "length": "48"}
    with pytest.raises(ModelFileError, match="the second file does not hold it"):
        read({"model.onnx": onnx([tensor("W", (1, 4, 3), about)]), "other.data": given})


def shape_bomb(file):
    file.create_dataset("layers/lstm/cell/vars/0", (200_000, 200_000), "f4", chunks=(10, 10))


def medium_bomb(file):
    file.create_dataset("layers/lstm/cell/vars/0", (1000, 1000), "f4", chunks=(10, 10))


def gzip_bomb(file):
    file.create_dataset("layers/lstm/cell/vars/0", data=np.zeros((4000, 4000), "f4"), compression="gzip")


def outside(path):
    def write(file):
        file.create_dataset("layers/lstm/cell/vars/0", (1, 16), "u1", external=[(str(path), 0, 16)])

    return hdf5(write)


def linked(file):
    file["layers"] = h5py.ExternalLink("/tmp/other.h5", "/layers")


def softly(file):
    file["layers"] = h5py.SoftLink("/elsewhere")


def circle(file):
    group = file.create_group("layers")
    group["again"] = group


def virtual(file):
    layout = h5py.VirtualLayout((4,), "f4")
    layout[:] = h5py.VirtualSource("other.h5", "x", (4,))
    file.create_virtual_dataset("layers/lstm/cell/vars/0", layout)


def crowded(file):
    for k in range(4097):
        file.create_group(f"layers/{k}")


HDF5 = {
    "shape": (shape_bomb, "claims 4e.10 values"),
    "medium shape": (medium_bomb, "says that it has 4,000,000 bytes, but the file holds 0"),
    "gzip": (gzip_bomb, "is packed, which Keras never does"),
    "external link": (linked, "layers points to another file or place, which is not followed"),
    "soft link": (softly, "layers points to another file or place, which is not followed"),
    "circle": (circle, "its groups are nested deeper than 12"),
    "virtual": (virtual, "lie in another file, which is not opened"),
    "crowded": (crowded, "4,097 members"),
}


@pytest.mark.parametrize("name", HDF5)
def test_an_hdf5_file_made_to_harm_is_refused_in_both_kinds_of_file(name):
    write, sentence = HDF5[name]
    content = hdf5(write)
    for file, whole in (("model.keras", archive(LSTM, content)), ("model.h5", content)):
        with pytest.raises(ModelFileError, match=sentence) as caught:
            read({file: whole})
        assert str(caught.value).startswith(f"{file}: ")


def test_a_file_beside_it_is_not_read_through_hdf5(tmp_path):
    (tmp_path / "secret").write_bytes(b"0123456789abcdef")
    with pytest.raises(ModelFileError, match="lie in another file, which is not opened"):
        read({"model.keras": archive(LSTM, outside(tmp_path / "secret"))})


def twice():
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        content = io.BytesIO(archive(LSTM, counted(CELL)))
        with zipfile.ZipFile(content, "a") as file:
            file.writestr("config.json", b"{}")
        return content.getvalue()


def lambda_layer():
    code = {"class_name": "Lambda", "config": {"name": "evil", "function": ["gANjb3MKc3lzdGVtCg==", None, None]}}
    return LSTM | {"config": {"name": "model", "layers": [code, *LSTM["config"]["layers"]]}}


INFINITE = np.full((3, 16), np.inf, "f4")
KERAS = {
    "member": (archive(LSTM, counted(CELL), {"evil.py": b"1"}), "holds evil.py, which Keras does not write"),
    "packed": (archive(LSTM, counted(CELL), packed=True), "is compressed, as no framework writes it"),
    "twice": (twice(), "two entries of the archive have the same name"),
    "nested": (archive(b'{"a":' * 100_000, counted(CELL)), "its description of the layers cannot be read"),
    "list": (archive(b"[]", counted(CELL)), "its description of the layers cannot be read"),
    "units": (archive(json.loads(json.dumps(LSTM).replace("4", "5")), counted(CELL)), "do not fit a LSTM of 5 units"),
    "huge units": (archive(json.loads(json.dumps(LSTM).replace("4", "9" * 30)), counted(CELL)), "do not fit a LSTM"),
    "none": (archive(LSTM, counted({})), "lstm: the file has no weights for it"),
    "infinite": (archive(LSTM, counted({"lstm/cell": [INFINITE, *CELL["lstm/cell"][1:]]})), "is infinite"),
    "weights": (counted(CELL), "it holds weights alone"),
    "words": (archive(LSTM, b"not HDF5"), "its HDF5 part is damaged"),
    "own cell": (archive({"class_name": "Sequential", "config": {"layers": [
        {"class_name": "RNN", "config": {"name": "lstm", "cell": {"class_name": "os.system", "config": {}}}}]}},
        counted(CELL)), "lstm: os.system is no LSTM, GRU or SimpleRNN of Keras"),
}  # fmt: skip


@pytest.mark.parametrize("name", KERAS)
def test_a_keras_file_made_to_harm_is_refused_in_a_sentence(name):
    content, sentence = KERAS[name]
    with pytest.raises(ModelFileError, match=sentence) as caught:
        read({"model.keras": content})
    assert str(caught.value).startswith("model.keras: ")
    assert "\n" not in str(caught.value)


def test_code_inside_a_keras_file_is_data_like_any_other():
    found = read({"model.keras": archive(lambda_layer(), counted(CELL))})[1]
    assert [one.name for one in found.layers] == ["lstm"]


def scalar(name, kind):
    return written(1, name) + written(2, written(1, written(1, kind) + written(2, b"")))


def test_a_graph_that_runs_for_ever_is_ended(monkeypatch):
    monkeypatch.setattr(runtime, "apart", functools.partial(runtime.apart, seconds=3))
    turn = [node("Identity", "", ["going"], ["on"], {}), node("Add", "", ["sum", "one"], ["more"], {})]
    inside = b"".join([*(written(1, one) for one in turn), written(2, "body"),
                       *(written(11, scalar(name, kind)) for name, kind in (("k", INT64), ("going", 9), ("sum", 1))),
                       *(written(12, scalar(name, kind)) for name, kind in (("on", 9), ("more", 1)))])  # fmt: skip
    loop = written(1, "most") + written(1, "") + written(1, "one") + written(2, "Y") + written(4, "Loop")
    loop += written(5, written(1, "body") + written(6, inside) + written(20, 5))
    content = model([loop], [constant("most", np.array(2**62)), constant("one", np.ones((), "f4"))], {}, ["Y"])
    with pytest.raises(ModelFileError, match=r"forever\.onnx: to read it takes longer than the 3 seconds"):
        runtime.outputs({"forever.onnx": content}, {})


def test_a_graph_that_wants_more_memory_than_there_is_is_refused():
    made = node("ConstantOfShape", "", ["shape"], ["Y"], {})
    content = model([made], [constant("shape", np.array([40_000, 40_000]))], {}, ["Y"])
    with pytest.raises(ModelFileError, match=r"big\.onnx: "):
        runtime.outputs({"big.onnx": content}, {})


def test_a_graph_does_not_read_files_that_it_was_not_given(tmp_path):
    (tmp_path / "secret").write_bytes(np.full(12, 7, "f4").tobytes())
    content = onnx([tensor("W", (1, 4, 3), {"location": str(tmp_path / "secret")})])
    with pytest.raises(ModelFileError, match="ONNX Runtime does not run it"):
        runtime.outputs({"model.onnx": content}, {"x": np.ones((2, 1, 3), "f4")})


def test_a_graph_that_cannot_run_is_refused_in_one_sentence():
    content = model([node("NoSuchThing", "", ["x"], ["Y"], {})], [], {"x": 1}, ["Y"])
    with pytest.raises(ModelFileError, match=r"model\.onnx: ONNX Runtime does not run it: ") as caught:
        runtime.outputs({"model.onnx": content}, {"x": np.ones(1, "f4")})
    assert "\n" not in str(caught.value)


def test_honest_files_beside_these_are_read():
    assert open_model({"both.onnx": SAMPLES["both.onnx"]}).networks[0].network.reverse
    whole = named(LSTM, {"lstm/lstm/lstm_cell": CELL["lstm/cell"]})
    assert open_model({"model.h5": whole}).networks[0].name == "lstm"
