"""`python -m benchmarks.gpu` in its shrunken form: the code path is whole, and nothing that was measured is lost."""

import json
import os
import subprocess
import sys
from contextlib import contextmanager
from pathlib import Path
from types import SimpleNamespace

import numpy as np
import pytest

from lstm_core import CELLS, Network
from lstm_core.files import load_arrays
from lstm_core.learning.run_reader import load_run

torch = pytest.importorskip("torch", reason="torch is not installed (the light requirements)")

from benchmarks.gpu import __main__ as command
from benchmarks.gpu import captured, memory, record, stand_in, tables
from benchmarks.gpu.named import controls, search, shows
from benchmarks.gpu.record import Part, Record
from benchmarks.gpu.trainings import settings
from lstm_core.texts.log_book import corpus
from lstm_torch.data.text import encoded
from lstm_torch.findings.named_cells import named_cells, quotation
from lstm_torch.training.learner import Learner

ROOT = Path(__file__).resolve().parents[2]
NO_GPU = pytest.mark.skipif(torch.cuda.is_available(), reason="there is a CUDA device: run the command itself")
WITHOUT = """
import runpy, sys
for name in ("safetensors", "tqdm", "threadpoolctl", "plotly", "streamlit", "pandas", "scipy"):
    sys.modules[name] = None
import lstm_core, lstm_torch
sys.argv = ["benchmarks.gpu", "there", "demo", "--small", "--seconds", "600", "--out", sys.argv[1]]
runpy.run_module("benchmarks.gpu", run_name="__main__", alter_sys=True)
"""


def python(*arguments: str) -> subprocess.CompletedProcess:
    environment = {**os.environ, "OMP_NUM_THREADS": "1"}
    environment.pop("LSTM_EXTRA", None)
    return subprocess.run(
        [sys.executable, *arguments], cwd=ROOT, env=environment, capture_output=True, text=True, timeout=300
    )


@NO_GPU
def test_the_whole_command_runs_on_a_cpu_and_says_what_needs_a_gpu(tmp_path):
    done = python("-m", "benchmarks.gpu", "--small", "--seconds", "600", "--out", str(tmp_path))
    assert done.returncode == 0, done.stdout + done.stderr
    assert done.stdout.startswith("the shrunken form")
    parts = json.loads((tmp_path / "measured.json").read_bytes())["parts"]
    assert list(parts) == ["there", "truth", "speed", "demo"]
    assert {part["ended"] for part in parts.values()} == {"whole"}
    rows = {name: {row["what"]: row for row in part["rows"]} for name, part in parts.items()}
    assert all("left out" not in row for part in rows.values() for row in part.values())

    truths = [row for row in rows["truth"].values() if "true" in row]
    assert all(row["true"] for row in truths)
    each = [row["each"] for row in truths if "each" in row]
    assert [set(one) for one in each] == [set(CELLS)] * 2  # float64, float32
    assert sum(what.startswith("recover, ") for what in rows["truth"]) == 25  # 24 small, 1 that needs a GPU
    for said in ("fused layers of lstm", "recovered_gradients, GRU", "training in bfloat16", "goes on bit for bit"):
        assert any(said in row["what"] for row in truths), said
    wanting = [what for part in rows.values() for what, row in part.items() if row.get("needs") == "a GPU"]
    for said in ("CUDA graph, float16", "waits for the device", "out of memory on purpose", "torchrun", "H = 1536"):
        assert any(said in what for what in wanting), said

    updates = [row for row in rows["speed"].values() if "ratios" in row]
    assert len(updates) == 2
    assert {name: one["target"] for name, one in updates[0]["ratios"].items()} == {
        "layer": 1.15,
        "plain": 2,
        "cells": 30,
    }
    ships = rows["demo"]["ships"]
    assert ships["bytes"] < 2e6
    run = tmp_path / "ships" / ships["run"]
    assert set(load_run(run).config.to_json()) >= {"task"}
    assert "controls" in json.loads((run / "results.json").read_bytes())
    assert len((run / "read.txt").read_text(encoding="utf-8")) == 16_000


@NO_GPU
def test_numpy_and_torch_are_enough(tmp_path):
    done = python("-c", WITHOUT, str(tmp_path))
    assert done.returncode == 0, done.stdout + done.stderr
    rows = json.loads((tmp_path / "measured.json").read_bytes())["parts"]["there"]["rows"]
    values = {row["what"]: row.get("value", "") for row in rows}
    assert values["safetensors, for files of weights"].startswith("missing")
    assert values["tqdm, for progress bars"].startswith("missing")
    ships = next((tmp_path / "ships").iterdir())
    assert load_run(ships).network.hidden_size == 12  # the library reads what the stand-in wrote


