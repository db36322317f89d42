"""The error signal on its way back, played in the browser: packs logarithms into one blob and mounts the component."""

import json
from collections.abc import Mapping

import numpy as np

from figures.theme import SEQUENTIAL
from ui.component import component


def backward(logs: Mapping[str, np.ndarray], key: str) -> None:
    """Show one chain of steps for each cell, {title: ln of the signal's length (T,), the loss first}, -inf being 0."""
    component("backward")(key=key, data=pack(logs))


def pack(logs: Mapping[str, np.ndarray]) -> bytes:
    """[u32 header length][JSON header, padded to 4][float32 logarithms to base ten, row by row]."""
    rows = np.stack(list(logs.values())) / np.log(10)
    T = rows.shape[1]
    arrays = {f"log/{k}": {"offset": k * T, "shape": [T]} for k in range(len(rows))}
    header = json.dumps({"format": 1, "rows": list(logs), "stops": list(SEQUENTIAL), "arrays": arrays}).encode()
    header += b" " * (-len(header) % 4)
    return len(header).to_bytes(4, "little") + header + rows.astype("<f4").tobytes()
