"""The command line does what its help says, and an error is one sentence."""

import signal
import subprocess
import sys
import time
from dataclasses import fields
from pathlib import Path

import numpy as np
import pytest

from lstm_core import CELLS, TASKS, Config, load_run
from lstm_core.__main__ import main, parser
from lstm_core.cell_page import cell_of_file
from lstm_core.learning.resumable import record
from lstm_core.learning.run_reader import load_status
from lstm_core.learning.train import new_network
from lstm_core.said import percent
from lstm_core.tasks import france

ROOT = Path(__file__).resolve().parents[2]
SMALL = ["--hidden-size", "6", "--embedding-size", "4", "--batch-size", "4"]
SENTENCE = "I grew up in France … I speak fluent"


@pytest.fixture
def run_of_three_steps(tmp_path):
    assert main(["train", "france", *SMALL, "--steps", "3", "--cell", "gru", "--out", str(tmp_path / "run")]) == 0
    return tmp_path / "run"


def said(capsys, *arguments: object) -> str:
    """The one sentence on stderr after a command that fails."""
    try:
        code = main([str(argument) for argument in arguments])
    except SystemExit as stop:
        code = stop.code
    seen = capsys.readouterr()
    assert code == 2
    assert len(seen.err.strip().splitlines()) == 1
    assert seen.out == ""
    return seen.err


def help_of(capsys, *commands: str) -> str:
    with pytest.raises(SystemExit) as stop:
        main([*commands, "--help"])
    assert stop.value.code == 0
    return " ".join(capsys.readouterr().out.split())


def test_training_keeps_a_run_that_can_be_loaded_and_says_how_good_it_is(capsys, run_of_three_steps):
    run = load_run(run_of_three_steps)
    assert (run.config.cell, run.config.hidden_size, run.step) == ("gru", 6, 3)
    assert load_status(run_of_three_steps)["state"] == "finished"
    printed = capsys.readouterr().out
    assert all(text in printed for text in (*france.TASK.tests, str(run_of_three_steps)))