def test_the_stand_in_writes_and_reads_what_the_library_reads_and_writes(tmp_path, monkeypatch):
    from safetensors.numpy import save

    arrays = {"a": np.arange(6.0).reshape(2, 3), "b": np.float16([1.5]), "c": np.arange(3), "d": np.zeros((0, 2), "f4")}
    about = {"kind": "network", "format": "1", "about": '{"of": "é"}'}
    (tmp_path / "ours").write_bytes(stand_in.save(arrays, about))
    (tmp_path / "theirs").write_bytes(save(arrays, about))
    expected, said = load_arrays(tmp_path / "ours", "network")
    monkeypatch.setitem(sys.modules, "safetensors", None)
    with stand_in.where_missing():
        found, also = load_arrays(tmp_path / "theirs", "network")
        assert stand_in.missing("safetensors")
    assert sys.modules["safetensors"] is None
    assert said == also == {"of": "é"}
    for name, array in arrays.items():
        np.testing.assert_array_equal(found[name], array)
        np.testing.assert_array_equal(expected[name], array)


def test_a_part_that_breaks_is_one_sentence_and_the_others_go_on_and_are_kept(tmp_path, monkeypatch, capsys):
    def breaks(part):
        part.truth("one", 1.0, 2.0)
        raise RuntimeError("the device\nfell over")

    monkeypatch.setitem(command.PARTS, "truth", breaks)
    monkeypatch.setitem(command.PARTS, "speed", lambda part: part.row("two", "2", value=2))
    arguments = ["--small", "--json", str(tmp_path / "found.json")]
    assert command.main(["speed", *arguments]) == 0
    assert command.main(["truth", *arguments]) == 1
    parts = json.loads((tmp_path / "found.json").read_bytes())["parts"]
    assert parts["speed"]["rows"] == [{"what": "two", "value": 2}]
    assert parts["truth"]["ended"] == "RuntimeError: the device fell over"
    assert parts["truth"]["rows"][0]["true"]
    assert "truth: RuntimeError: the device fell over" in capsys.readouterr().out

    def untrue(part):
        part.truth("no number", float("nan"), 2.0)
        part.left_out("three")
        raise KeyboardInterrupt

    monkeypatch.setitem(command.PARTS, "truth", untrue)
    assert command.main(["truth", *arguments]) == 130
    rows = json.loads((tmp_path / "found.json").read_bytes())["parts"]["truth"]
    assert rows["ended"] == "cut off"
    assert [row.get("true") for row in rows["rows"]] == [False, None]
    assert rows["rows"][0]["found"] is None
    monkeypatch.setattr(record, "about", breaks)  # a device that fell over says not even its name
    assert command.main(["truth", "there", *arguments]) == 1
    assert capsys.readouterr().out.count("ended: ") == 2
    (tmp_path / "found.json").write_text("[]")
    assert command.main(["truth", *arguments]) == 2


def test_where_a_capture_is_refused_the_rest_is_measured_without_one(monkeypatch):
    rows = []
    device = SimpleNamespace(
        cuda=True, small=True, device=torch.device("cpu"), holds=lambda what, true, said="": rows.append((true, said))
    )
    monkeypatch.setattr(captured, "losses", lambda *_: None)
    assert captured.graph(device) == "auto"

    def refused(*_):
        raise RuntimeError("operation not permitted when stream is capturing")

    monkeypatch.setattr(captured, "losses", refused)
    assert captured.graph(device) == "off"
    assert [true for true, _ in rows] == [True, False]
    assert "measured without one: RuntimeError: operation not permitted" in rows[1][1]


def test_a_full_memory_loses_nothing_where_the_device_only_says_so(tmp_path, monkeypatch):
    @contextmanager
    def none_left(device):
        def full(*_):
            raise torch.OutOfMemoryError("CUDA out of memory. Tried to allocate 58.00 MiB. GPU 0 has 79 GiB.")

        with monkeypatch.context() as patched:
            patched.setattr(Learner, "step", full)
            yield

    class Pretended(Part):
        cuda = True

    monkeypatch.setattr(memory, "no_more_memory", none_left)
    monkeypatch.setattr(memory, "settings", lambda part, **more: settings(part, **more | {"precision": "float32"}))
    part = Pretended("truth", torch.device("cpu"), True, 60.0, Record(tmp_path / "measured.json"))
    memory.full(part)
    assert [row["true"] for row in part.kept["rows"]] == [True] * 4


