"""`python -m lstm_torch`: runs from the command line, several processes, and what a person gets wrong."""

import hashlib
import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from lstm_core import load_run
from lstm_core.learning.run_reader import load_metrics, load_status, steps_of

torch = pytest.importorskip("torch", reason="torch is not installed (the light requirements)")

from lstm_torch import DEMOS
from lstm_torch.__main__ import main
from lstm_torch.data import text

ROOT = Path(__file__).resolve().parents[2]
SMALL = ["--hidden-size", "8", "--batch-size", "4", "--window", "8", "--sample-length", "10", "--device", "cpu"]
SMALL += ["--report-every", "2", "--look-every", "1000"]


@pytest.fixture
def rhyme(tmp_path):
    path = tmp_path / "rhyme.txt"
    path.write_text("the cat sat on the mat, and the rat sat on the cat. " * 40)
    return str(path)


def said(capsys, *arguments: str) -> str:
    """The one sentence that a command prints when it refuses."""
    try:
        code = main([str(argument) for argument in arguments])
    except SystemExit as end:
        code = end.code
    assert code == 2
    lines = capsys.readouterr().err.strip().splitlines()
    assert "Traceback" not in "".join(lines)
    return lines[-1]


def test_a_run_from_the_command_line_can_be_read_and_not_begun_twice(tmp_path, rhyme, capsys):
    out = tmp_path / "run"
    config = tmp_path / "settings.json"
    config.write_text(json.dumps({"steps": 30, "hidden_size": 99}))
    command = [
        "train",
        "characters",
        "--config",
        str(config),
        "--text",
        rhyme,
        "--out",
        str(out),
        *SMALL,
        "--steps",
        "6",
    ]
    assert main(command) == 0
    assert load_run(out).network.hidden_size == 8
    assert load_status(out)["state"] == "finished"
    assert (out / "results.json").is_file()
    samples = [json.loads(line) for line in (out / "samples.jsonl").read_text().splitlines()]
    assert [len(sample["text"]) for sample in samples] == [10]
    assert "exists already" in said(capsys, *command)
    assert "is finished" in said(capsys, "train", "characters", "--out", out, "--resume")


def test_every_demo_is_listed(capsys):
    assert main(["list"]) == 0
    printed = capsys.readouterr().out
    assert all(name in printed and demo.claim in printed for name, demo in DEMOS.items())


def test_what_a_person_gets_wrong_is_one_sentence(tmp_path, rhyme, capsys):
    short, binary, huge, new = (tmp_path / name for name in ("short.txt", "binary.txt", "huge.txt", "new"))
    short.write_text("ten bytes.")
    binary.write_bytes(b"\x00\xfe" * 2000)
    with open(huge, "wb") as file:
        file.truncate(2 * 2**30)  # a file with a hole: it takes no room
    for wrong, sentence in (
        (["--text", tmp_path / "none.txt"], "there is no text file 'none.txt'"),
        (["--text", short], "short.txt has 10 characters"),
        (["--text", huge], "huge.txt has 2,147,483,648 bytes"),
        (["--text", binary], "binary.txt cannot be read as a text: byte 1 of 4,000 (0x00)"),
        (["--text", rhyme, "--batch-size", "4096"], "too few for 4096 streams"),
        (["--steps", "0"], "steps is from 1 to"),
        (["--cell", "lstmm"], "there is no cell 'lstmm'; did you mean 'lstm'?"),
        (["--precision", "float16"], "precision float16 is for CUDA"),
        (["--batch-size", "9", "--accumulate", "2"], "cannot be cut into 2 equal parts"),
        (["--config", short], "short.txt is not JSON"),
        (["--config", tmp_path / "none.json"], "there is no settings file"),
        (["--hidden-size", "many"], "--help explains every option"),
    ):
        assert sentence in said(capsys, "train", "characters", "--text", rhyme, *SMALL, "--out", new, *wrong), wrong
        assert not new.exists()
    assert "--resume needs the run directory" in said(capsys, "train", "characters", "--resume")
    settings = tmp_path / "settings.json"
    settings.write_text('{"hiden_size": 3}')
    assert "did you mean 'hidden_size'?" in said(capsys, "train", "characters", "--config", settings)


