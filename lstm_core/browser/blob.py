"""One blob of bytes for a component: a header in JSON, then numbers; static/shared/blob.js decodes it."""

import json
from collections.abc import Mapping

import numpy as np


def blob(header: Mapping, arrays: Mapping[str, np.ndarray], who: str, finite: bool = True) -> bytes:
    """[u32 length of the header][header, padded to 4][float32 …]; ValueError where `who` would show NaN.

    Infinity is refused as well, unless `finite` is False.
    """
    places, offset = {}, 0
    for name, array in arrays.items():
        if np.isnan(array).any() or (finite and np.isinf(array).any()):
            raise ValueError(f"{who} shows finite numbers, but {name} has NaN or infinity: the run has diverged")
        places[name] = {"offset": offset, "shape": list(array.shape)}
        offset += array.size
    text = json.dumps({**header, "arrays": places}, ensure_ascii=False, separators=(",", ":"), allow_nan=False).encode()
    text += b" " * (-len(text) % 4)
    floats = [np.ascontiguousarray(array, "<f4").tobytes() for array in arrays.values()]
    return b"".join([len(text).to_bytes(4, "little"), text, *floats])