def test_a_cell_has_a_name_only_where_it_was_not_chosen_and_above_both_controls():
    cells = {"position in the line": {"correlation": -0.7, "found at": -0.8}}
    assert shows(cells, {"position in the line": {"moved": 0.1, "untrained": -0.4}}) == ["position in the line"]
    assert not shows(cells, {"position in the line": {"moved": 0.1, "untrained": -0.6}})
    assert not shows({"position in the line": {"correlation": 0.7, "found at": -0.8}}, {})
    assert not shows({"position in the word": {"correlation": 0.9, "found at": 0.9}}, {})


def test_the_search_on_the_device_finds_what_the_lessons_find():
    text, cpu = encoded("a log book", corpus(8_000)), torch.device("cpu")
    made = [Network.new(CELLS["lstm"], text.vocabulary, 9, 0, np.random.default_rng(seed)) for seed in (0, 1)]
    found, wanted = search(made[0], text.ids, cpu), named_cells(made[0], text.ids)
    assert found.keys() == wanted.keys() >= {"inside a quotation", "position in the line"}
    for what, one in found.items():
        assert (one["unit"], one["name"]) == (wanted[what]["unit"], wanted[what]["name"])
        assert one["correlation"] == pytest.approx(wanted[what]["correlation"], abs=1e-5)
    both = controls(*made, text.ids, cpu)["position in the line"]
    assert both["untrained"] == pytest.approx(
        named_cells(made[1], text.ids)["position in the line"]["correlation"], abs=1e-5
    )
    assert both["moved"] != pytest.approx(found["position in the line"]["correlation"], abs=1e-3)


def test_quotations_between_single_marks_are_found_where_a_book_writes_them_so():
    letters = np.array(list("'It's so,' he said.\n\n'A.\n\n'B.' Not \"c\"."))
    inside = quotation(letters).astype(bool)
    assert "".join(letters[inside]) == "'It's so,'A.\n'B."


BENCHMARKS = (ROOT / "BENCHMARKS.md").read_text(encoding="utf-8")


def test_the_tables_are_those_of_what_was_measured_or_say_not_yet():
    assert tables.tables(tables.shipped()) in BENCHMARKS
    assert tables.RESULTS.stat().st_size < 1e6
    assert tables.NOT_YET in tables.tables({})


def test_what_was_measured_fills_the_tables():
    about = {"device": "NVIDIA H100", "torch": "2.11.0", "cudnn": "91300", "when": "2030-01-01 00:00 UTC"}
    ratio = {"what": "", "target": 2.0, "met": True}
    update = {"ratios": {key: ratio | {"ratio": 2.5} for key in tables.TARGETS}, "milliseconds": {"ours": 3.25}}
    followed = {"position in the line": {"correlation": 0.81}}
    controls = {"position in the line": {"moved": 0.02, "untrained": -0.1}}
    learned = {"steps": 1200, "seconds": 31.6, "unseen": 1.5, "baselines": {"counts of 2": 2.5, "counts of 3": 1.4}}
    trial = {"units": 448, "seed": 0, **learned, "named": list(followed)}
    rows = {
        "truth": [
            {"what": "recover, 1 x LSTM", "found": 1.0, "limit": 2.0, "true": True},
            {"what": "recover, 3 x LSTM", "found": 3.0, "limit": 2.0, "true": False},
            {"what": "out of memory on purpose is one sentence", "true": True},
        ],
        "speed": [
            {"what": "all gates of 256 steps", "milliseconds": 8.0, "ratio": 12.0, "met": {"ratio": True}},
            {"what": "update", "size": [256, 1, 64, 256], **update},
        ],
        "demo": [{"what": "448 units", "cells": followed, "controls": controls, **trial}],
    }
    parts = {name: {"about": about, "rows": each} for name, each in rows.items()}
    printed = tables.tables({"parts": parts})
    assert "Card: NVIDIA H100, torch 2.11.0, cuDNN 91300, 2030-01-01 00:00 UTC." in printed
    assert "| `recover` against a loop over cells, in last places | 1 of 2 | 3 of 2 |" in printed
    assert "| a full memory is one sentence, nothing is lost | 1 of 1 | — |" in printed
    assert "| 256, 1, 64, 256 | 3.25 | 2.50 | 2.50 | 2.50 | 2.50 |" in printed
    assert "8.00 ms, a loop 12.0 times as long." in printed
    assert "the fused layer alone ≤ 1.15: 1 of 1; " in printed
    assert "| 448, 0 | 1,200 | 32 | 1.500 | 1.400 | position in the line (+0.81, +0.02, -0.10) |" in printed
    parts["demo"]["about"] = about | {"device": "NVIDIA A100", "when": "2030-01-02 00:00 UTC"}
    two = "2030-01-01 00:00 UTC (truth, speed); NVIDIA A100, torch 2.11.0, cuDNN 91300, 2030-01-02 00:00 UTC (demo)."
    assert two in tables.tables({"parts": parts})