def test_a_run_of_another_version_or_of_the_core_is_refused(tmp_path, capsys):
    run = tmp_path / "run"
    run.mkdir()
    assert "trained by lstm_torch" in said(
        capsys, "train", "characters", "--resume", "--out", ROOT / "assets" / "runs" / "france-lstm-0"
    )
    content = json.loads((ROOT / "assets" / "runs" / "france-lstm-0" / "config.json").read_text())
    (run / "config.json").write_text(json.dumps(content | {"torch": {"format": 7}}))
    assert "settings of format 7" in said(capsys, "train", "characters", "--resume", "--out", run)
    (run / "config.json").write_text(json.dumps(content | {"format": 99}))
    assert "has format 99" in said(capsys, "train", "characters", "--resume", "--out", run)


def test_a_full_memory_names_the_settings_to_lower(tmp_path, rhyme, capsys, monkeypatch):
    def full(*arguments):
        raise torch.OutOfMemoryError("CUDA out of memory. Tried to allocate 20.00 GiB.")

    monkeypatch.setattr("lstm_torch.training.learner.losses", full)
    sentence = said(capsys, "train", "characters", "--text", rhyme, "--out", tmp_path / "run", *SMALL)
    assert "memory is full" in sentence
    assert "lower batch_size, window or hidden_size, or raise accumulate" in sentence
    assert load_status(tmp_path / "run")["state"] == "failed"


def test_a_book_is_fetched_once_checked_and_never_when_offline(tmp_path, monkeypatch):
    content = b"It was the best of tests. " * 50
    there = tmp_path / "there.txt"
    there.write_bytes(content)
    right = text.Book("a book", there.as_uri(), hashlib.sha256(content).hexdigest(), len(content))
    monkeypatch.delenv("LSTM_EXTRA", raising=False)
    with pytest.raises(FileNotFoundError, match="not in the cache, and offline was asked for"):
        text.book(right, True, tmp_path / "cache")
    with pytest.raises(ValueError, match="gave another file, which was not kept: its SHA-256 is"):
        text.book(right._replace(sha256="0" * 64), False, tmp_path / "cache")
    assert not (tmp_path / "cache").exists()
    assert text.book(right, False, tmp_path / "cache") == content
    there.unlink()
    assert text.book(right, True, tmp_path / "cache") == content
    (tmp_path / "cache" / "there.txt").write_bytes(b"torn")
    with pytest.raises(ConnectionError, match="a book could not be fetched"):
        text.book(right, False, tmp_path / "cache")


def torchrun(out: Path, rhyme: str, *more: str) -> subprocess.Popen:
    environment = {**os.environ, "OMP_NUM_THREADS": "1", "MASTER_ADDR": "127.0.0.1"}
    command = [sys.executable, "-m", "torch.distributed.run", "--standalone", "--nproc-per-node", "2"]
    command += ["-m", "lstm_torch", "train", "characters", "--out", str(out)]
    command += [] if "--resume" in more else ["--text", rhyme, *SMALL]
    return subprocess.Popen(
        [*command, *more], cwd=ROOT, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    )


def test_two_processes_learn_what_one_learns_and_a_killed_one_ends_the_job_which_goes_on(tmp_path, rhyme):
    steps = ["--steps", "400", "--save-every", "25"]
    assert main(["train", "characters", "--text", rhyme, "--out", str(tmp_path / "one"), *SMALL, *steps]) == 0
    both = torchrun(tmp_path / "two", rhyme, *steps)
    deadline = time.monotonic() + 60
    while len(load_metrics(tmp_path / "two") if (tmp_path / "two").is_dir() else ()) < 15 and both.poll() is None:
        assert time.monotonic() < deadline, "two processes did not begin within a minute"
        time.sleep(0.02)
    os.kill(_second_rank(both.pid), signal.SIGKILL)
    output, _ = both.communicate(timeout=60)
    assert both.returncode != 0
    status = load_status(tmp_path / "two")
    assert status["state"] == "failed", output
    assert "--resume" in status["message"]
    kept = steps_of(tmp_path / "two")[-1]
    assert 25 <= kept < 400
    again = torchrun(tmp_path / "two", rhyme, "--resume")
    output, _ = again.communicate(timeout=120)
    assert again.returncode == 0, output
    one, two = ([line["loss"] for line in load_metrics(tmp_path / name)] for name in ("one", "two"))
    assert len(two) == len(one)
    assert two[:10] == pytest.approx(one[:10], rel=1e-5)
    assert two == pytest.approx(one, rel=0.02, abs=2e-3)  # rounding grows with the steps


def _second_rank(launcher: int) -> int:
    """The process id of rank 1."""
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            environment = (folder / "environ").read_bytes().split(b"\0")
            parent = int((folder / "stat").read_text().rsplit(")", 1)[1].split()[1])
        except OSError:
            continue
        if parent == launcher and b"RANK=1" in environment:
            return int(folder.name)
    raise AssertionError("there is no second process")
