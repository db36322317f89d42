"""Run directories: complete at every moment, gone on with bit for bit, and refused in a sentence when damaged."""

import itertools
import json
import os
import signal
import subprocess
import sys
import threading
import time
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from lstm_core import CELLS, TASKS, Config, Network, fit, load_run
from lstm_core.files import load_arrays, save_arrays
from lstm_core.learning import resumable
from lstm_core.learning.resumable import record, resume
from lstm_core.learning.run_reader import load_config, load_metrics, load_status, steps_of
from lstm_core.learning.run_writer import RunWriter
from lstm_core.learning.train import accuracy, new_network
from tests.support.echo import ECHO

ROOT = Path(__file__).resolve().parents[2]
CONFIG = Config(cell="gru", task="echo", hidden_size=6, embedding_size=3, steps=40, batch_size=8, rate=0.03)


def started(path, config: Config = CONFIG, every: int = 1):
    return record(path, new_network(CELLS[config.cell], ECHO, config), ECHO, config, every=every)


@pytest.fixture
def finished(tmp_path):
    """A finished run with three checkpoints."""
    path = tmp_path / "echo-gru-0"
    list(started(path, replace(CONFIG, checkpoints=3)))
    return path


def test_a_finished_run_holds_its_config_metrics_status_and_checkpoints(finished):
    run = load_run(finished)
    assert run.config == replace(CONFIG, checkpoints=3)
    assert run.checkpoints == (0, 10, 40) == run.config.checkpoint_steps
    assert [line["step"] for line in run.metrics] == list(range(1, 41))
    assert load_status(finished)["state"] == "finished"
    names = {"config.json", "metrics.jsonl", "status.json"} | {f"step_{step:06d}.safetensors" for step in (0, 10, 40)}
    assert {file.name for file in finished.iterdir()} == names
    assert {"python", "numpy", "blas"} <= set(json.loads((finished / "config.json").read_text())["versions"])


def test_a_checkpoint_is_the_network_of_that_step(finished):
    run = load_run(finished, step=0)
    fresh = new_network(CELLS["gru"], ECHO, CONFIG)
    assert run.network.dtype == np.float64
    assert np.array_equal(run.network.readout_W, fresh.readout_W.astype(np.float64))
    batch = ECHO.sample(np.random.default_rng(0), 50)
    assert accuracy(run.at(40).network, ECHO, batch) > accuracy(run.network, ECHO, batch)
    assert load_run(finished, dtype=np.float32).network.dtype == np.float32


@pytest.mark.parametrize("stops", [(1,), (17, 25), (39,)])
def test_a_run_that_was_stopped_goes_on_to_the_same_losses_bit_for_bit(tmp_path, stops):
    whole = list(started(tmp_path / "whole"))
    parts = list(itertools.islice(started(tmp_path / "parts"), stops[0]))
    for stop in (*stops[1:], CONFIG.steps):
        assert load_status(tmp_path / "parts")["state"] == "stopped"
        network, config, state = resume(tmp_path / "parts")
        assert state.step == parts[-1].step
        parts += itertools.islice(record(tmp_path / "parts", network, ECHO, config, state, every=1), stop - state.step)
    del parts[CONFIG.steps :]
    assert [p[:7] for p in parts] == [p[:7] for p in whole]
    a, b = load_run(tmp_path / "whole"), load_run(tmp_path / "parts")
    assert all(np.array_equal(a.network.parameters[name], array) for name, array in b.network.parameters.items())
    assert [line["loss"] for line in a.metrics] == [line["loss"] for line in b.metrics]


