"""One deliberate error in a copy of the product, and whether the test that must notice it does."""

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SECONDS = 300  # that a test may take before it counts as caught by nothing
LEFT_OUT = ("shared", "runs", "screenshots", "build", "dist", "site")  # at the top: what was made or brought along
Judge = Callable[[list[str], Path], tuple[int, str]]


@dataclass(frozen=True)
class Mutation:
    """In `file`, the text that stands there once, the deliberate error in its place, and the pytest node that fails."""

    file: str
    before: str
    after: str
    test: str


def copied(target: Path) -> Path:
    """The product in a folder of its own, where it may be damaged: all but what it left behind while it ran."""
    target.mkdir(parents=True)
    for entry in ROOT.iterdir():
        if (entry / "pyvenv.cfg").exists() or (entry.name.startswith(".") and entry.name != ".streamlit"):
            continue
        if entry.is_dir() and entry.name not in LEFT_OUT:
            shutil.copytree(entry, target / entry.name, ignore=shutil.ignore_patterns("__pycache__"))
        elif entry.is_file():
            shutil.copy(entry, target / entry.name)
    return target


def outdated(mutation: Mutation) -> str:
    """What is wrong with a mutation before it is tried, "" where nothing is."""
    file, before, after, test = mutation.file, mutation.before, mutation.after, mutation.test
    path, (judge, _, name) = ROOT / file, test.partition("::")
    if not path.is_file():
        return f"{file} is not there any more: write the mutation of {before!r} anew"
    found = path.read_text(encoding="utf-8").count(before)
    if found != 1:
        return f"{file} holds {before!r} {found} times instead of once: write the mutation anew"
    if before == after:
        return f"{file}: {before!r} is replaced by itself"
    code = (ROOT / judge).read_text(encoding="utf-8") if (ROOT / judge).is_file() else ""
    if f"def {name.partition('[')[0]}(" not in code:
        return f"{test} is not there any more: name the test that must notice {after!r} in {file}"
    return ""


def unnoticed(mutation: Mutation, copy: Path, judge: Judge | None = None) -> str:
    """Try it in a copy, which is whole again afterwards: "" where its test failed, else a sentence."""
    if wrong := outdated(mutation):
        return wrong
    path = copy / mutation.file
    whole = path.read_text(encoding="utf-8")
    path.write_text(whole.replace(mutation.before, mutation.after), encoding="utf-8")
    try:
        status, said = (judge or judged)([mutation.test], copy)
    finally:
        path.write_text(whole, encoding="utf-8")
    if status == 0 and not re.search(r"\d+ passed", said):
        return f"{mutation.file}: {mutation.test} was skipped"
    if status == 0:
        return f"{mutation.file}: nobody noticed {mutation.after!r} for {mutation.before!r}; {mutation.test} passes"
    if status != 1 or re.search(r"SyntaxError|ERROR collecting", said):
        return f"{mutation.file}: {mutation.after!r} was no trial; {mutation.test} did not run:\n{said[-2000:]}"
    return ""


def judged(tests: list[str], copy: Path) -> tuple[int, str]:
    """(pytest's status, what it said) for some tests in a copy: 0 where all pass, 1 where one fails."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("PYTEST_")}
    environment = {**kept, "PYTHONDONTWRITEBYTECODE": "1", "OPENBLAS_NUM_THREADS": "1"}
    command = [sys.executable, "-m", "pytest", *quick(copy), *tests]
    try:
        done = subprocess.run(command, cwd=copy, env=environment, capture_output=True, text=True, timeout=SECONDS)
    except subprocess.TimeoutExpired:
        return 2, f"not done after {SECONDS} seconds"
    return done.returncode, done.stdout + done.stderr


def quick(copy: Path) -> list[str]:
    """How pytest runs a test in a copy: to the first failure, with a folder for temporary files of its own."""
    temporary = copy.with_name(f"{copy.name}-temporary")
    return [
        "-q",
        "-x",
        "-p",
        "no:cacheprovider",
        "--tb",
        "short",
        "-m",
        "long or not long",
        "--basetemp",
        str(temporary),
    ]
