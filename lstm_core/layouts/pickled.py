"""What `torch.load(weights_only=True)` reads, written: one fixed stream of opcodes for arrays, lists and texts.

Nothing is pickled by Python here: every opcode is one of those below, and only three names are ever asked for.
"""

import struct
from collections.abc import Mapping, Sequence

import numpy as np

REBUILD, STORAGE, ORDERED = (
    b"ctorch._utils\n_rebuild_tensor_v2\n",
    b"ctorch\nFloatStorage\n",
    b"ccollections\nOrderedDict\n",
)
Thing = Mapping[str, "Thing"] | Sequence["Thing"] | np.ndarray | str | bool | int


def pickled(thing: Thing) -> tuple[bytes, list[np.ndarray]]:
    """(data.pkl, its arrays in the order of their storages) of dictionaries, lists, texts, numbers, float32 arrays."""
    storages: list[np.ndarray] = []
    return b"\x80\x02" + _written(thing, storages) + b".", storages


def _written(thing: Thing, storages: list[np.ndarray]) -> bytes:
    """One thing, left on the reader's stack."""
    if isinstance(thing, np.ndarray):
        return _array(thing, storages)
    if isinstance(thing, Mapping):
        inside = b"".join(_written(key, storages) + _written(value, storages) for key, value in thing.items())
        return b"}(" + inside + b"u"
    if isinstance(thing, str):
        text = thing.encode()
        return b"X" + struct.pack("<I", len(text)) + text
    if isinstance(thing, bool):
        return b"\x88" if thing else b"\x89"
    if isinstance(thing, int):
        return b"J" + struct.pack("<i", thing)
    return b"](" + b"".join(_written(each, storages) for each in thing) + b"e"


def _array(array: np.ndarray, storages: list[np.ndarray]) -> bytes:
    """A tensor of torch on a storage of its own: place 0, sizes, strides in numbers, no gradient, no hooks."""
    storages.append(array)
    key, strides = str(len(storages) - 1), [1]
    for size in array.shape[:0:-1]:
        strides.insert(0, strides[0] * size)
    storage = b"(" + _written("storage", []) + STORAGE + _written(key, []) + _written("cpu", [])
    storage += _written(array.size, []) + b"tQ"
    place = b"J\x00\x00\x00\x00" + _sizes(array.shape) + _sizes(strides[: array.ndim])
    return REBUILD + b"(" + storage + place + b"\x89" + ORDERED + b")RtR"


def _sizes(sizes: Sequence[int]) -> bytes:
    return b"(" + b"".join(_written(int(size), []) for size in sizes) + b"t"
