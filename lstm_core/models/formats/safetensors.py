"""Safetensors under their own names, as `safetensors.torch.save_file(model.state_dict(), …)` writes them."""

import json
import math
from collections.abc import Mapping

import numpy as np

from lstm_core.models.contents import Contents, Format
from lstm_core.models.limits import ARRAYS, HEADER_BYTES, check_count, check_shape, refuse, shown
from lstm_core.models.precision import TYPES, note_of, widened
from lstm_core.models.state_dicts.contents import contents_of
from lstm_core.models.state_dicts.names import in_order
from lstm_core.models.words import words_told


def _recognises(content: bytes) -> bool:
    """Eight bytes that say how long the description is; it begins with a brace."""
    return len(content) > 9 and int.from_bytes(content[:8], "little") > 1 and content[8:].lstrip(b" ")[:1] == b"{"


def _read(files: Mapping[str, bytes]) -> Contents:
    who, content = next(iter(files.items()))
    header, body = _header(who, content)
    about = header.pop("__metadata__", None) or {}
    check_count(who, len(header), ARRAYS, "arrays")
    arrays, kinds, ends = {}, set(), []
    for name, entry in header.items():
        values, kind, span = _array(who, name, entry, body)
        ends.append((*span, name))
        if values is not None:
            arrays[name] = values
            kinds.add(kind)
    for (_, end, _), (start, _, name) in zip(sorted(ends), sorted(ends)[1:], strict=False):
        if start < end:
            raise refuse(who, f"the values of {shown(name)} begin inside another array's")
    ordered = {name: arrays[name] for name in sorted(arrays, key=in_order)}  # the library sorts lstm10 before lstm2
    return contents_of(who, ordered, note_of(kinds), words=words_told(about))


def _header(who: str, content: bytes) -> tuple[dict, memoryview]:
    """({name: what is said of it}, all values) of a file."""
    size = int.from_bytes(content[:8], "little")
    if size > min(HEADER_BYTES, len(content) - 8):
        raise refuse(who, f"its description claims {size:,} bytes; the file is damaged, or is no safetensors file")
    try:
        header = json.loads(content[8 : 8 + size], object_pairs_hook=_unique)
    except (ValueError, RecursionError):
        raise refuse(who, "its description is damaged: it is no JSON with different names") from None
    if not isinstance(header, dict):
        raise refuse(who, "its description is damaged: it names no arrays")
    return header, memoryview(content)[8 + size :]


def _unique(pairs: list) -> dict:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise ValueError("a name stands twice")
    return found


def _array(who: str, name: str, entry: object, body: memoryview) -> tuple[np.ndarray | None, str, tuple[int, int]]:
    """(Its values, None where they are of a kind that no layer has; which kind; from where to where they stand)."""
    said = entry if isinstance(entry, dict) else {}
    kind, shape, span = said.get("dtype"), said.get("shape"), said.get("data_offsets")
    placed = isinstance(span, list) and len(span) == 2 and all(type(at) is int for at in span)
    if not isinstance(span, list) or not placed or not isinstance(shape, list) or not isinstance(kind, str):
        raise refuse(who, f"{shown(name)} is described without its type, its shape or its place")
    start, end = span
    if not 0 <= start <= end <= len(body):
        raise refuse(who, f"the values of {shown(name)} would stand outside the file")
    if kind not in TYPES:
        return None, kind, (start, end)
    check_shape(who, name, shape, TYPES[kind].itemsize)
    if math.prod(shape) * TYPES[kind].itemsize != end - start:
        raise refuse(who, f"{shown(name)} has shape {tuple(shape)}, but {end - start:,} bytes of values")
    return widened(np.frombuffer(body[start:end], TYPES[kind]), kind).reshape(shape), kind, (start, end)


FORMAT = Format(
    "safetensors",
    (".safetensors",),
    _recognises,
    _read,
    'from safetensors.torch import save_file; save_file(model.state_dict(), "model.safetensors")',
)
