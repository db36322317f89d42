"""The button that copies the address of the page, which holds its whole state; it also tells when the paper changes."""

import streamlit as st

from ui.places import STATIC

MODULE = STATIC / "link" / "main.js"

HTML = """<div class="row"><span role="status" aria-live="polite"></span><button type="button">Copy link</button></div>
<input hidden readonly aria-label="Address of this page">"""

CSS = """
.row { display: flex; justify-content: flex-end; align-items: center; gap: .6rem; }
button { font: inherit; font-size: .9rem; color: var(--st-text-color); background: transparent; cursor: pointer;
  border: 1px solid var(--st-border-color); border-radius: var(--st-base-radius);
  padding: .3rem .8rem; white-space: nowrap; }
button:hover { background: var(--st-secondary-background-color); }
button:focus-visible { outline: 2px solid var(--st-primary-color); outline-offset: 2px; }
span { font-size: .85rem; }
input { position: absolute; z-index: 1; right: 0; width: min(24rem, 80vw); box-sizing: border-box;
  margin-top: .4rem; padding: .2rem .4rem; font: inherit;
  font-size: .85rem;
  color: var(--st-text-color); background: var(--st-background-color); border: 1px solid var(--st-border-color); }
"""


def copy_link() -> None:
    """A small button; where the clipboard is closed to the page it shows the address instead, selected."""
    component = st.components.v2.component("copy_link", html=HTML, css=CSS, js=MODULE.read_text(encoding="utf-8"))
    component(key="copy_link", default={"paper": None}, on_paper_change=lambda: None)
