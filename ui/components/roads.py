"""The tasks of the other roads as pictures that play, each on one clock under its lever."""

from collections.abc import Mapping
from typing import Any

import numpy as np

from ui.components.blob import blob
from ui.components.component import component


def pack(header: Mapping[str, Any], arrays: Mapping[str, np.ndarray]) -> bytes:
    """One picture; `header["kind"]` says which."""
    return blob({"format": 1, **header}, arrays, "the picture of a road")


def played(message: bytes, key: str) -> None:
    """Show it; the page runs again when a hand has rested on the lever."""
    component("roads")(key=key, data=message, default={"levers": None}, on_levers_change=lambda: None)