def test_without_out_a_run_is_named_after_what_it_is(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert main(["train", "france", *SMALL, "--steps", "2", "--seed", "7", "--variant", "tiny", "--cell", "rnn"]) == 0
    assert (tmp_path / "runs" / "france-rnn-tiny-7" / "config.json").is_file()


def test_a_stopped_run_goes_on_to_the_weights_it_would_have_had_and_not_as_another(tmp_path, capsys):
    config = Config(cell="lstm", hidden_size=6, embedding_size=4, batch_size=4, steps=6)
    task, kept = france.TASK, {}
    for name, steps in (("whole", 6), ("stopped", 2)):
        progress = record(tmp_path / name, new_network(CELLS["lstm"], task, config), task, config)
        for now in progress:
            if now.step == steps:
                break
        progress.close()
    assert "cannot go on" in said(capsys, "train", "france", "--out", tmp_path / "stopped", "--resume", "--seed", 4)
    assert main(["train", "france", "--out", str(tmp_path / "stopped"), "--resume"]) == 0
    assert main(["train", "france", *SMALL, "--steps", "6", "--out", str(tmp_path / "again")]) == 0
    for name in ("stopped", "again"):
        kept[name] = load_run(tmp_path / name, dtype=np.float32).network.parameters
    for name, array in kept["again"].items():
        np.testing.assert_array_equal(array, kept["stopped"][name])


@pytest.mark.skipif(sys.platform == "win32", reason="Windows sends no SIGINT to one process")
def test_ctrl_c_leaves_a_run_that_can_be_used_and_says_how_to_go_on(tmp_path):
    out = tmp_path / "run"
    arguments = ["train", "france", *SMALL, "--steps", "100000", "--out", str(out)]
    training = subprocess.Popen(
        [sys.executable, "-m", "lstm_core", *arguments], cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )
    until = time.monotonic() + 60
    while not (out / "metrics.jsonl").is_file() and time.monotonic() < until:
        time.sleep(0.05)
    training.send_signal(signal.SIGINT)
    printed, complained = (text.decode() for text in training.communicate(timeout=60))
    assert training.returncode == 130
    assert "Traceback" not in complained
    assert "--resume" in printed
    assert load_status(out)["state"] == "stopped"
    assert load_run(out).step == load_status(out)["step"] > 0


def test_a_trace_prints_the_mean_of_each_gate_per_word_and_the_five_likeliest_words(run_of_three_steps, capsys):
    capsys.readouterr()
    assert main(["trace", str(run_of_three_steps), SENTENCE]) == 0
    lines = capsys.readouterr().out.splitlines()
    network = load_run(run_of_three_steps).network
    trace = network.run(network.encode(SENTENCE))
    assert lines[0].split() == ["word", "r", "z", "next", "word"]
    for t, word in enumerate(network.words(trace.ids)):
        means = [f"{trace.layers[0][gate][t].mean():.2f}" for gate in ("r", "z")]
        assert lines[t + 1].split()[:3] == [word, *means]
    best = np.argsort(-trace.probs[-1, 0])[:5]
    assert [line.split(maxsplit=1) for line in lines[-5:]] == [
        [network.vocabulary[k], percent(trace.probs[-1, 0, k])] for k in best
    ]


@pytest.mark.parametrize("cell", CELLS)
def test_show_prints_the_equations_of_every_cell(cell, capsys):
    assert main(["show", cell]) == 0
    assert capsys.readouterr().out.strip() == CELLS[cell].text
    assert main(["show", cell, "--as", "latex"]) == 0
    assert capsys.readouterr().out.splitlines() == [equation.latex for equation in CELLS[cell].equations]


@pytest.mark.parametrize("cell", CELLS)
def test_show_prints_source_that_runs_by_itself(cell, capsys):
    for form, library in (("numpy", "numpy"), ("torch", "torch")):
        assert main(["show", cell, "--as", form]) == 0
        source = capsys.readouterr().out
        assert f"import {library}" in source
        assert "lstm_core" not in source
        compile(source, form, "exec")


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        ([], "required"),
        (["fly"], "invalid choice: 'fly'"),
        (["train", "spain"], "invalid choice: 'spain'"),
        (["train", "france", "--cell", "lstn"], "invalid choice: 'lstn'"),
        (["train", "france", "--seed", "one"], "invalid int value: 'one'"),
        (["train", "france", "--dtype", "float16"], "one of float32, float64"),
        (["train", "france", "--steps", "0"], "steps is from 1"),
        (["train", "france", "--scheme", "magic", "--out", "unused"], "magic"),
        (["train", "france", "--resume", "--out", "nowhere"], "no run directory 'nowhere'"),
        (["trace", "nowhere", "hello"], "no run directory 'nowhere'"),
        (["show", "lstm", "--as", "poem"], "invalid choice: 'poem'"),
    ],
)
def test_an_error_is_one_sentence_on_stderr(arguments, sentence, capsys, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert sentence in said(capsys, *arguments)
    assert not list(tmp_path.iterdir())


def test_errors_about_a_run_name_the_run_and_the_word(run_of_three_steps, capsys):
    capsys.readouterr()
    assert "does not know 'frankreich'" in said(capsys, "trace", run_of_three_steps, "i grew up in frankreich")
    assert "has no checkpoint 99" in said(capsys, "trace", run_of_three_steps, SENTENCE, "--step", 99)
    assert "exists already" in said(capsys, "train", "france", "--out", run_of_three_steps)
    assert "is finished" in said(capsys, "train", "france", "--resume", "--out", run_of_three_steps)


def test_a_damaged_run_is_refused_with_a_sentence(run_of_three_steps, capsys):
    file = run_of_three_steps / "step_000003.safetensors"
    file.write_bytes(file.read_bytes()[:100])
    capsys.readouterr()
    assert "damaged" in said(capsys, "trace", run_of_three_steps, SENTENCE)


def test_the_help_explains_every_option_with_its_default(capsys):
    assert all(command in help_of(capsys) for command in ("train", "race", "trace", "show"))
    text = help_of(capsys, "train")
    for field in fields(Config):
        if field.name not in ("cell", "task"):
            assert f"--{field.name.replace('_', '-')} " in text
            assert f"(default: {field.default})" in text or field.default == ""
    assert "(default: lstm)" in text
    assert "(default: equations)" in help_of(capsys, "show")
    assert "(default: the last one)" in help_of(capsys, "trace")


def test_every_option_that_is_not_given_keeps_the_default_of_the_config():
    given = parser().parse_args(["train", "france"])
    assert {getattr(given, field.name) for field in fields(Config) if field.name != "task"} == {None}


OWN_FILES = [("train", name) for name in TASKS] + [("race", name) for name, task in TASKS.items() if task.race]


@pytest.mark.parametrize(("command", "task"), OWN_FILES)
def test_a_file_of_equations_is_read_or_refused_before_anything_starts(command, task, tmp_path, capsys):
    (tmp_path / "binary").write_bytes(bytes(range(256)))
    (tmp_path / "large").write_bytes(b" " * 10_000)
    for wrong, sentence in (
        (tmp_path / "none.txt", "there is no file of equations 'none.txt'"),
        (tmp_path, "there is no file of equations"),
        (tmp_path / "binary", "binary cannot be read as a text: byte 1 of 256"),
        (tmp_path / "large", "large has 10,000 bytes"),
        ("x" * 5000, "file of equations"),
    ):
        assert sentence in said(capsys, command, task, "--equations", wrong, "--out", tmp_path / "out")
        assert not (tmp_path / "out").exists()


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "cp1252"])
def test_equations_are_read_in_every_encoding_that_editors_write(encoding, tmp_path):
    content = "h = tanh(W_xh @ x + W_hh @ h_prev)  # größer\r\n"
    (tmp_path / "mine.txt").write_bytes(content.encode(encoding))
    assert cell_of_file(str(tmp_path / "mine.txt")).states == ("h",)


@pytest.mark.parametrize("task", TASKS)
def test_what_a_task_or_a_cell_does_not_use_is_refused_before_anything_starts(task, tmp_path, capsys):
    levels, words = bool(TASKS[task].levels), TASKS[task].inputs == "words"
    flat = {name: cell for name, cell in CELLS.items() if cell.spatial == (TASKS[task].inputs == "images")}
    closed = next((name for name, cell in flat.items() if not any(carry.bias for carry in cell.carry.values())), None)
    refusals = [
        (not words, ["--embedding-size", "3"], "embedding-size"),
        (not levels, ["--level", "3"], "has no levels"),
        (not levels, ["--curriculum", "none"], "has no levels"),
        (levels, ["--level", "3", "--curriculum", "none"], "--curriculum is not used beside --level"),
        (closed is not None, ["--cell", str(closed), "--carry-bias", "1"], "--carry-bias is not used by"),
    ]
    for refused, options, sentence in refusals:
        if refused:
            assert sentence in said(capsys, "train", task, *options, "--out", tmp_path / "out")
            assert not (tmp_path / "out").exists()