def test_a_run_whose_process_was_killed_goes_on_from_its_last_save(tmp_path, monkeypatch):
    whole = list(started(tmp_path / "whole"))
    monkeypatch.setattr(resumable, "SAVE_EVERY", 10)
    killed = started(tmp_path / "killed")
    list(itertools.islice(killed, 17))
    files = {file.name: file.read_bytes() for file in (tmp_path / "killed").iterdir()}  # as they were at that moment
    killed.close()
    for file in (tmp_path / "killed").iterdir():
        file.unlink()
    for name, content in files.items():
        (tmp_path / "killed" / name).write_bytes(content)
    with open(tmp_path / "killed" / "metrics.jsonl", "a") as file:
        file.write('{"step": 18, "lo')
    assert load_status(tmp_path / "killed")["state"] == "running"
    assert len(load_run(tmp_path / "killed").metrics) == 17
    network, config, state = resume(tmp_path / "killed")
    assert state.step == 10
    rest = list(record(tmp_path / "killed", network, ECHO, config, state, every=1))
    assert [p[:7] for p in rest] == [p[:7] for p in whole[10:]]
    assert [line["step"] for line in load_metrics(tmp_path / "killed")] == list(range(1, 41))
    assert steps_of(tmp_path / "killed") == (40,)


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_ctrl_c_ends_the_step_and_leaves_a_usable_run(tmp_path, number):
    before, seen = signal.getsignal(number), []
    for progress in started(tmp_path / "run"):
        seen.append(progress.step)
        if progress.step == 5:
            signal.raise_signal(number)
    assert seen == [1, 2, 3, 4, 5]
    assert signal.getsignal(number) is before
    assert load_status(tmp_path / "run")["state"] == "stopped"
    assert load_run(tmp_path / "run").step == 5
    assert resume(tmp_path / "run")[2].step == 5


@pytest.fixture
def interrupts():
    """Ctrl-C as in a terminal: what is started in the background inherits that it is ignored."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


@pytest.mark.usefixtures("interrupts")
def test_a_second_ctrl_c_is_not_swallowed(tmp_path):
    run = started(tmp_path / "run")
    next(run)
    signal.raise_signal(signal.SIGINT)
    with pytest.raises(KeyboardInterrupt):
        signal.raise_signal(signal.SIGINT)
    run.close()
    assert load_run(tmp_path / "run").step == 1


def test_a_run_can_be_recorded_outside_the_main_thread(tmp_path):
    seen = []
    thread = threading.Thread(target=lambda: seen.extend(started(tmp_path / "run")))
    thread.start()
    thread.join()
    assert len(seen) == 40


def test_a_run_that_fails_says_why_and_keeps_what_it_had(tmp_path):
    network = new_network(CELLS["gru"], ECHO, CONFIG)
    run = record(tmp_path / "run", network, ECHO, CONFIG)
    next(run)
    network.readout_b[:] = np.inf
    with pytest.raises(FloatingPointError), np.errstate(invalid="ignore"):
        next(run)
    status = load_status(tmp_path / "run")
    assert status["state"] == "failed"
    assert "at step 2" in status["message"]
    assert load_run(tmp_path / "run").step == 0


def test_a_run_is_never_written_over(finished):
    with pytest.raises(FileExistsError, match="echo-gru-0 exists already; choose another directory, or resume"):
        next(started(finished))
    with pytest.raises(FileNotFoundError, match=r"there is no resume file 'resume\.safetensors' in 'echo-gru-0'"):
        resume(finished)


def test_metrics_may_carry_more_than_the_progress(tmp_path):
    progress = next(started(tmp_path / "a"))
    writer = RunWriter(tmp_path / "b", CONFIG)
    writer.add(progress, accuracy_by_gap={"4": 0.5})
    assert load_metrics(tmp_path / "b")[0]["accuracy_by_gap"] == {"4": 0.5}


# --- damage


def config_with(**changes):
    def damage(path):
        content = json.loads((path / "config.json").read_text()) | changes
        (path / "config.json").write_text(json.dumps(content))

    return damage


@pytest.mark.parametrize(
    ("damage", "kind", "message"),
    [
        (lambda path: (path / "config.json").unlink(), FileNotFoundError, r"the run echo-gru-0 has no config\.json"),
        (
            lambda path: (path / "config.json").write_text('{"format": 1, "con'),
            ValueError,
            r"config\.json .* is damaged",
        ),
        (lambda path: (path / "config.json").write_bytes(os.urandom(99)), ValueError, r"config\.json .* is damaged"),
        (lambda path: (path / "config.json").write_text("[" * 100_000), ValueError, r"config\.json .* is damaged"),
        (lambda path: (path / "config.json").write_text("[]"), ValueError, "is not a JSON object"),
        (config_with(format=2), ValueError, "the run echo-gru-0 has format 2, this program reads 1"),
        (config_with(format=None), ValueError, "has format None"),
        (config_with(config={"cell": "gru", "colour": 1}), ValueError, "a config has no 'colour'"),
        (config_with(config=None), ValueError, "a config is a JSON object"),
        (lambda path: (path / "step_000040.safetensors").write_bytes(b"torn"), ValueError, "step_000040.* is damaged"),
        (
            lambda path: (path / "metrics.jsonl").write_text('{"step": 1}\n{"ste\n{"step": 3}\n'),
            ValueError,
            r"line 2 of metrics\.jsonl of the run echo-gru-0 is damaged",
        ),
        (lambda path: (path / "metrics.jsonl").write_text("3\n"), ValueError, "is a JSON object"),
    ],
)
def test_a_damaged_run_is_refused_in_one_sentence(finished, damage, kind, message):
    damage(finished)
    with pytest.raises(kind, match=message) as refusal:
        load_run(finished)
    assert len(str(refusal.value)) < 300


def test_what_is_not_there_is_named(finished, tmp_path):
    with pytest.raises(FileNotFoundError, match="there is no run directory 'nowhere'"):
        load_run(tmp_path / "nowhere")
    with pytest.raises(ValueError, match="has no checkpoint 7; it has 0, 10, 40"):
        load_run(finished, step=7)
    for step in (0, 10, 40):
        (finished / f"step_{step:06d}.safetensors").unlink()
    with pytest.raises(FileNotFoundError, match="the run echo-gru-0 holds no weights"):
        load_run(finished)


def test_a_torn_last_line_of_the_metrics_is_skipped(finished):
    with open(finished / "metrics.jsonl", "a") as file:
        file.write('{"step": 41, "loss": 0.')
    assert len(load_run(finished).metrics) == 40


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (lambda arrays, about: about.update(step="../../x"), "says nothing sensible about step"),
        (lambda arrays, about: about.update(step=-1), "says nothing sensible about step"),
        (lambda arrays, about: about.pop("count"), "says nothing sensible about count"),
        (lambda arrays, about: arrays.pop("mean.embedding"), "the array mean.embedding is missing"),
        (lambda arrays, about: arrays.update({"square.readout.b": np.zeros(1)}), r"has shape \(5,\), got \(1,\)"),
    ],
)
def test_a_state_that_does_not_fit_its_network_is_refused(tmp_path, change, message):
    list(itertools.islice(started(tmp_path / "run"), 3))
    arrays, about = load_arrays(tmp_path / "run" / "resume.safetensors", "resume")
    change(arrays, about)
    save_arrays(tmp_path / "run" / "resume.safetensors", "resume", arrays, about)
    with pytest.raises(ValueError, match=message):
        resume(tmp_path / "run")


def test_a_process_that_is_killed_while_it_saves_leaves_a_file_that_can_be_read(tmp_path):
    program = """
