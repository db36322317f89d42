"""A part of a page that its own controls run anew alone, without the rest of the page."""

from collections.abc import Callable

import streamlit as st

from ui import glossary
from ui.asked import anything_ignored
from ui.components import presented


def alone(draw: Callable[..., None], *of: object) -> None:
    """Draw a part, `of` what it needs, on which nothing else of the page depends: what is moved in it runs it alone.

    The whole page runs where it is presented, as its notes speak of all parts, and as long as its link was not
    understood in full, which a line above the lesson says.
    """
    if presented.query():
        return draw(*of)
    explained, first = glossary.explained(), [True]

    @st.fragment
    def drawn() -> None:
        again = not first
        first.clear()
        if again:
            glossary.begin(explained)
        draw(*of)
        if again and anything_ignored():
            st.rerun()

    drawn()
