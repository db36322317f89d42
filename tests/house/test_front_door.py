"""What a package offers its users stands in its `__all__`, in order, and can be taken from there."""

import ast
import importlib
import subprocess
import sys
from pathlib import Path
from types import ModuleType

import pytest

from tests.support.house import ROOT


def order(name: str) -> tuple[int, str]:
    """CONSTANTS, then Classes, then functions, each by the alphabet, as ruff sorts an `__all__`."""
    return 0 if name.isupper() else 1 if name[0].isupper() else 2, name


@pytest.mark.parametrize("package", ["lstm_core", "lstm_torch"])
def test_the_front_door_is_sorted_and_every_name_is_there(package):
    if package == "lstm_torch":
        pytest.importorskip("torch", reason="torch is not installed (the light requirements)")
    door = importlib.import_module(package)
    assert door.__all__ == sorted(set(door.__all__), key=order)
    assert set(door.__all__) <= set(dir(door))
    with pytest.raises(AttributeError, match=f"module '{package}' has no attribute 'nothing'"):
        door.nothing  # noqa: B018
    for name in door.__all__:
        assert hasattr(door, name), f"{package} offers {name}, which it has not"
        offered = getattr(door, name)
        assert not isinstance(offered, ModuleType), f"{package}.{name} is a file, not what is in it"
        assert offered.__doc__, f"{package}.{name} says nothing about itself"


@pytest.mark.parametrize("package", ["lstm_core", "lstm_torch"])
def test_type_checkers_are_told_the_names_that_there_are(package):
    tree = ast.parse(Path(importlib.import_module(package).__file__).read_text(encoding="utf-8"))
    (told,) = (node for node in tree.body if isinstance(node, ast.If))
    names = {f"{part.module}.{alias.name}" for part in told.body for alias in part.names}
    (table,) = (node.args[1] for node in ast.walk(tree) if isinstance(node, ast.Call))
    rooms = ast.literal_eval(table)
    assert names == {f"{package}.{room}.{name}" for room, inside in rooms.items() for name in inside}
    assert {name.rpartition(".")[2] for name in names} == set(importlib.import_module(package).__all__)


def test_opening_the_door_loads_nothing_behind_it():
    code = (
        "import sys, lstm_core; print(*(name for name in sys.modules if name.split('.')[0] in ('lstm_core', 'numpy')))"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert set(done.stdout.split()) == {"lstm_core", "lstm_core.on_first_use"}
    code = "from lstm_core import signals, CELLS; print(signals.__name__, CELLS['lstm'].title)"
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["lstm_core.signals", "LSTM"]