import sys
import numpy as np
from lstm_core import CELLS, Network
network = Network.new(CELLS["lstm"], ("a", "b"), 200, 100, np.random.default_rng(0))
print("begun", flush=True)
while True:
    network.readout_b[:] += 1
    network.save(sys.argv[1])
"""
    path = tmp_path / "n"
    for patience in (0.05, 0.1, 0.15):
        child = subprocess.Popen([sys.executable, "-c", program, str(path)], stdout=subprocess.PIPE, cwd=ROOT)
        child.stdout.readline()
        deadline = time.monotonic() + patience
        while time.monotonic() < deadline or not (path.exists() or child.poll()):
            time.sleep(0.01)
        child.kill()
        child.communicate()
        assert Network.load(path).readout_b[0] >= 1
        path.unlink()


def test_weights_that_were_rounded_to_half_precision_come_back_as_float32(tmp_path):
    save_arrays(tmp_path / "w", "network", {"a": np.array([0.1, 1.5], np.float16)}, {})
    arrays, _ = load_arrays(tmp_path / "w", "network")
    assert arrays["a"].dtype == np.float32
    np.testing.assert_allclose(arrays["a"], [0.1, 1.5], rtol=1e-3)


def test_a_shipped_training_begins_with_the_losses_it_recorded():
    path = ROOT / "assets" / "runs" / "france-lstm-0"
    config, recorded = load_config(path), {line["step"]: line["loss"] for line in load_metrics(path)}
    network = new_network(CELLS["lstm"], TASKS["france"], config)
    losses = {p.step: p.loss for p in itertools.islice(fit(network, TASKS["france"], config), 20)}
    for step in (10, 20):  # the last bits depend on the machine and its number of threads
        assert losses[step] == pytest.approx(recorded[step], rel=1e-5)
