"""What a page has found in Python of the reader's own state, for the exercises below it to look at."""

import streamlit as st

KEY = "what this page tells its exercises"


def begin() -> None:
    """A page begins: nothing is told yet."""
    st.session_state[KEY] = {}


def tell(**values: float | str) -> None:
    """Numbers or words by the names that a condition asks for, as the page's components signal theirs."""
    st.session_state.setdefault(KEY, {}).update(values)


def told() -> dict[str, float | str]:
    """All that this page has told so far."""
    return dict(st.session_state.get(KEY, {}))
