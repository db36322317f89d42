"""The bench: the editor of a page of equations with the cell's picture beside it, as a component of the browser."""

import streamlit as st

from ui.components.component import component
from ui.lessons.invent.pack import packed
from ui.lessons.invent.state import Page, bring_back, typed

KEY = "invent_bench"


def bench(page: Page, inputs: int, units: int) -> None:
    """Mount it; the server hears a page 300 ms after the last key."""
    component("invent")(
        key=KEY,
        data=packed(page, inputs, units),
        default={"typed": None},
        on_typed_change=lambda: typed(st.session_state[KEY].get("typed")),
        on_back_change=bring_back,
    )
