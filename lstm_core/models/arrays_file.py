"""Arrays out of an .npz file, each checked against the bytes that are there before memory is asked for."""

import io
import math
import zipfile
from collections.abc import Sequence

import numpy as np

from lstm_core.models.limits import ARRAY_BYTES, ARRAYS, MB, WORDS, check_count, check_shape, refuse, shown
from lstm_core.models.precision import TYPES, widened
from lstm_core.models.zips import archive, entry_of

_NAMES = {kind.str.lstrip("<|="): name for name, kind in TYPES.items() if name != "BF16"}
MAGIC = b"\x93NUMPY"


def npz_arrays(who: str, content: bytes) -> tuple[dict[str, np.ndarray], set[str], dict[str, Sequence[str]]]:
    """({name: values}, the kinds of numbers, {name: words} of arrays of text). Objects are pickles, and refused."""
    opened = archive(who, content, compressed=True)
    check_count(who, len(opened.namelist()), ARRAYS, "arrays")
    arrays: dict[str, np.ndarray] = {}
    kinds: set[str] = set()
    texts: dict[str, Sequence[str]] = {}
    for entry in opened.infolist():
        name = entry.filename.removesuffix(".npy")
        values = _array(who, name, opened, entry)
        if values.dtype.kind == "U":
            texts[name] = values.reshape(-1).tolist() if values.ndim else str(values)
        else:
            kind = _NAMES[values.dtype.str.lstrip("<>|=")]
            arrays[name] = widened(values, kind)
            kinds.add(kind)
    return arrays, kinds, texts


def _array(who: str, name: str, opened: zipfile.ZipFile, entry: zipfile.ZipInfo) -> np.ndarray:
    if entry.file_size > ARRAY_BYTES:
        raise refuse(who, f"{shown(name)} has {entry.file_size:,} bytes, more than are read ({ARRAY_BYTES // MB} MB)")
    raw = entry_of(who, opened, entry.filename)
    if raw[:6] != MAGIC:
        raise refuse(who, f"{shown(name)} is no array of NumPy")
    file = io.BytesIO(raw)
    try:
        version = np.lib.format.read_magic(file)
        read = {(1, 0): np.lib.format.read_array_header_1_0, (2, 0): np.lib.format.read_array_header_2_0}[version]
        shape, fortran, dtype = read(file)
    except Exception:  # NumPy lets through whatever the literal in the header raises
        raise refuse(who, f"the header of {shown(name)} is damaged") from None
    if dtype.hasobject:
        raise refuse(who, f"{shown(name)} holds objects of Python, which would have to be executed; save plain arrays")
    text = dtype.kind == "U" and dtype.itemsize <= 1024
    if not text and dtype.str.lstrip("<>|=") not in _NAMES:
        raise refuse(who, f"{shown(name)} holds {dtype.name}, no plain numbers")
    if check_shape(who, name, shape, dtype.itemsize) != len(raw) - file.tell():
        raise refuse(who, f"{shown(name)} has shape {shape}, but {len(raw) - file.tell():,} bytes of values")
    if text and math.prod(shape) > WORDS:
        raise refuse(who, f"{shown(name)} has {math.prod(shape):,} words, at most {WORDS:,} are read")
    values = np.frombuffer(raw, dtype, offset=file.tell()) if len(raw) > file.tell() else np.zeros(0, dtype)
    try:
        return values.reshape(shape, order="F" if fortran else "C")
    except ValueError:
        raise refuse(who, f"the shape of {shown(name)} does not fit its values") from None
