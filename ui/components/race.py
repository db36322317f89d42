"""The strip of a race's task and the racers' way to their answers, on one clock, as the page plays them."""

from collections.abc import Mapping
from typing import Any

from ui.components.blob import blob
from ui.components.component import component


def pack(header: Mapping[str, Any]) -> bytes:
    """All of it is in the header: texts, curves and answers."""
    return blob({"format": 1, **header}, {}, "the race")


def played(message: bytes, key: str) -> None:
    """Show it under its lever; the page runs again when a hand has rested on the lever."""
    component("race")(key=key, data=message, default={"levers": None}, on_levers_change=lambda: None)
