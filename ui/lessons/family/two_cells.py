"""Which two cells the lesson on the family compares: chosen from two lists, or with a click in the gallery."""

import streamlit as st

from lstm_core import CELLS
from ui import controls, lesson
from ui.components import family
from ui.lessons.family.numbers import cells
from ui.lessons.family.words import told
from ui.shipped import networks

FIRST, SECOND = "family_first", "family_second"  # in the address
GALLERY = "family_gallery"


def choose() -> tuple[str, str]:
    """From two lists, side by side on a phone too."""
    with st.container(key="pair"):
        left, right = lesson.beside(2)
    with left:
        first = controls.pick("From", cells(), FIRST, "lstm", networks.title)
    with right:
        second = controls.pick("to", cells(), SECOND, "coupled", networks.title)
    return first, second


def gallery(first: str, second: str) -> None:
    """Every cell; a click puts it beside the first of the two."""
    family.gallery({key: told(key) for key in cells()}, first, second, GALLERY, _clicked)


def _clicked() -> None:
    """What the browser sends is a key of CELLS, or ignored."""
    asked = st.session_state[GALLERY].get("chosen")
    if asked in CELLS:
        st.session_state[SECOND] = asked
