"""The button that copies the address of the page, which holds its whole state; it also tells when the paper changes."""

from collections.abc import Callable
from functools import cache

import streamlit as st

from ui.places import STATIC

# It stands on every page: what keeps the addresses that Back returns to begins with it, before any module has come.
MODULES, BUTTON = (STATIC / "link" / "left.js", STATIC / "link" / "main.js"), STATIC / "frame" / "button.css"

HTML = """<div class="row"><span role="status" aria-live="polite"></span>
<button type="button" disabled aria-label="Copy link" title="Copy link"><span>Copy link</span>
<svg viewBox="0 0 24 24" aria-hidden="true">
<path d="M10 14a4 4 0 0 0 6 .4l3-3a4 4 0 0 0-5.7-5.7l-1.7 1.7M14 10a4 4 0 0 0-6-.4l-3 3a4 4 0 0 0 5.7 5.7l1.7-1.7"/>
</svg></button></div>
<input hidden readonly aria-label="Address of this page">"""

CSS = """
.row { display: flex; justify-content: flex-end; align-items: center; gap: .6rem; }
svg { display: none; width: 1.25rem; height: 1.25rem; fill: none; stroke: currentColor; stroke-width: 2; }
[role="status"] { font-size: .85rem; }
input { position: absolute; z-index: 1; right: 0; width: min(24rem, 80vw); box-sizing: border-box;
  margin-top: .4rem; padding: .2rem .4rem; font: inherit;
  font-size: .85rem;
  color: var(--st-text-color); background: var(--st-background-color); border: 1px solid var(--st-border-color); }
@media (max-width: 640px) { /* the claim needs the width */
  button { display: grid; place-items: center; width: 2.5rem; height: 2.5rem; padding: 0; }
  button span { display: none; }
  svg { display: block; }
}
"""


def copy_link() -> None:
    """A small button; where the clipboard is closed to the page it shows the address instead, selected."""
    _component()(key="copy_link", default={"paper": None}, on_paper_change=lambda: None)


@cache
def _component() -> Callable:
    css = BUTTON.read_text(encoding="utf-8") + CSS
    js = "\n".join(module.read_text(encoding="utf-8") for module in MODULES)
    return st.components.v2.component("copy_link", html=HTML, css=css, js=js)
