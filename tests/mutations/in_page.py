"""Tries errors in `static/` one after the other in one process, for which Python is imported once, in the current folder.

`python -m tests.mutations.in_page` reads a mutation a line, as JSON, and answers each with a line: "" where it was noticed.
"""

import contextlib
import io
import json
import os
import subprocess
import sys
from dataclasses import asdict
from pathlib import Path

import pytest

from tests.mutations.trial import Mutation, copied, quick, unnoticed


def judged_here(tests: list[str], copy: Path) -> tuple[int, str]:
    """(pytest's status, what it said), in this process."""
    said = io.StringIO()
    with contextlib.redirect_stdout(said), contextlib.redirect_stderr(said):
        status = pytest.main([*quick(copy), *tests])
    return int(status), said.getvalue()


class Shift:
    """A copy in which one error is tried after the other, those of the page in such a process; `close` ends it."""

    def __init__(self, copy: Path):
        self.copy = copied(copy)
        kept = {name: value for name, value in os.environ.items() if not name.startswith("PYTEST_")}
        environment = {**kept, "PYTHONDONTWRITEBYTECODE": "1", "OPENBLAS_NUM_THREADS": "1"}
        command = [sys.executable, "-m", "tests.mutations.in_page"]
        pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "text": True}
        self.process = subprocess.Popen(command, cwd=self.copy, env=environment, **pipes)

    def unnoticed(self, mutation: Mutation) -> str:
        """What `trial.unnoticed` says."""
        if not (mutation.file.startswith("static/") and mutation.test.startswith("tests/browser/")):
            return unnoticed(mutation, self.copy)
        print(json.dumps(asdict(mutation)), file=self.process.stdin, flush=True)
        return json.loads(self.process.stdout.readline())

    def close(self) -> None:
        self.process.communicate()


def main() -> None:
    for line in sys.stdin:
        answer = unnoticed(Mutation(**json.loads(line)), Path.cwd(), judged_here)
        print(json.dumps(answer), flush=True)


if __name__ == "__main__":
    main()
