"""A book that a training learns from: on this machine already, or fetched by a button that says from where."""

import streamlit as st

from lstm_core.books import BOOKS, at_hand, fetched
from ui import lesson


def on_this_machine(name: str, key: str) -> bool:
    """Whether the book is there; where it is not, the button that fetches it, and what became of that."""
    book = BOOKS[name]
    if at_hand(book) is not None:
        lesson.say(f"{book.title}, is on this machine: {book.size:,} bytes, SHA-256 as expected.")
        return True
    lesson.say(
        f"{book.title}, is in the public domain, and not a part of this app. The button fetches it once, onto the "
        f"machine that runs the app: {book.size:,} bytes from `{book.url}`. Its SHA-256 must be `{book.sha256}`; any "
        "other file is refused."
    )
    if st.button(f"Fetch it, {book.size / 1000:.0f} KB", key=key, icon=":material/download:"):
        with lesson.refused("Without it, a text of yours can be learned from, and all networks above can be opened."):
            with st.spinner("Fetching the book …"):
                fetched(book)
            st.rerun()
    return False
