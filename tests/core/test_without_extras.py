"""Beside NumPy nothing is needed until a file of weights is written or read, or a bar is drawn."""

import subprocess
import sys
from pathlib import Path

import pytest

from lstm_core.command_line.bar import Plain, bar
from lstm_core.files import load_arrays, save_arrays

ROOT = Path(__file__).resolve().parents[2]
SHIPPED = ROOT / "assets" / "runs" / "france-lstm-0"
BLOCKED = "import sys\nfor name in ('safetensors', 'tqdm', 'threadpoolctl'): sys.modules[name] = None\n"
EVERY_MODULE = """
import pkgutil, lstm_core
for module in pkgutil.walk_packages(lstm_core.__path__, "lstm_core."):
    if not module.name.endswith("__main__"):
        __import__(module.name)
"""


def after(code: str) -> subprocess.CompletedProcess:
    return subprocess.run([sys.executable, "-c", BLOCKED + code], cwd=ROOT, capture_output=True, text=True, timeout=60)


def test_every_module_of_the_core_is_imported_with_numpy_alone():
    done = after(EVERY_MODULE)
    assert done.returncode == 0, done.stderr


def test_without_safetensors_a_file_of_weights_is_refused_in_a_sentence(tmp_path, monkeypatch):
    monkeypatch.setitem(sys.modules, "safetensors", None)
    with pytest.raises(ValueError, match="python -m pip install safetensors"):
        load_arrays(SHIPPED / "step_000000.safetensors", "network")
    monkeypatch.setitem(sys.modules, "safetensors.numpy", None)
    with pytest.raises(ValueError, match="python -m pip install safetensors"):
        save_arrays(tmp_path / "network.safetensors", "network", {}, {})


def test_a_command_that_trains_says_in_a_sentence_what_is_missing(tmp_path):
    command = (
        f"from lstm_core.__main__ import main\nsys.exit(main(['train', 'latch', '--out', {str(tmp_path / 'run')!r}]))"
    )
    done = after(command)
    assert done.returncode == 2
    assert done.stderr.splitlines()[-1].endswith("python -m pip install safetensors")
    assert "Traceback" not in done.stderr


def test_without_tqdm_a_bar_is_a_line_now_and_then(monkeypatch, capsys):
    monkeypatch.setitem(sys.modules, "tqdm", None)
    with bar(range(3), desc="latch", total=3, unit="step", delay=0.2) as shown:
        assert isinstance(shown, Plain)
        for each in shown:
            shown.set_postfix_str(f"loss {each}", refresh=False)
    assert shown.n == 3
    first, last = capsys.readouterr().err.splitlines()
    assert (first, last) == ("latch 1 of 3 loss 0", "latch 3 of 3 loss 2")
    with bar(total=5, initial=2, disable=True) as quiet:
        quiet.update(3)
    assert quiet.n == 5
    assert not capsys.readouterr().err
