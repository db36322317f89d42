"""What the README promises: its Python prints the numbers it says, its commands, files, folders and links exist."""

import contextlib
import importlib.util
import io
import re
import subprocess
import sys
from fnmatch import fnmatch
from pathlib import Path

import pytest

from ui.frame import catalogue

ROOT = Path(__file__).resolve().parents[2]
README, CONTRIBUTING, BENCHMARKS = (
    (ROOT / name).read_text(encoding="utf-8") for name in ("README.md", "CONTRIBUTING.md", "BENCHMARKS.md")
)
BLOCKS = re.findall(r"```(\w+)\n(.*?)```", README, flags=re.DOTALL)
PYTHON = [text for language, text in BLOCKS if language == "python"]
TREE = next(text for language, text in BLOCKS if language == "text")
TREE_LINE = re.compile(r"( {4})?((?:[\w.]+(?:/|\.py) +)+)(\w.*)")  # indented or not, one name or more, a sentence
WRITTEN = README + CONTRIBUTING + BENCHMARKS
COMMANDS = sorted(set(re.findall(r"python -m (?:lstm_core|benchmarks|tools|ui)[\w. ]*", WRITTEN)))
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


def test_every_file_that_is_linked_exists():
    linked = re.findall(r"\]\((?!http|#)([^)#]+)", WRITTEN)
    pictured = re.findall(r'src="([^"]+)"', WRITTEN)
    for name in [*linked, *pictured]:
        assert (ROOT / name).exists(), f"{name} does not exist"


def test_the_cell_that_is_shown_as_the_whole_of_a_file_is_the_whole_of_it():
    (file,) = re.findall(r"This is the whole of \[`([\w./]+)`\]", README)
    assert [text for language, text in BLOCKS if language == "py"] == [(ROOT / file).read_text(encoding="utf-8")]


def tree() -> dict[str, str]:
    """{path: its sentence} of what the tree names, two storeys; a folder's path ends with a slash."""
    named, house = {}, ""
    for line in TREE.splitlines():
        read = TREE_LINE.fullmatch(line)
        assert read, f"neither a folder nor a file with a sentence: {line}"
        indented, names, sentence = read.groups()
        house = house if indented else names.split()[-1]
        named |= {(house if indented else "") + name: sentence for name in names.split()}
    return named


def folders() -> set[str]:
    """What the tree should name: the folders of the checkout, the packages in four of them, the folders of static/."""
    top = {f"{path.name}/" for path in ROOT.glob("[!._]*") if holds_files(path) and not ignored_by_git(path.name)}
    houses = ("lstm_core", "lstm_torch", "figures", "ui")
    rooms = {f"{house}/{file.parent.name}/" for house in houses for file in ROOT.glob(f"{house}/*/__init__.py")}
    return top | rooms | {f"static/{path.name}/" for path in ROOT.glob("static/*") if holds_files(path)}


def holds_files(folder: Path) -> bool:
    """Whether there is more than what Python compiled, which outlives a folder that has moved."""
    return any(path.is_file() and "__pycache__" not in path.parts for path in folder.rglob("*"))


def ignored_by_git(name: str) -> bool:
    return any(fnmatch(name, line.strip("/")) for line in (ROOT / ".gitignore").read_text("utf-8").splitlines())


def test_the_tree_names_every_folder_and_no_other():
    assert {name for name in tree() if name.endswith("/")} == folders()


def test_every_file_in_the_tree_exists():
    for name in tree():
        assert (ROOT / name).is_dir() if name.endswith("/") else (ROOT / name).is_file(), f"{name} does not exist"


def test_readers_get_through_the_readme_and_contributors_through_theirs():
    assert len(README.splitlines()) <= 200
    assert len(CONTRIBUTING.splitlines()) <= 60


def test_every_lesson_is_in_the_readme():
    assert all(lesson.claim in README for lesson in catalogue())
