"""Whoever imports the core is told by a type checker what it gives, and the core itself passes that checker."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

pytest.importorskip("mypy", reason="mypy is not installed (the light requirements)")

ROOT = Path(__file__).resolve().parents[2]
PROGRAM = """
import numpy as np

from lstm_core import CELLS, TASKS, Cell, Config, Edit, Network, backward, film_data, fit, load_run, run

cell, task = CELLS["lstm"], TASKS["france"]
mine = Cell("mine", "h = tanh(W_xh @ x + W_hh @ h_prev)")
trace = run(mine, mine.new_weights(2, 3, np.random.default_rng(0)), np.zeros((4, 1, 2)), edits=[Edit("h", value=0)])
network = load_run("assets/runs/france-lstm-0").network
seen = network.run(network.encode("i grew up in france"), edits=[Edit("c_prev", source=trace)])
film = film_data(network, seen.ids)
steps = fit(network, task, Config("lstm"))
"""
REVEALED = {
    "cell": "lstm_core.cell.Cell",
    "task": "lstm_core.tasks.Task",
    "mine": "lstm_core.cell.Cell",
    "cell.carry['c'].text": "str",
    "trace": "lstm_core.running.trace.Trace",
    "trace.cell": "lstm_core.cell.Cell",
    "backward(trace, {}).values": "dict[str, ndarray]",
    "seen.layers[0]": "lstm_core.running.trace.Trace",
    "seen.network.answers": "tuple[str, ...]",
    "film.cell": "lstm_core.cell.Cell",
    "next(steps).loss": "float",
}
MISTAKES = {
    "from lstm_core import Sell": "attr-defined",
    "CELLS['lstm'].equation": "attr-defined",
    "run('lstm', {}, np.zeros(1))": "arg-type",
    "Edit('c', source=network)": "arg-type",
    "fit(network, 'france', Config('lstm'))": "arg-type",
}


def checked(*arguments: str, cwd: Path) -> subprocess.CompletedProcess:
    """What the checker says; the checkout is on the path as an installed package would be."""
    command = [sys.executable, "-m", "mypy", *arguments]
    return subprocess.run(
        command, cwd=cwd, env=os.environ | {"PYTHONPATH": str(ROOT)}, capture_output=True, text=True, timeout=300
    )


@pytest.fixture(scope="module")
def said(tmp_path_factory) -> list[str]:
    """A line of the checker for each line after PROGRAM in a file of a user's."""
    folder = tmp_path_factory.mktemp("user")
    lines = [*(f"reveal_type({expression})" for expression in REVEALED), *MISTAKES]
    (folder / "program.py").write_text(PROGRAM + "\n".join(lines), encoding="utf-8")
    done = checked("--strict", "--hide-error-context", "--no-pretty", "program.py", cwd=folder)
    found = {int(line.split(":")[1]): line for line in reversed(done.stdout.splitlines()) if line.startswith("program")}
    first = PROGRAM.count("\n") + 1
    assert set(found) <= set(range(first, first + len(lines))), done.stdout + done.stderr
    return [found.get(first + k, "nothing") for k in range(len(lines))]


def test_a_user_is_told_the_type_of_what_the_core_gives(said):
    for line, expected in zip(said, REVEALED.values(), strict=False):
        plain = re.sub(r"numpy\.ndarray\[.*?\]\]", "ndarray", line.replace("builtins.", ""))
        assert f'Revealed type is "{expected}"' in plain


def test_a_user_is_told_of_a_mistake_before_the_program_runs(said):
    for line, expected in zip(said[len(REVEALED) :], MISTAKES.values(), strict=True):
        assert line.endswith(f"[{expected}]"), line


def test_the_core_passes_the_checker_as_the_project_sets_it():
    done = checked(cwd=ROOT)
    assert done.returncode == 0, done.stdout + done.stderr


def test_the_core_is_marked_as_typed():
    assert (ROOT / "lstm_core" / "py.typed").is_file()


def test_an_ignored_error_says_which_it_is_and_why():
    for path in (ROOT / "lstm_core").rglob("*.py"):
        for line in path.read_text(encoding="utf-8").splitlines():
            if "type: ignore" in line:
                assert re.search(r"# type: ignore\[[a-z-]+\] {2}# \w", line), f"{path.name}: {line.strip()}"
