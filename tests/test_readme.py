"""What the README promises: its Python prints the numbers it says, its commands and files exist."""

import contextlib
import importlib.util
import io
import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

from benchmarks import evidence
from benchmarks.france import RESULTS, tables
from ui.frame import catalogue

ROOT = Path(__file__).resolve().parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")
CONTRIBUTING = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"```(\w+)\n(.*?)```", README, flags=re.DOTALL)
PYTHON = [text for language, text in BLOCKS if language == "python"]
COMMANDS = sorted(set(re.findall(r"python -m (?:lstm_core|benchmarks|tools|ui)[\w. ]*", README + CONTRIBUTING)))
NUMBER = r"-?\d+\.?\d*"
LESSONS = "python -m pip install -r requirements-light.txt && streamlit run app.py"
TESTS = "python -m pip install -r requirements-dev.txt && pytest"


def test_the_two_commands_stand_there_word_for_word_the_light_one_first():
    shell = [text.strip() for language, text in BLOCKS if language == "bash"]
    assert shell[:2] == [LESSONS, TESTS]
    windows = [command.replace(" && ", "; if ($?) { ") + " }" for command in shell[:2]]
    assert [text.splitlines() for language, text in BLOCKS if language == "powershell"] == [windows]


def test_a_bare_machine_runs_the_very_command_that_readers_run():
    assert TESTS in [line.strip() for line in (ROOT / ".ci" / "run").read_text(encoding="utf-8").splitlines()]


def test_the_lines_of_python_print_the_numbers_in_their_comments(monkeypatch):
    monkeypatch.chdir(ROOT)
    code = PYTHON[0]
    promised = [line.split("#", 1)[1] for line in code.splitlines() if line.startswith("print(") and "#" in line]
    said = io.StringIO()
    with contextlib.redirect_stdout(said):
        exec(compile(code, "README.md", "exec"), {})
    printed = [line for line in said.getvalue().splitlines() if line.strip()]
    assert len(printed) == len(promised) > 0
    for ours, theirs in zip(promised, printed, strict=True):
        assert re.sub(NUMBER, "0", ours).split() == re.sub(NUMBER, "0", theirs).split()
        for a, b in zip(re.findall(NUMBER, ours), re.findall(NUMBER, theirs), strict=True):
            assert float(a) == pytest.approx(float(b), abs=0.0101), f"README says {ours}, the code prints {theirs}"


@pytest.mark.parametrize("command", COMMANDS)
def test_every_module_that_a_command_runs_exists(command):
    module = command.split()[2]
    assert importlib.util.find_spec(f"{module}.__main__" if module == "lstm_core" else module)


@pytest.mark.parametrize("name", sorted({command.split()[3] for command in COMMANDS if "lstm_core " in command}))
def test_every_command_of_the_core_explains_itself(name):
    command = [sys.executable, "-m", "lstm_core", name, "--help"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=60)
    assert done.returncode == 0, done.stderr
    assert "usage" in done.stdout


def test_every_file_that_is_named_exists():
    linked = re.findall(r"\]\((?!http|#)([^)#]+)", README + CONTRIBUTING)
    pictured = re.findall(r'src="([^"]+)"', README)
    tree = next(text for language, text in BLOCKS if language == "text")
    listed = [line.split()[0] for line in tree.splitlines() if line and not line.startswith(" ")]
    for name in [*linked, *pictured, *listed]:
        assert list(ROOT.glob(name.rstrip("/"))), f"{name} does not exist"


def test_every_folder_of_the_project_is_in_the_tree():
    tree = next(text for language, text in BLOCKS if language == "text")
    tracked = {path.name for path in ROOT.glob("[!._]*/") if any(path.rglob("*.*"))} - {"runs", "screenshots"}
    assert all(f"{name}/" in tree for name in tracked if not name.startswith("venv"))


def test_contributing_stays_under_sixty_lines():
    assert len(CONTRIBUTING.splitlines()) < 60


def test_every_lesson_is_in_the_readme():
    assert all(lesson.claim in README for lesson in catalogue())


def test_the_tables_of_accuracy_are_those_that_were_measured():
    assert tables(json.loads(RESULTS.read_text(encoding="utf-8"))) in README


def test_the_table_of_experiments_is_the_one_that_the_shipped_results_give():
    assert evidence.table(json.loads(evidence.RESULTS.read_text(encoding="utf-8"))) in README
