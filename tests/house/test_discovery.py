"""One new file is enough: a cell, a task and a lesson appear wherever their kind is offered."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PARTS = ("app.py", "lstm_core", "figures", "ui", "pages", "static", "assets", ".streamlit", "tests", "pyproject.toml")
PARTS += ("tools", "lstm_torch")
CELL = '''"""A leaky unit: keeps 0.7 of what it had."""

from lstm_core.cell import Cell

CELL = Cell("Leaky", "h = leak * tanh(W_xh @ x + W_hh @ h_prev + b_h) + keep * h_prev",
            constants={"leak": 0.3, "keep": 0.7})
'''
TASK = '''"""Say at the end the word that stood at the beginning."""

from tests.support.echo import ECHO as TASK
'''
PAGE = '''"""A lesson is one file."""

from ui import lesson

LESSON = {"menu": "Newest", "order": 15, "icon": ":material/home:", "minutes": {10: 3}, "do": {"Read": "?word"}}

lesson.say("It was found by looking.")
'''
EVERY_PAGE = """
import json
from pathlib import Path
from streamlit.testing.v1 import AppTest
from ui.frame import catalogue, tour
seen = {}
for page in sorted(Path("pages").glob("[!_]*.py")):
    at = AppTest.from_file("app.py", default_timeout=60).run().switch_page(page.as_posix()).run()
    assert not at.exception, (page, at.exception)
    widgets = [*at.selectbox, *at.radio, *at.get("button_group")]
    seen[page.stem] = [str(option) for widget in widgets for option in widget.options]
print(json.dumps({"menu": [lesson.menu for lesson in catalogue()], "tour": [lesson.name for lesson in tour(10)],
                  "options": seen}))
"""


@pytest.fixture(scope="module")
def house(tmp_path_factory):
    """A copy of the project in which a cell, a task and a lesson were added, each as one file."""
    folder = tmp_path_factory.mktemp("house")
    for part in PARTS:
        if (ROOT / part).is_dir():
            shutil.copytree(ROOT / part, folder / part, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copy(ROOT / part, folder / part)
    (folder / "lstm_core/cells/leaky.py").write_text(CELL, encoding="utf-8")
    (folder / "lstm_core/tasks/echo.py").write_text(TASK, encoding="utf-8")
    (folder / "pages/newest.py").write_text(PAGE, encoding="utf-8")
    return folder


def said(house: Path, *command: str) -> str:
    """What `python …` prints in the house; it must succeed."""
    environment = {**os.environ, "PYTHONPATH": str(house)}
    done = subprocess.run(
        [sys.executable, *command], cwd=house, env=environment, capture_output=True, text=True, timeout=300
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_a_new_cell_is_shown_by_the_command_line(house):
    assert "leak * tanh(W_xh @ x + W_hh @ h_prev + b_h)" in said(
        house, "-m", "lstm_core", "show", "leaky", "--as", "equations"
    )


def test_a_new_cell_and_a_new_task_can_be_chosen_for_training(house):
    text = said(house, "-m", "lstm_core", "train", "--help")
    assert "leaky" in text
    assert "echo" in text


def test_a_new_cell_is_proved_by_the_tests_that_prove_all_cells(house):
    collected = said(house, "-m", "pytest", "--collect-only", "-q", "tests/core/test_gradients.py")
    assert "leaky" in collected


def test_a_new_lesson_stands_in_the_menu_and_in_its_tours_and_a_new_cell_in_the_pickers(house):
    seen = json.loads(said(house, "-c", EVERY_PAGE).splitlines()[-1])
    assert seen["menu"].index("Newest") == 1
    assert "newest" in seen["tour"]
    assert any("leaky" in option.lower() for options in seen["options"].values() for option in options)
