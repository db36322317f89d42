"""Untrained networks whose error signals the page computes itself: packed once, their levers in the page."""

from collections.abc import Mapping
from typing import Any

import numpy as np

from ui.components.blob import blob
from ui.components.component import component


def pack(header: Mapping[str, Any], arrays: Mapping[str, np.ndarray]) -> bytes:
    """The networks as static/vanishing/noise.js opens them; weights and inputs lose nothing as float32."""
    return blob({"format": 1, **header}, arrays, "the way back")


def untrained(message: bytes, key: str) -> None:
    """Show them under their levers; the page runs again when a hand has rested."""
    component("vanishing")(key=key, data=message, default={"levers": None}, on_levers_change=lambda: None)
