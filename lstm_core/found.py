"""What a folder offers, found by looking: every module of a package that defines a given name."""

import importlib
import pkgutil
from collections.abc import Iterator, Mapping
from types import ModuleType
from typing import Generic, TypeVar

from lstm_core.nearest import nearest

Kind = TypeVar("Kind")


class Found(Mapping[str, Kind], Generic[Kind]):
    """{file name: the module's `attribute`} of a package, imported on first use; a broken file stops with its name."""

    def __init__(self, package: str, attribute: str):
        self.package, self.attribute = package, attribute
        self._found: dict[str, Kind] | None = None

    def __getitem__(self, key: str) -> Kind:
        if key not in self._all():
            raise KeyError(f"there is no {self.attribute.lower()} {key!r}; {nearest(str(key), self._all())}")
        return self._all()[key]

    def __iter__(self) -> Iterator[str]:
        return iter(self._all())

    def __len__(self) -> int:
        return len(self._all())

    def __contains__(self, key: object) -> bool:
        return key in self._all()

    def _all(self) -> dict[str, Kind]:
        if self._found is None:
            package = importlib.import_module(self.package)
            names = sorted(m.name for m in pkgutil.iter_modules(package.__path__) if not m.name.startswith("_"))
            modules = {name: self._module(name) for name in names}
            self._found = {k: getattr(m, self.attribute) for k, m in modules.items() if hasattr(m, self.attribute)}
        return self._found

    def _module(self, name: str) -> ModuleType:
        try:
            return importlib.import_module(f"{self.package}.{name}")
        except Exception as error:
            raise ImportError(f"{self.package.replace('.', '/')}/{name}.py cannot be imported: {error}") from error
