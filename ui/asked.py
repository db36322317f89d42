"""What a link asks for: given to the widget where it fits, and told to the reader where it is ignored."""

from collections.abc import Callable
from typing import Any

import streamlit as st
from streamlit.runtime.state import get_session_state

IGNORED = "ignored in the link"


def bound(
    key: str,
    label: str,
    show: Callable[[Any], str],
    widget: Callable[[], Any],
    fits: Callable[[list[str]], bool] = lambda asked: True,
) -> Any:
    """The widget's value; remembers what the link asked for when the widget could not take it.

    What does not fit is not even shown to the widget.
    """
    asked = st.query_params.get_all(key)
    if asked and not fits(asked):
        withdraw(key)
    arrived = bool(asked) and key not in st.session_state
    value = widget()
    taken = [show(part) for part in (value if isinstance(value, tuple) else (value,)) if part is not None]
    if arrived and asked != taken and (any(asked) or value not in (None, "", ())):
        instead = "nothing is chosen" if value in (None, "") else f"it is “{', '.join(taken)}”"
        shown = ", ".join(asked)
        what = f"“{shown[:40]}{'…' * (len(shown) > 40)}”" if any(asked) else "An empty value"
        note = f"{what} is not a choice for “{label}”: here {instead}."
        st.session_state.setdefault(IGNORED, {})[key] = (note, st.session_state[key])
    return value


def say_ignored(key: str, sentences: list[str]) -> None:
    """One line above the lesson on what the link asks for and cannot have, as long as it asks."""
    notes = st.session_state.setdefault(IGNORED, {})
    if sentences:
        text = "; ".join(sentences)
        notes[key] = (f"{text[0].upper()}{text[1:]}.", None)
    else:
        notes.pop(key, None)


def withdraw(key: str) -> None:
    """Take a value out of the link before its widget is made, which does not go by what st.query_params holds."""
    with get_session_state().query_params() as link:
        link.remove_param(key)
        link.set_initial_query_params_from_current()


def forget_other_lessons(lesson: str) -> None:
    """What a link said about one lesson is no news on the next."""
    if st.session_state.get("lesson") != lesson:
        st.session_state["lesson"] = lesson
        st.session_state.pop(IGNORED, None)


def anything_ignored() -> bool:
    """Whether the link of this lesson had anything that was ignored, also where the reader has set another since."""
    return bool(st.session_state.get(IGNORED))


def ignored_in_link() -> str:
    """One line on what was ignored in the link, "" when nothing; a value leaves it when the learner sets another."""
    notes = st.session_state.get(IGNORED, {})
    kept = [note for key, (note, value) in notes.items() if st.session_state.get(key) == value]
    return "The link was not understood in full. " + " ".join(kept) if kept else ""
