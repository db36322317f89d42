"""Where a machine has no safetensors: the same files written and read with NumPy alone, for this command.

A file is eight bytes that say how long its header is, the header (JSON: {name: {"dtype", "shape", "data_offsets"}} and
texts under __metadata__), then the numbers. What is written here is a safetensors file like any other; what is read
was written by this command a moment ago, and is not checked as `lstm_core.files` has the library check it.
"""

import importlib.util
import json
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from types import ModuleType, SimpleNamespace
from typing import Self

import numpy as np

KINDS = {"F16": "<f2", "F32": "<f4", "F64": "<f8", "I64": "<i8"}


class SafetensorError(Exception):
    """The file is not what it should be."""


@contextmanager
def where_missing() -> Iterator[None]:
    """Inside, safetensors can be imported; outside it is as missing as before."""
    if not missing("safetensors"):
        yield
        return
    names = ("safetensors", "safetensors.numpy")
    before = {name: sys.modules.get(name, "never asked for") for name in names}
    library, arrays = (ModuleType(name) for name in names)
    library.is_stand_in = arrays.is_stand_in = True
    library.SafetensorError, library.safe_open, library.numpy, arrays.save = SafetensorError, Opened, arrays, save
    sys.modules |= dict(zip(names, (library, arrays), strict=True))
    try:
        yield
    finally:
        for name, module in before.items():
            del sys.modules[name]
            if module != "never asked for":
                sys.modules[name] = module


def missing(name: str) -> bool:
    """Whether a library is not installed, however it is stood in for."""
    module = sys.modules.get(name)
    if module is not None:
        return hasattr(module, "is_stand_in")
    return importlib.util.find_spec(name) is None


def save(arrays: Mapping[str, np.ndarray], metadata: Mapping[str, str]) -> bytes:
    """The bytes of a file."""
    names = {np.dtype(kind): name for name, kind in KINDS.items()}
    header, end = {"__metadata__": dict(metadata)}, 0
    for name, array in arrays.items():
        start, end = end, end + array.nbytes
        header[name] = {"dtype": names[array.dtype], "shape": list(array.shape), "data_offsets": [start, end]}
    said = json.dumps(header).encode()
    said += b" " * (-len(said) % 8)  # the numbers begin at a multiple of eight
    return b"".join([len(said).to_bytes(8, "little"), said, *(array.tobytes() for array in arrays.values())])


class Opened:
    """A file that is read, as `safetensors.safe_open` gives it."""

    def __init__(self, path: str | Path, framework: str):
        content = Path(path).read_bytes()
        size = int.from_bytes(content[:8], "little")
        try:
            self.header = json.loads(content[8 : 8 + size])
        except ValueError as error:
            raise SafetensorError(str(error)) from None
        self.said, self.numbers = self.header.pop("__metadata__", {}), content[8 + size :]

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *ending: object) -> None:
        self.numbers = b""

    def metadata(self) -> dict[str, str]:
        return self.said

    def keys(self) -> list[str]:
        return list(self.header)

    def get_slice(self, name: str) -> SimpleNamespace:
        return SimpleNamespace(get_dtype=lambda: self.header[name]["dtype"])

    def get_tensor(self, name: str) -> np.ndarray:
        one = self.header[name]
        start, end = one["data_offsets"]
        return np.frombuffer(self.numbers[start:end], KINDS[one["dtype"]]).reshape(one["shape"]).copy()
