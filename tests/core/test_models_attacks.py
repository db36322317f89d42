"""Files made to harm whoever opens them: each is refused in one sentence, and nothing of it is carried out."""

import json
import pickle
import struct
import zipfile

import numpy as np
import pytest

from lstm_core import open_model
from lstm_core.models import limits
from lstm_core.models.errors import ModelFileError
from lstm_core.models.reading import read
from tests.support.checkpoints import Call, Tensor, Writer, around, checkpoint, zipped
from tests.support.sampled import one_in
from tests.support.samples.npz import written as npz
from tests.support.samples.safetensors import written as safetensors
from tests.support.state_dicts import state_dict

ONE = np.ones(1, "f4")


def pickled(steps: bytes) -> bytes:
    return around(b"\x80\x02" + steps)


def lied_about(header: dict, body: bytes = b"\x00" * 64) -> bytes:
    said = json.dumps(header).encode()
    return len(said).to_bytes(8, "little") + said + body


def entry(kind: object = "F32", shape: list | None = None, span: list | None = None) -> dict:
    return {"dtype": kind, "shape": [4] if shape is None else shape, "data_offsets": [0, 16] if span is None else span}


def npy(shape: str, descr: str = "<f4", body: bytes = b"\x00" * 64) -> bytes:
    header = f"{{'descr': '{descr}', 'fortran_order': False, 'shape': {shape}, }}\n".encode()
    return b"\x93NUMPY\x01\x00" + struct.pack("<H", len(header)) + header + body


def encrypted() -> bytes:
    content = bytearray(checkpoint(state_dict()))
    at = content.find(b"PK\x01\x02")
    content[at + 8] |= 1
    return bytes(content)


def twice() -> bytes:
    with pytest.warns(UserWarning, match="Duplicate"):
        return zipped([("a/data.pkl", b"\x80\x02}."), ("a/data.pkl", b"\x80\x02}."), ("a/version", b"3")])


def memo(at: int) -> bytes:
    return pickled(b"]r" + struct.pack("<I", at) + b".")


