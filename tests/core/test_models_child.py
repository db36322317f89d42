"""The process that reads foreign files: what it may take, what it may do, and what comes back."""

import os
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from lstm_core import open_model
from lstm_core.models import child
from lstm_core.models.child import apart
from lstm_core.models.errors import ModelFileError
from lstm_core.models.parcel import packed, unpacked
from lstm_core.models.reading import read
from tests.support.mutated import samples
from tests.support.samples.torch_zip import SAMPLES

ROOT = Path(__file__).resolve().parents[2]
HERE = "tests.support.in_a_child"
WITH_LIMITS = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no limits of this kind")


def test_what_comes_back_is_what_was_read():
    for key, files in samples().items():
        for name, content in files:
            if key != "own":
                title, here = read({name: content})
                there_title, there = unpacked(*apart("lstm_core.models.parcel:packed", {name: content}))
                assert there_title == title
                assert (there.notes, there.vocabulary, there.asks) == (here.notes, here.vocabulary, here.asks)
                assert (there.chains, there.embedding, there.readout) == (here.chains, here.embedding, here.readout)
                assert there.arrays.keys() == here.arrays.keys()
                for one, other in zip(here.layers, there.layers, strict=True):
                    assert (one.kind, one.name, one.direction) == (other.kind, other.name, other.direction)
                    assert (one.notes, one.options) == (other.notes, other.options)
                    for part in "WRB":
                        assert np.array_equal(getattr(one, part), getattr(other, part))


def test_only_json_and_arrays_leave_the_child():
    about, arrays = packed({"lstm.pt": SAMPLES["lstm.pt"]})
    assert not any(array.dtype.hasobject for array in arrays.values())
    assert {type(value) for value in about.values()} <= {str, list, dict}


def test_a_refusal_in_the_child_is_the_same_sentence_outside():
    with pytest.raises(ModelFileError, match=r"^old\.pt: it is a bare pickle"):
        open_model(b"\x80\x02N.", name="old.pt")


def test_what_takes_too_long_is_ended():
    with pytest.raises(ModelFileError, match=r"^m\.pt: to read it takes longer than the 1 seconds"):
        apart(f"{HERE}:sleeps", {"m.pt": b""}, seconds=1)


@WITH_LIMITS
@pytest.mark.parametrize("wish", ["a_file", "memory", "many_files"])
def test_a_wish_beyond_the_limits_is_not_granted(wish, tmp_path):
    about, _ = apart(f"{HERE}:{wish}", {"m.pt": str(tmp_path / "canary").encode()})
    assert about["granted"] is False
    assert not (tmp_path / "canary").exists() or (tmp_path / "canary").stat().st_size == 0


@WITH_LIMITS
def test_memory_that_is_refused_is_a_sentence():
    with pytest.raises(ModelFileError, match=r"^m\.pt: to read it takes more memory"):
        apart(f"{HERE}:takes_all", {"m.pt": b""})


@pytest.mark.parametrize("end", ["crashes", "says_nothing", "says_nonsense", "answers_a_pickle"])
def test_a_child_that_is_lost_or_taken_over_is_a_sentence(end):
    with pytest.raises(ModelFileError, match=r"^m\.pt: "):
        apart(f"{HERE}:{end}", {"m.pt": b""})


def test_an_answer_without_end_is_cut_off(monkeypatch):
    monkeypatch.setattr(child, "ANSWER_BYTES", 5 * 2**20)
    with pytest.raises(ModelFileError, match=r"^m\.pt: "):
        apart(f"{HERE}:never_stops", {"m.pt": b""})


def test_a_child_that_does_not_listen_is_no_trap():
    with pytest.raises(ModelFileError, match=r"^m\.pt: "):
        apart(f"{HERE.rpartition('.')[0]}.no_such_module:reads", {"m.pt": bytes(10**6)})


def test_the_child_sees_nothing_of_our_environment_and_no_folder_of_ours(monkeypatch):
    monkeypatch.setenv("A_SECRET", "1")
    monkeypatch.setenv("PYTHONPATH", "/nowhere")
    about, _ = apart(f"{HERE}:looks_around", {"m.pt": b""})
    assert "A_SECRET" not in about["environment"]
    assert "PYTHONPATH" not in about["environment"]
    assert "" not in about["path"]


def test_the_child_needs_nothing_of_what_runs_a_network():
    code = "import lstm_core.models.parcel, sys; from lstm_core.models.reading import FORMATS; list(FORMATS.values());"
    code += "print([n for n in sys.modules if n in ('lstm_core.cell', 'torch', 'h5py', 'onnx', 'onnxruntime')])"
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, timeout=60)
    assert done.stdout.strip() == "[]", done.stderr


def test_no_child_is_left_behind():
    before = set(os.listdir("/proc")) if os.path.isdir("/proc") else set()
    with pytest.raises(ModelFileError):
        apart(f"{HERE}:sleeps", {"m.pt": bytes(10**6)}, seconds=0.5)
    for number in (set(os.listdir("/proc")) if before else set()) - before:
        line = Path("/proc", number, "cmdline")
        try:
            assert not number.isdigit() or b"in_a_child:sleeps" not in line.read_bytes()
        except (FileNotFoundError, ProcessLookupError):
            continue
