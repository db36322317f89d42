"""A package's front door whose names are imported when they are first used, so that opening it costs nothing."""

import importlib
import sys
from collections.abc import Callable, Mapping, Sequence


def on_first_use(
    package: str, rooms: Mapping[str, Sequence[str]]
) -> tuple[Callable[[str], object], Callable[[], list]]:
    """(`__getattr__`, `__dir__`) of a package that offers {module inside it: names} (PEP 562)."""
    where = {name: f"{package}.{room}" for room, names in rooms.items() for name in names}

    def get(name: str) -> object:
        if name not in where:
            raise AttributeError(f"module {package!r} has no attribute {name!r}")
        found = getattr(importlib.import_module(where[name]), name)
        setattr(sys.modules[package], name, found)  # the next use does not come here
        return found

    return get, lambda: sorted({*vars(sys.modules[package]), *where})
