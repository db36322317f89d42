"""The pages as Streamlit knows them, made once: each looks up its file, and so does every link that only names it."""

import streamlit as st
from streamlit.navigation.page import StreamlitPage

from ui.places import HOME

_made: dict[str, StreamlitPage] = {}


def make(name: str, title: str, first: bool) -> StreamlitPage:
    """The page of pages/`name`.py, for the menu; the `first` opens by itself."""
    _made[name] = st.Page(HOME / "pages" / f"{name}.py", title=title, default=first)
    return _made[name]


def page(name: str) -> StreamlitPage | str:
    """What a link leads to: the page that was made, or, where no menu was, the place of its file."""
    return _made.get(name, f"pages/{name}.py")
