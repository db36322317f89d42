"""Presses that last as long as a hand's: between a button's way down and its way up frames are drawn."""

from functools import wraps
from typing import Any

import pytest
from playwright.sync_api import Locator, Mouse

LASTS = 60  # ms: some frames
# What Streamlit unfolds slides for a while, and a press on it would be over beside it.
OWN = "(one) => one.getRootNode() !== document || !one.closest('.stApp')"


def press_like_a_hand(patch: pytest.MonkeyPatch) -> None:
    """Clicks by mouse and on locators of our own components last that long, unless a test says how long."""
    on_screen, on_element = Mouse.click, Locator.click

    @wraps(on_screen)
    def click(mouse: Mouse, x: float, y: float, **how: Any) -> None:
        on_screen(mouse, x, y, **{"delay": LASTS, **how})

    @wraps(on_element)
    def click_on(locator: Locator, **how: Any) -> None:
        ours = locator.evaluate(OWN, timeout=how.get("timeout"))
        on_element(locator, **({"delay": LASTS, **how} if ours else how))

    patch.setattr(Mouse, "click", click)
    patch.setattr(Locator, "click", click_on)
