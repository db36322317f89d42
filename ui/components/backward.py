"""The error signal on its way back, played in the browser: packs logarithms into one blob and mounts the component."""

from collections.abc import Mapping

import numpy as np

from figures.theme import SEQUENTIAL
from lstm_core.browser.blob import blob
from ui.components.component import component


def backward(logs: Mapping[str, np.ndarray], key: str) -> None:
    """Show one chain of steps for each cell, {title: ln of the signal's length (T,), the loss first}, -inf being 0."""
    component("backward")(key=key, data=pack(logs))


def pack(logs: Mapping[str, np.ndarray]) -> bytes:
    """The logarithms to base ten, one array for each cell."""
    arrays = {f"log/{k}": ln / np.log(10) for k, ln in enumerate(logs.values())}
    return blob({"format": 1, "rows": list(logs), "stops": list(SEQUENTIAL)}, arrays, "the way back", finite=False)
