"""Messages of Protocol Buffers, written: fields by their numbers, as ONNX files are made of them."""

import struct
from collections.abc import Iterable

Value = int | float | str | bytes


def message(*fields: tuple[int, Value | Iterable[Value]]) -> bytes:
    """(number, value) of every field, in order; a value that is a list is a field that is repeated."""
    out = bytearray()
    for number, value in fields:
        for each in value if isinstance(value, list | tuple) else (value,):
            out += _field(number, each)
    return bytes(out)


def _field(number: int, value: Value) -> bytes:
    """One field: whole numbers as varints, other numbers in four bytes, everything else with its length before it."""
    if isinstance(value, int):
        return _varint(number << 3) + _varint(value % 2**64)
    if isinstance(value, float):
        return _varint(number << 3 | 5) + struct.pack("<f", value)
    content = value.encode() if isinstance(value, str) else value
    return _varint(number << 3 | 2) + _varint(len(content)) + content


def _varint(value: int) -> bytes:
    """Seven bits a byte, the lowest first; the eighth says that there are more."""
    out = bytearray()
    while value > 127:
        out.append(value & 127 | 128)
        value >>= 7
    return bytes([*out, value])
