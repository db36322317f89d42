"""What a link hides from a page, so that a class sees what its teacher wants it to see."""

import re
from collections.abc import Sequence

import streamlit as st

from ui.asked import say_ignored

KEY = "hide"  # in the address, from stop to stop
BETWEEN = "."
PARTS = {  # what stands on many pages: {its name in a link: what it is}
    "menu": "the menu",
    "todo": "what there is to do",
    "further": "Further",
    "keep": "To keep, and the question at the end",
    "exercises": "the exercises",
    "copy_link": "Copy link",
    "present_button": "Present",
}
IN_THE_THREAD = ("todo", "exercises")  # a component hides these itself
NAME = re.compile(r"[a-z][a-z0-9_]{0,39}")
MOST = 40


def asked() -> tuple[str, ...]:
    """What the link hides: parts of the page, and controls by their keys. What is no name is said above the lesson."""
    names = [name for name in st.query_params.get(KEY, "").split(BETWEEN) if name]
    bad = [name for name in names if not NAME.fullmatch(name)]
    said = [f"“{bad[0][:40]}” is nothing that can be hidden"] if bad else []
    if len(names) > MOST:
        said.append(f"at most {MOST} things can be hidden")
    say_ignored(KEY, said)
    return tuple(dict.fromkeys(name for name in names if name not in bad))[:MOST]


def written(names: Sequence[str]) -> str:
    """The names as a link says them."""
    return BETWEEN.join(names)


def style(names: Sequence[str]) -> str:
    """The style sheet that hides them from eyes, keys and screen readers; "" where there is nothing to hide."""
    places = [f".st-key-{name}" for name in names if name != "menu" and name not in IN_THE_THREAD]
    return f"<style>{', '.join(places)} {{ display: none !important; }}</style>" if places else ""