BILLION = {"rnn.weight_hh_l0": Tensor(ONE, (1 << 15, 1 << 15), (1 << 15, 1), count=1 << 30)}
SHARE = b"}(X\x01\x00\x00\x00ah%cX\x01\x00\x00\x00bh%cuq%c"
SHARED = b"}q\x00" + b"".join(SHARE % (k, k, k + 1) for k in range(60)) + b"."
NUMBERS = "rnn.weight_hh_l0"
DEEP = b"}" + b"X\x01\x00\x00\x00a}" * 200 + b"s" * 200 + b"."
LOOP = b"}q\x00X\x01\x00\x00\x00ah\x00s."
ATTACKS = {  # file: (content, what is said of it)
    "expanded.pt": (checkpoint({NUMBERS: Tensor(ONE, (20_000, 1_000), (0, 0))}), "more than its storage has"),
    "huge expanded.pt": (checkpoint({NUMBERS: Tensor(ONE, (200_000, 10_000), (0, 0))}), "more than are read"),
    "a billion.pt": (checkpoint(BILLION), "claims 1.07e+09 values"),
    "storage.pt": (checkpoint({NUMBERS: Tensor(ONE, (4, 4), (4, 1), count=16)}), "shorter than the file says"),
    "view outside.pt": (checkpoint({NUMBERS: Tensor(np.ones(16, "f4"), (2, 2), (8, 1), 8)}), "more than its storage"),
    "long storage.pt": (checkpoint({NUMBERS: Tensor(ONE, (1, 1), (1, 1), count=1 << 40)}), "claims 1.1e+12 values"),
    "many axes.pt": (checkpoint({NUMBERS: Tensor(ONE, (1,) * 9, (1,) * 9)}), "9 axes"),
    "deflated.pt": (zipped({"a/data.pkl": b"\x00" * 10**6}, zipfile.ZIP_DEFLATED), "compressed"),
    "memo.pt": (memo(1 << 30), "damaged"),
    "endless.pt": (pickled(b"N0" * 1_100_000 + b"."), "more than 2,000,000 steps"),
    "shared.pt": (pickled(SHARED), "refers to itself"),
    "deep.pt": (pickled(DEEP), "nested too deep"),
    "loop.pt": (pickled(LOOP), "refers to itself"),
    "extension.pt": (pickled(b"\x82\x01."), "a step that no checkpoint needs (EXT1)"),
    "instance.pt": (pickled(b"(ios\nsystem\n."), "a step that no checkpoint needs (INST)"),
    "long number.pt": (pickled(b"\x8b\x64\x00\x00\x00" + b"\x00" * 100 + b"."), "a step that no checkpoint needs"),
    "long pickle.pt": (pickled(b"X" + struct.pack("<I", 9 << 20) + b"a" * (9 << 20) + b"."), "9 MB"),
    "no end.pt": (pickled(b"}"), "damaged"),
    "program.pt": (checkpoint(state_dict(), {"code/m.py": b"x", "constants.pkl": b"x"}), "TorchScript"),
    "big end.pt": (checkpoint(state_dict(), {"byteorder": b"big"}), "large end first"),
    "quantised.pt": (checkpoint({"a": Call("torch._utils._rebuild_qtensor", (1,))}), "quantised"),
    "old.pt": (pickle.dumps([1, 2]), "bare pickle"),
    "encrypted.pt": (encrypted(), "encrypted"),
    "twice.pt": (twice(), "same name"),
    "crowd.pt": (zipped({f"a/data/{k}": b"" for k in range(4200)} | {"a/data.pkl": b"."}), "4,201 entries"),
    "storage missing.pt": (around(b"\x80\x02" + Writer().steps(state_dict()) + b"."), "no entry"),
    "offsets.safetensors": (lied_about({"a": entry(span=[0, 99])}), "outside the file"),
    "backwards.safetensors": (lied_about({"a": entry(span=[16, 0])}), "outside the file"),
    "negative.safetensors": (lied_about({"a": entry(shape=[-4])}), "not a number of values"),
    "overlap.safetensors": (lied_about({"a": entry(), "b": entry(span=[8, 24])}), "inside another"),
    "size.safetensors": (lied_about({"a": entry(shape=[5])}), "16 bytes"),
    "header.safetensors": (b"\x00" * 7 + b"\x10" + b'{"a":1}'.ljust(64), "claims 1,152,921,504,606,846,976 bytes"),
    "twice.safetensors": (b"\x0f" + b"\x00" * 7 + b'{"a":{},"a":{}}', "different names"),
    "nested.safetensors": (lied_about({"a": entry()})[:8] + b"{" * 4000, "damaged"),
    "nested more.safetensors": ((100_000).to_bytes(8, "little") + b'{"a":' + b"[" * 100_000, "different names"),
    "a billion.safetensors": (lied_about({"a": entry(shape=[1 << 30])}), "claims 1.07e+09 values"),
    "kinds.safetensors": (lied_about({"a": entry(kind=["F32"])}), "without its type"),
    "objects.npz": (zipped({"a.npy": npy("(1,)", "|O")}), "objects of Python"),
    "a billion.npz": (zipped({"a.npy": npy("(1073741824,)")}), "claims 1.07e+09 values"),
    "shape.npz": (zipped({"a.npy": npy("(17,)")}), "64 bytes of values"),
    "negative.npz": (zipped({"a.npy": npy("(-1,)")}), "not a number of values"),
    "call.npz": (zipped({"a.npy": npy("(__import__('os').getpid(),)")}), "header of a is damaged"),
    "no array.npz": (zipped({"a.npy": b"hello"}), "no array of NumPy"),
    "bomb.npz": (zipped({"a.npy": npy("(67108865,)") + bytes(257 << 20)}, zipfile.ZIP_DEFLATED), "more than are read"),
    "nothing": (b"", "the file is empty"),
    "letter.txt": (b"Dear reader, here is no model.", "no format that is read here"),
    "picture.png": (b"\x89PNG\r\n\x1a\n" + bytes(60), "no format that is read here"),
    "zip.zip": (zipped({"a.txt": b"hello"}), "it is an archive (zip), but none"),
}  # fmt: skip


@pytest.mark.parametrize("name", ATTACKS)
def test_an_attack_is_refused_in_one_sentence(name):
    content, says = ATTACKS[name]
    with pytest.raises(ModelFileError) as refused:
        read({name: content})
    sentence = str(refused.value)
    assert sentence.startswith(f"{name}: ")
    assert says in sentence
    assert "\n" not in sentence
    assert len(sentence) < 300


