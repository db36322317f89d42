"""The component that walks through one step; the server hears of a changed number when the hand rests."""

import streamlit as st

from ui.components.component import component
from ui.lessons.one_step.numbers import Numbers, read, written
from ui.lessons.one_step.pack import packed
from ui.lessons.one_step.state import edits_in_link, remember, reset


def walk(numbers: Numbers, seed: int, preset: str | None, key: str = "step") -> None:
    """Mount the walk through a step with these numbers; seed and preset say what they were before changes by hand."""
    component("step")(
        data=packed(numbers, edits_in_link(numbers), seed, preset),
        key=key,
        on_set_change=lambda: _changed(numbers, key),
        on_reset_change=reset,
    )


def _changed(numbers: Numbers, key: str) -> None:
    """What the browser sends is checked like a link: what does not fit is left out."""
    asked = st.session_state[key].get("set")
    if isinstance(asked, str):
        remember(written(read(asked, numbers)[0]))
