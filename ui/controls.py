"""Controls whose value lives in the address of the page, so that a link reproduces the screen."""

from collections.abc import Callable, Sequence
from typing import Any

import streamlit as st

from ui.asked import bound

WIDEST = 820  # pixels: a longer slider is no easier to set


def choice(label: str, options: Sequence[Any], key: str, default: Any, show: Callable[[Any], str] = str) -> Any:
    """One of a few options, all of them in sight."""
    return bound(
        key,
        label,
        show,
        lambda: st.segmented_control(
            label, options, default=default, format_func=show, required=True, key=key, bind="query-params", wrap=True
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


def lines(label: str, key: str, example: str) -> str:
    """What the learner types or pastes on several lines, "" when nothing."""
    return bound(
        key, label, str, lambda: st.text_area(label, key=key, placeholder=example, bind="query-params", height=100)
    )


def vote(label: str, options: Sequence[str], key: str) -> str | None:
    """One of the options, or None before the learner has chosen."""
    return bound(
        key,
        label,
        str,
        lambda: st.pills(label, options, key=key, bind="query-params", label_visibility="collapsed", wrap=True),
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
            wrap=True,
        )
        return tuple(option for option in options if option in found)

    return bound(key, label, show, widget)


def answer(question: str, options: Sequence[str], key: str) -> str | None:
    """One of the options, one below the other under a question; None before the learner has chosen."""
    return bound(key, question, str, lambda: st.radio(question, options, index=None, key=key, bind="query-params"))


def span(label: str, low: int, high: int, key: str, default: tuple[int, int]) -> tuple[int, int]:
    """From one whole number to another, both dragged."""
    return bound(key, label, str, lambda: st.slider(label, low, high, default, key=key, bind="query-params"))


def fold(label: str, key: str) -> Any:
    """A part of the page that is folded away; nothing need be computed for it unless it is `.open`."""
    made = []

    def unfolds() -> bool:
        made.append(st.expander(label, key=key, on_change="rerun", bind="query-params"))
        return bool(made[0].open)

    bound(key, label, lambda is_open: str(is_open).lower(), unfolds)
    return made[0]
