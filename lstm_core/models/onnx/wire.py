"""Protocol buffers, as far as ONNX files need them: one flat pass over the fields of a message, and their writing."""

import struct
from collections.abc import Iterator

import numpy as np

from lstm_core.models.errors import ModelFileError

MAX_FIELDS = 1_000_000  # of all messages of a file together
TORN = "the ONNX file is damaged, or is no ONNX file"


class Wire:
    """Reads the messages of one file, and no more than MAX_FIELDS fields of them."""

    def __init__(self) -> None:
        self.left = MAX_FIELDS

    def fields(self, message: memoryview) -> Iterator[tuple[int, int | memoryview]]:
        """(number, value) of each field in order; a value is a whole number, or the bytes of anything else."""
        at, end = 0, len(message)
        while at < end:
            self.left -= 1
            if self.left < 0:
                raise ModelFileError(f"the ONNX file has more than {MAX_FIELDS:,} parts, the most that is read")
            key, at = varint(message, at)
            kind, number = key & 7, key >> 3
            if kind == 0:
                value, at = varint(message, at)
                yield number, value
                continue
            if kind == 2:
                size, at = varint(message, at)
            elif kind in (1, 5):
                size = 8 if kind == 1 else 4
            else:
                raise ModelFileError(TORN)
            if at + size > end:
                raise ModelFileError(TORN)
            yield number, message[at : at + size]
            at += size


def varint(message: memoryview, at: int) -> tuple[int, int]:
    """(a whole number of at most 64 bits, where it ends)."""
    value = shift = 0
    while at < len(message) and shift < 70:
        byte = message[at]
        at += 1
        value |= (byte & 127) << shift
        if byte < 128:
            return value & (2**64 - 1), at
        shift += 7
    raise ModelFileError(TORN)


def signed(value: int | memoryview) -> int:
    """A field that is a whole number with a sign."""
    if not isinstance(value, int):
        raise ModelFileError(TORN)
    return value - 2**64 if value >> 63 else value


def text(value: int | memoryview) -> str:
    """A field that is text."""
    return str(part(value), "utf-8", "replace")


def part(value: int | memoryview) -> memoryview:
    """A field that is bytes."""
    if isinstance(value, int):
        raise ModelFileError(TORN)
    return value


def integers(value: int | memoryview) -> list[int]:
    """One or many whole numbers with a sign, as a repeated field holds them."""
    return [signed(value)] if isinstance(value, int) else packed_integers(value).tolist()


def packed_integers(value: memoryview) -> np.ndarray:
    """Whole numbers that were written one behind the other, as int64."""
    raw = np.frombuffer(value, np.uint8)
    ends = np.flatnonzero(raw < 128)
    if not len(raw):
        return np.zeros(0, np.int64)
    if not len(ends) or ends[-1] != len(raw) - 1:
        raise ModelFileError(TORN)
    starts = np.concatenate([[0], ends[:-1] + 1])
    place = np.arange(len(raw)) - np.repeat(starts, ends - starts + 1)
    if place.max() > 9:
        raise ModelFileError(TORN)
    parts = (raw & 127).astype(np.uint64) << (7 * place).astype(np.uint64)
    return np.add.reduceat(parts, starts).view(np.int64)


def floats(value: int | memoryview) -> list[float]:
    """One or many float32 numbers, as a repeated field holds them."""
    raw = part(value)
    if len(raw) % 4:
        raise ModelFileError(TORN)
    return list(struct.unpack(f"<{len(raw) // 4}f", raw))


def written(number: int, value: int | float | str | bytes | memoryview) -> bytes:
    """One field: a whole number, a float32, or text or bytes with their length."""
    if isinstance(value, float):
        return _varint(number << 3 | 5) + struct.pack("<f", value)
    if isinstance(value, int):
        return _varint(number << 3) + _varint(value & (2**64 - 1))
    raw = value.encode() if isinstance(value, str) else bytes(value)
    return _varint(number << 3 | 2) + _varint(len(raw)) + raw


def _varint(value: int) -> bytes:
    parts = []
    while value > 127:
        parts.append(value & 127 | 128)
        value >>= 7
    return bytes([*parts, value])
