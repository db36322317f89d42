"""What a package offers its users stands in its `__all__`, in order, and can be taken from there."""

import importlib
from types import ModuleType

import pytest


def order(name: str) -> tuple[int, str]:
    """CONSTANTS, then Classes, then functions, each by the alphabet, as ruff sorts an `__all__`."""
    return 0 if name.isupper() else 1 if name[0].isupper() else 2, name


@pytest.mark.parametrize("package", ["lstm_core", "lstm_torch"])
def test_the_front_door_is_sorted_and_every_name_is_there(package):
    if package == "lstm_torch":
        pytest.importorskip("torch", reason="torch is not installed (the light requirements)")
    door = importlib.import_module(package)
    assert door.__all__ == sorted(set(door.__all__), key=order)
    for name in door.__all__:
        assert hasattr(door, name), f"{package} offers {name}, which it has not"
        offered = getattr(door, name)
        assert not isinstance(offered, ModuleType), f"{package}.{name} is a file, not what is in it"
        assert offered.__doc__, f"{package}.{name} says nothing about itself"
