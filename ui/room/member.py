"""Which room this tab is in: the link says it once, the session keeps it, and every page's address says it again."""

import streamlit as st

from ui.asked import say_ignored
from ui.room.store import words

KEY = "room"  # in the address
IN = "the room of this tab"  # in the session
LEADS = "this tab leads its room"


def room() -> str:
    """Its word, "" without one; what can be no word is said in the line above the lesson."""
    asked = st.query_params.get(KEY)
    word = words.read(asked) if asked else st.session_state.get(IN, "")
    say_ignored(KEY, [f"“{asked[:40]}” is no word of a room"] if asked and not word else [])
    if word and not asked:
        st.query_params[KEY] = word
    if word:
        st.session_state[IN] = word
    return word


def enter(word: str) -> None:
    """From now on this tab is in a room."""
    if found := words.read(word):
        st.session_state[IN] = st.query_params[KEY] = found


def leave() -> None:
    """And from now on in none."""
    st.query_params.pop(KEY, None)
    for key in (IN, LEADS):
        st.session_state.pop(key, None)
