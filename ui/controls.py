"""Controls whose value lives in the address of the page, so that a link reproduces the screen."""

from collections.abc import Callable, Sequence
from typing import Any

import streamlit as st
from streamlit.runtime.state import get_session_state

WIDEST = 820  # pixels: a longer slider is no easier to set
IGNORED = "ignored in the link"


def choice(label: str, options: Sequence[Any], key: str, default: Any, show: Callable[[Any], str] = str) -> Any:
    """One of a few options, all of them in sight."""
    return bound(
        key,
        label,
        show,
        lambda: st.segmented_control(
            label, options, default=default, format_func=show, required=True, key=key, bind="query-params"
        ),
        fits=any,  # Streamlit 1.67 takes "" for None, required or not
    )


def pick(label: str, options: Sequence[Any], key: str, default: Any, show: Callable[[Any], str] = str) -> Any:
    """One of many options, from a list that unfolds and can be searched."""
    index = list(options).index(default)
    return bound(key, label, show, lambda: st.selectbox(label, options, index, show, key=key, bind="query-params"))


def value(label: str, low: float, high: float, key: str, default: float, step: float = 0.05) -> float:
    """A number from low to high, dragged."""
    return bound(
        key, label, "{:g}".format, lambda: st.slider(label, low, high, default, step, key=key, bind="query-params")
    )


def number(label: str, low: int, high: int, key: str, default: int, says: str | None = None) -> int:
    """A whole number from low to high, dragged; the server hears it when it is let go."""
    return bound(
        key,
        label,
        str,
        lambda: st.slider(label, low, high, default, key=key, bind="query-params", help=says, width=WIDEST),
    )


def sentence(label: str, key: str, example: str, says: str | None = None) -> str:
    """What the learner types, "" when nothing."""
    return bound(
        key,
        label,
        str,
        lambda: st.text_input(label, key=key, placeholder=example, bind="query-params", help=says),
    )


def guess(label: str, low: int, high: int, key: str) -> int | None:
    """A whole number from low to high that the learner ventures, None before."""
    return bound(
        key,
        label,
        str,
        lambda: st.number_input(
            label, low, high, None, 1, key=key, placeholder=f"{low} to {high}", bind="query-params"
        ),
        fits=lambda asked: asked[-1] in map(str, range(low, high + 1)),  # Streamlit 1.67 stumbles over "inf"
    )


def vote(label: str, options: Sequence[str], key: str) -> str | None:
    """One of the options, or None before the learner has chosen."""
    return bound(
        key, label, str, lambda: st.pills(label, options, key=key, bind="query-params", label_visibility="collapsed")
    )


def several(
    label: str, options: Sequence[Any], key: str, default: Sequence[Any], show: Callable[[Any], str] = str
) -> tuple[Any, ...]:
    """Any of a few options, all of them in sight; as they are listed, whatever was chosen first."""

    def widget() -> tuple[Any, ...]:
        found = st.pills(
            label,
            options,
            selection_mode="multi",
            default=list(default),
            format_func=show,
            key=key,
            bind="query-params",
        )
        return tuple(option for option in options if option in found)

    return bound(key, label, show, widget)


def answer(question: str, options: Sequence[str], key: str) -> str | None:
    """One of the options, one below the other under a question; None before the learner has chosen."""
    return bound(key, question, str, lambda: st.radio(question, options, index=None, key=key, bind="query-params"))


def span(label: str, low: int, high: int, key: str, default: tuple[int, int]) -> tuple[int, int]:
    """From one whole number to another, both dragged."""
    return bound(key, label, str, lambda: st.slider(label, low, high, default, key=key, bind="query-params"))


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


def ignored_in_link() -> str:
    """One line on what was ignored in the link, "" when nothing; a value leaves it when the learner sets another."""
    notes = st.session_state.get(IGNORED, {})
    kept = [note for key, (note, value) in notes.items() if st.session_state.get(key) == value]
    return "The link was not understood in full. " + " ".join(kept) if kept else ""
