"""Tensors of an ONNX file: what they say of themselves, and their numbers, asked for only when they are wanted."""

import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import PurePosixPath, PureWindowsPath

import numpy as np

from lstm_core.models.errors import ModelFileError
from lstm_core.models.onnx.wire import Wire, integers, packed_integers, part, signed, text

MAX_BYTES, MAX_RANK = 256 * 2**20, 8
BFLOAT16 = 16
DTYPES = {1: "<f4", 2: "u1", 3: "i1", 4: "<u2", 5: "<i2", 6: "<i4", 7: "<i8", 9: "?", 10: "<f2", 11: "<f8", 12: "<u4",
          13: "<u8", BFLOAT16: "<u2"}  # fmt: skip


@dataclass(frozen=True, eq=False)
class Tensor:
    """A tensor as the file holds it: `raw` bytes, or numbers in a list of their own kind, or in another file."""

    name: str
    shape: tuple[int, ...]
    type: int
    message: memoryview  # all of it, as it stands in the file
    raw: memoryview | None = None
    listed: Mapping[int, list[int | memoryview]] = field(default_factory=dict)  # {field number: its parts}
    elsewhere: Mapping[str, str] | None = None  # location, offset, length in another file

    @property
    def dtype(self) -> np.dtype:
        if self.type not in DTYPES:
            raise ModelFileError(f"{self.name}: its kind of numbers (ONNX's number {self.type}) is not read here")
        return np.dtype(DTYPES[self.type])

    def array(self, beside: Mapping[str, bytes]) -> np.ndarray:
        """Its numbers; what lies in another file comes from those `beside`, which were given, and from nowhere else."""
        if len(self.shape) > MAX_RANK or min(self.shape, default=0) < 0:
            raise ModelFileError(f"{self.name}: no tensor has the shape {list(self.shape)[:9]}")
        size = math.prod(self.shape) * self.dtype.itemsize
        if size > MAX_BYTES:
            raise ModelFileError(f"{self.name}: it says that it has {size:,} bytes, at most {MAX_BYTES:,} are read")
        raw = self._bytes(beside, size)
        if len(raw) != size:
            raise ModelFileError(f"{self.name}: {len(raw):,} bytes for the shape {list(self.shape)}, not {size:,}")
        array = np.frombuffer(raw, self.dtype).reshape(self.shape)
        if self.type == BFLOAT16:
            return (array.astype("<u4") << 16).view("<f4").reshape(self.shape)
        return array

    def _bytes(self, beside: Mapping[str, bytes], size: int) -> bytes | memoryview:
        if self.elsewhere is not None:
            return self._from_another_file(beside, size)
        if self.raw is not None:
            return self.raw
        found = next((number for number in (4, 5, 7, 10, 11) if self.listed.get(number)), None)
        if found is None:
            return b""
        parts = self.listed[found]
        if found in (4, 10):  # float32 and float64 stand as they are
            return b"".join(bytes(part(p)) for p in parts)
        numbers = [np.array([signed(p)]) if isinstance(p, int) else packed_integers(p) for p in parts]
        return np.concatenate(numbers).astype(self.dtype if self.type != 10 else "<u2").tobytes()

    def beside(self, files: Mapping[str, bytes]) -> bytes:
        """The file, of those that were given, in which its numbers lie."""
        location = PurePosixPath(PureWindowsPath((self.elsewhere or {}).get("location", "")).as_posix()).name
        if not files:
            raise ModelFileError(
                f"its weights are in a second file, {location or 'of unknown name'!r:.80}: give both files, or export "
                "with external_data=False"
            )
        if location not in files and len(files) > 1:
            raise ModelFileError(f"its weights are in a file {location!r:.80}, which is not among those given")
        return files.get(location, next(iter(files.values())))

    def _from_another_file(self, files: Mapping[str, bytes], size: int) -> memoryview:
        about, content = self.elsewhere or {}, self.beside(files)
        try:
            start, length = int(about.get("offset", 0)), int(about.get("length", size))
        except ValueError:
            raise ModelFileError(f"{self.name}: it does not say where in the second file it begins") from None
        if start < 0 or length != size or start + length > len(content):
            raise ModelFileError(f"{self.name}: the second file does not hold it; is it the one that belongs here?")
        return memoryview(content)[start : start + length]


def tensor(wire: Wire, message: memoryview) -> Tensor:
    """What a tensor says of itself."""
    shape: list[int] = []
    kind, name, raw, location = 0, "", None, 0
    listed: dict[int, list[int | memoryview]] = {}
    about: dict[str, str] = {}
    for number, value in wire.fields(message):
        if number == 1:
            shape += integers(value)
        elif number == 2:
            kind = signed(value)
        elif number in (4, 5, 7, 10, 11):
            listed.setdefault(number, []).append(value)
        elif number == 8:
            name = text(value)
        elif number == 9:
            raw = part(value)
        elif number == 13:
            pair = {k: text(v) for k, v in wire.fields(part(value))}
            about[pair.get(1, "")] = pair.get(2, "")
        elif number == 14:
            location = signed(value)
    return Tensor(name, tuple(shape), kind, message, raw, listed, about if location == 1 else None)
