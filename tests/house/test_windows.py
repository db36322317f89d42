"""What nobody here can run, Windows, is kept in mind: no module needs what it lacks, no name is one that it forbids."""

import ast
import json
import re
import subprocess
import sys

import pytest

from tests.support.house import ROOT

OURS = ("lstm_core", "lstm_torch", "figures", "ui", "pages", "offline", "app.py")  # what a reader runs
FILES = [
    path.relative_to(ROOT).as_posix()
    for name in OURS
    for path in ([ROOT / name] if name.endswith(".py") else sorted((ROOT / name).rglob("*.py")))
]
MODULES = ("fcntl", "grp", "posix", "pty", "pwd", "resource", "termios", "tty")
NAMES = {  # of os and signal, that Windows lacks
    *("fork", "getegid", "geteuid", "getgid", "getpgid", "getpgrp", "getuid", "killpg", "mkfifo", "nice", "setsid"),
    *("sched_getaffinity", "sysconf", "uname", "SIGALRM", "SIGHUP", "SIGKILL", "SIGQUIT", "SIGUSR1", "SIGUSR2"),
}
ASKED = re.compile(r"hasattr\(|os\.name|POSIX|sys\.platform|ImportError|AttributeError|suppress\(")
FORBIDDEN = re.compile(r'[<>:"|?*\\\x00-\x1f]|[. ]$')
DEVICES = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)(\.|$)", re.IGNORECASE)
LONGEST = 140  # of 260 characters, so that a folder of 120 holds the project
IMPORTS = """
import importlib, json, os, signal, sys
import numpy, plotly.graph_objects, safetensors.numpy, sqlalchemy, starlette.routing, streamlit, tqdm
import multiprocessing, socket, streamlit.web.cli, tempfile, threadpoolctl
from streamlit.testing.v1 import AppTest
wanted, modules, names = json.loads(sys.argv[1])
for name in modules:
    sys.modules[name] = None
for name in names:
    for place in (os, signal):
        if hasattr(place, name):
            delattr(place, name)
for name in wanted:
    importlib.import_module(name)
"""


def test_every_module_is_imported_where_nothing_of_posix_is():
    wanted = [
        name.removesuffix(".py").removesuffix("/__init__").replace("/", ".")
        for name in FILES
        if not name.startswith(("pages/", "app.py", "lstm_torch/")) and not name.endswith("__main__.py")
    ]
    told = json.dumps([wanted, [name for name in MODULES if name != "posix"], sorted(NAMES)])
    done = subprocess.run([sys.executable, "-c", IMPORTS, told], cwd=ROOT, capture_output=True, text=True, timeout=300)
    assert done.returncode == 0, done.stderr


def unasked(source: str) -> list[str]:
    """What Windows lacks and is used where nothing around it asks whether it is there."""
    found = []

    def walk(node: ast.AST, asked: bool) -> None:
        asked = asked or (
            isinstance(node, (ast.If, ast.IfExp, ast.Try, ast.With)) and bool(ASKED.search(ast.unparse(node)))
        )
        if isinstance(node, ast.Attribute) and node.attr in NAMES and ast.unparse(node.value) in ("os", "signal"):
            found.extend([] if asked else [ast.unparse(node)])
        if isinstance(node, (ast.Import, ast.ImportFrom)):
            named = {node.module} if isinstance(node, ast.ImportFrom) else {alias.name for alias in node.names}
            found.extend([] if asked else sorted(named & set(MODULES)))
        for child in ast.iter_child_nodes(node):
            walk(child, asked)

    walk(ast.parse(source), False)
    return found


def silent(source: str) -> list[str]:
    """Texts that are read or written in whatever alphabet the machine prefers."""
    found = []
    for node in ast.walk(ast.parse(source)):
        if not isinstance(node, ast.Call):
            continue
        called = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
        said = {word.arg: ast.unparse(word.value) for word in node.keywords}
        bare, given = isinstance(node.func, ast.Name), len(node.args)
        mode = said.get("mode") or next(map(ast.unparse, node.args[bare : bare + 1]), "'r'" if bare else "")
        asked = called == "open" and bool(re.fullmatch(r"'[rwax]\+?t?'", mode))
        asked = asked or (called in ("read_text", "write_text") and not bare and given == (called == "write_text"))
        found.extend([ast.unparse(node)] if asked and "encoding" not in said else [])
    return found


@pytest.mark.parametrize("folder", OURS)
def test_nothing_that_windows_lacks_is_used_unasked_and_every_text_says_its_encoding(folder):
    sources = {name: (ROOT / name).read_text(encoding="utf-8") for name in FILES if name.split("/")[0] == folder}
    assert sources
    found = {name: [*unasked(source), *silent(source)] for name, source in sources.items()}
    assert {name: said for name, said in found.items() if said} == {}


def test_what_windows_lacks_would_be_found():
    assert unasked("import os\nos.killpg(1, 9)\nimport fcntl\nif hasattr(os, 'nice'):\n    os.nice(1)") == [
        "os.killpg",
        "fcntl",
    ]
    said = ("open('a')", "path.open('w')", "path.write_text('a')", "path.read_text()")
    kept = ("open('a', 'rb')", "path.read_text('utf-8')", "path.open('w', encoding='utf-8')", "read_text(content)")
    assert [len(silent(line)) for line in (*said, *kept)] == [1] * 4 + [0] * 4


def forbidden(paths: list[str]) -> list[str]:
    """Paths that Windows cannot hold, or not beside another that differs by capitals alone."""
    parts = {path: path.split("/") for path in paths}
    wrong = [path for path, names in parts.items() if any(FORBIDDEN.search(n) or DEVICES.match(n) for n in names)]
    folded = [path.casefold() for path in paths]
    doubled = [path for path in paths if folded.count(path.casefold()) > 1]
    return [*wrong, *doubled, *(path for path in paths if len(path) > LONGEST)]


def test_every_file_of_the_project_can_lie_on_a_disk_of_windows():
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=False).stdout
    paths = [path for path in listed.decode("utf-8").split("\0") if path]
    if not paths:
        pytest.skip("this copy is no checkout")
    assert forbidden(paths) == []
    assert forbidden(["a/b:c", "Aux.txt", "d.", "E/f", "e/F", "g/h.py"]) == ["a/b:c", "Aux.txt", "d.", "E/f", "e/F"]