HARMS = [
    ("os.system", "touch {}"),
    ("posix.system", "touch {}"),
    ("subprocess.check_output", "touch {}"),
    ("builtins.eval", "open({!r}, 'w')"),
    ("builtins.exec", "open({!r}, 'w').close()"),
    ("numpy.testing._private.utils.runstring", "open({!r}, 'w')"),
    ("torch.serialization.load", "{}"),
    ("pickle.loads", "{}"),
]


@pytest.mark.parametrize(("function", "text"), HARMS)
@pytest.mark.parametrize("place", one_in(2, ["alone", "among weights", "as the state of a module", "as a storage"]))
def test_what_a_pickle_asks_to_be_called_is_never_called(function, text, place, tmp_path):
    canary = tmp_path / "canary"
    harm = Call(function, (text.format(str(canary)),), {"a": 1})
    weights = state_dict()
    value = {
        "alone": harm,
        "among weights": {"harm": harm, **weights},
        "as the state of a module": {"model": Call("net.Net", (), harm), **weights},
        "as a storage": {**weights, "x.weight": Call("torch._utils._rebuild_tensor_v2", (harm, 0, (1,), (1,)))},
    }[place]
    content = checkpoint(value)
    if place == "alone":
        with pytest.raises(ModelFileError, match="no LSTM, GRU or RNN"):
            read({"harm.pt": content})
    else:
        assert [layer.kind for layer in read({"harm.pt": content})[1].layers] == ["LSTM"]
        assert open_model(content, name="harm.pt").networks[0].name == "rnn"
    assert not canary.exists()


def test_a_carried_out_pickle_would_have_left_its_canary(tmp_path):
    """The harm in these tests is real: Python's own reader does it."""
    canary = tmp_path / "canary"
    pickle.loads(b"\x80\x02" + Writer().steps(Call("builtins.exec", (f"open({str(canary)!r}, 'w').close()",))) + b".")
    assert canary.exists()


def test_a_file_that_is_too_large_is_refused_before_it_is_read(tmp_path, monkeypatch):
    path = tmp_path / "large.pt"
    with open(path, "wb") as file:
        file.truncate(limits.FILE_BYTES + 1)
    monkeypatch.setattr("pathlib.Path.read_bytes", lambda path: pytest.fail("it was read"))
    with pytest.raises(ModelFileError, match=r"large\.pt: 256 MB are more than are read here \(256 MB\)"):
        open_model(path)


def test_what_claims_a_billion_weights_asks_for_no_memory():
    import tracemalloc

    for name in ("a billion.pt", "a billion.safetensors", "a billion.npz", "long storage.pt", "huge expanded.pt"):
        tracemalloc.start()
        with pytest.raises(ModelFileError):
            read({name: ATTACKS[name][0]})
        assert tracemalloc.get_traced_memory()[1] < 4 * limits.MB
        tracemalloc.stop()


def test_keys_that_would_take_forever_to_hash_are_not_hashed():
    pair = b"(" + b"X\x01\x00\x00\x00a" * 2 + b"tq\x00" + b"".join(b"0(h%ch%ctq%c" % (k, k, k + 1) for k in range(120))
    with pytest.raises(ModelFileError, match="no LSTM"):  # hashed, it would take 2^120 steps
        read({"hash.pt": pickled(b"}" + pair + b"Ns.")})


@pytest.mark.parametrize("value", [np.nan, np.inf])
@pytest.mark.parametrize("name", ["rnn.weight_hh_l0", "rnn.bias_ih_l0", "fc.weight", "fc.bias"])
def test_a_weight_that_is_not_finite_is_named_with_its_place(name, value):
    arrays = state_dict() | {"fc.weight": np.ones((2, 4), "f4"), "fc.bias": np.ones(2, "f4")}
    arrays[name].flat[-1] = value
    place = ", ".join(str(size - 1) for size in arrays[name].shape)
    what = "not a number" if np.isnan(value) else "infinite"
    with pytest.raises(ModelFileError, match=rf"\[{place}\] is {what}"):
        open_model(safetensors(arrays), name="m.safetensors")


def test_names_in_a_file_cannot_break_out_of_the_sentence():
    name = "x\n<script>\u202e" + "y" * 500
    with pytest.raises(ModelFileError) as refused:
        read({"m.npz": npz({"a": np.ones(3)}) and safetensors({name: np.ones(3, "f4")})})
    assert "\n" not in str(refused.value)
    assert "\u202e" not in str(refused.value)
    assert len(str(refused.value)) < 400
