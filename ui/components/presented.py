"""Whether a lesson is presented to a room: said by the address, begun by a button, carried along from page to page."""

from collections.abc import Callable
from functools import cache

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from ui.asked import say_ignored
from ui.places import STATIC

KEY = "present"  # in the address, from page to page
BEGIN, BUTTON, PAGE = STATIC / "present" / "begin.js", STATIC / "frame" / "button.css", STATIC / "present" / "page.css"
HTML = """<button type="button" disabled aria-label="Present"
 title="Present: large type, clicker keys, notes (Alt + P)">
<span>Present</span>
<svg viewBox="0 0 24 24" aria-hidden="true"><path d="M3 4h18M5 4v11h14V4M12 15v5m-3 1h6"/></svg></button>"""
CSS = """
svg { display: none; width: 1.25rem; height: 1.25rem; fill: none; stroke: currentColor; stroke-width: 2; }
@media (max-width: 1600px) { /* the claim needs the width */
  button { display: grid; place-items: center; width: 2.5rem; height: 2.2rem; padding: 0; }
  span { display: none; }
  svg { display: block; }
}
@media (max-width: 640px) { button { display: none; } } /* nobody presents from one */
"""


def asked() -> bool:
    """Whether the page is presented; it then gets the type for it."""
    said = st.query_params.get(KEY)
    say_ignored(KEY, [] if said in (None, "1") else [f"{KEY}={said[:40]} is not understood; {KEY}=1 presents"])
    if said == "1":
        st.html(PAGE)
    return said == "1"


def query() -> dict[str, str]:
    """What a link to another page carries along."""
    return {KEY: "1"} if st.query_params.get(KEY) == "1" else {}


def column(usual: int, **look: bool | str) -> DeltaGenerator:
    """A place for prose, `usual` pixels wide; in type for the last row the whole screen is a column."""
    return st.container(width="stretch" if query() else usual, **look)


def button() -> None:
    """What begins it; a key does the same."""
    _component()(key="present_button", on_begun_change=begin)


@cache
def _component() -> Callable:
    css, js = BUTTON.read_text(encoding="utf-8") + CSS, BEGIN.read_text(encoding="utf-8")
    return st.components.v2.component("present_button", html=HTML, css=css, js=js)


def begin() -> None:
    """From now on it is presented."""
    st.query_params[KEY] = "1"


def end() -> None:
    """The page is a reader's again."""
    st.query_params.pop(KEY, None)
