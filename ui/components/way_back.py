"""How strongly an answer pulls at every word, played back in the page: packed once, its levers in the page."""

from collections.abc import Mapping
from typing import Any

import numpy as np

from ui.components.blob import blob
from ui.components.component import component


def pack(header: Mapping[str, Any], arrays: Mapping[str, np.ndarray]) -> bytes:
    """The pulls as static/way_back/pulls.js opens them, natural logarithms, -inf being 0."""
    return blob({"format": 1, **header}, arrays, "the way back", finite=False)


def played(message: bytes, key: str) -> None:
    """Show it under its levers; the page runs again when a hand has rested."""
    component("way_back")(key=key, data=message, default={"levers": None}, on_levers_change=lambda: None)
