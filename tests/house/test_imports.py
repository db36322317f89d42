"""Who may import whom: the layers of the house, read from every file, then watched at run time."""

import ast
import json
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
MAY_IMPORT = {  # folder -> what its files may import besides the standard library and files of the same folder
    "lstm_core": {"numpy"},
    "lstm_torch": {"lstm_core", "numpy", "torch"},
    "figures": {"lstm_core", "numpy", "plotly"},
    "ui": {"lstm_core", "figures", "numpy", "streamlit", "threadpoolctl"},
    "pages": {"ui", "figures", "lstm_core", "streamlit"},
    "offline": {"lstm_core", "ui", "numpy", "streamlit", "markdown_it", "rjsmin"},
    "app.py": {"ui", "streamlit"},
    "benchmarks": {"lstm_core", "lstm_torch", "figures", "ui", "offline", "tools", "numpy", "torch", "threadpoolctl"},
    "tools": {"playwright", "streamlit", "websockets", "PIL", "packaging"},
}
NEVER_READ = {"figures": {"os", "pathlib", "io", "shutil", "tempfile"}}  # figures touch no files
EXCEPTIONS = {  # one library in one file: who reads and writes weights, and the command line's progress bar
    "lstm_core/files.py": {"safetensors", "safetensors.numpy"},
    "lstm_core/command_line/bar.py": {"tqdm"},
    "lstm_core/models/keras/hdf5.py": {"h5py"},  # only where a file of Keras is opened
    "lstm_core/models/onnx/runtime.py": {"onnxruntime"},  # only where a network is compared with its file
    "ui/classroom/qr.py": {"segno"},
    "benchmarks/visitors.py": {"psutil"},  # what the server used beside what its readers waited
    "ui/serving/parcels.py": {"uvicorn.protocols.websockets.websockets_sansio_impl"},  # the frames that it writes
    "ui/room/asked.py": {"starlette.requests"},
    "ui/room/listeners.py": {"sqlalchemy"},
    "ui/room/store/presence.py": {"sqlalchemy"},
    "ui/room/questions.py": {"sqlalchemy"},
    "ui/room/store/rooms.py": {"sqlalchemy"},
    "ui/room/routes.py": {"sqlalchemy", "starlette.requests", "starlette.responses", "starlette.routing"},
    "ui/room/store/tables.py": {"sqlalchemy"},
    "ui/room/told.py": {"sqlalchemy"},
    "ui/room/store/votes.py": {"sqlalchemy", "sqlalchemy.dialects"},
    "ui/room/store/database.py": {"sqlalchemy", "sqlalchemy.engine", "sqlalchemy.exc"},
}
FILES = {
    path.relative_to(ROOT).as_posix(): folder
    for folder in MAY_IMPORT
    for path in ([ROOT / folder] if folder.endswith(".py") else sorted((ROOT / folder).rglob("*.py")))
    if path.exists()
}
TESTS = [path.relative_to(ROOT).as_posix() for path in sorted((ROOT / "tests").rglob("*.py"))]


def imported(name: str) -> set[str]:
    """Every module that the file imports anywhere, in functions as well, with dots."""
    found = set()
    for node in ast.walk(ast.parse((ROOT / name).read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{name} imports relatively; write the folder's name"
            found.add(node.module)
    return found


@pytest.mark.parametrize("name", FILES)
def test_every_file_imports_only_what_its_folder_may(name):
    folder = FILES[name]
    allowed = MAY_IMPORT[folder] | {folder} | (set(sys.stdlib_module_names) - NEVER_READ.get(folder, set()))
    outside = {module for module in imported(name) if module.split(".")[0] not in allowed}
    assert outside <= EXCEPTIONS.get(name, set()), f"{name} may not import {', '.join(sorted(outside))}"


@pytest.mark.parametrize("name", [*FILES, *TESTS])
def test_nobody_imports_a_page_or_the_app(name):
    assert not {module for module in imported(name) if module.split(".")[0] in ("pages", "app")}


def test_every_folder_with_python_in_it_is_in_the_table():
    inside = {path.relative_to(ROOT).parts[0] for path in ROOT.glob("[!.]*/**/*.py") if "venv" not in path.as_posix()}
    assert inside - {"tests", "runs", "screenshots", "build"} <= set(MAY_IMPORT)


EVERY_MODULE_OF_THE_CORE = """
import pkgutil, lstm_core
for module in pkgutil.walk_packages(lstm_core.__path__, "lstm_core."):
    if not module.name.endswith("__main__"):
        __import__(module.name)
"""
EVERY_PAGE = """
from pathlib import Path
from streamlit.testing.v1 import AppTest
at = AppTest.from_file("app.py", default_timeout=60).run()
for page in sorted(Path("pages").glob("[!_]*.py")):
    at.switch_page(page.as_posix()).run()
    assert not at.exception, (page, at.exception)
"""


def test_the_core_needs_nothing_but_numpy():
    assert not modules_after(EVERY_MODULE_OF_THE_CORE) & {"torch", "streamlit", "plotly", "pandas", "scipy"}


def test_the_app_never_imports_torch_on_any_page():
    assert not modules_after(EVERY_PAGE) & {"torch", "playwright", "pytest"}


def modules_after(code: str) -> set[str]:
    """The top-level modules that a fresh interpreter has loaded after running `code` in the project's folder."""
    code += "\nimport sys, json; print(json.dumps(sorted({name.split('.')[0] for name in sys.modules})))"
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, timeout=300)
    assert done.returncode == 0, done.stderr
    return set(json.loads(done.stdout.splitlines()[-1]))
