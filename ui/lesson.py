"""The pieces every lesson is built from: prose, how to read a picture, facts, a recall question, a refusal."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager

import streamlit as st

from ui import controls

COLUMN = 820  # pixels: a line of prose longer than this is hard to read


def say(text: str) -> None:
    """A paragraph, in a column that is comfortable to read."""
    st.container(width=COLUMN).markdown(text)


def heading(text: str) -> None:
    """The head of a section."""
    st.subheader(text, anchor=False)


def quote(words: Sequence[str] | str) -> None:
    """A sentence as the network gets it, large; the words are shown as they are, never as markup."""
    text = words if isinstance(words, str) else " ".join(words)
    with st.container(width=COLUMN, border=True):
        st.markdown(f"##### {plain(text)}")


def how_to_read(text: str) -> None:
    """The line under a picture."""
    st.container(width=COLUMN).markdown(f":small[**How to read this.** {text}]")


def facts(*lines: str) -> None:
    """The few facts worth keeping from the lesson."""
    with st.container(border=True, width=COLUMN):
        st.markdown("#### To keep\n\n" + "\n".join(f"- {line}" for line in lines))


def recall(question: str, options: Mapping[str, str], right: str, key: str) -> None:
    """A question with what to say to each answer; `right` is the answer that was computed."""
    if right not in options:
        raise ValueError(f"the right answer “{right}” of “{question}” is not among its options {list(options)}")
    with st.container(border=True, width=COLUMN):
        st.markdown("#### Do you remember?")
        chosen = controls.answer(question, list(options), key)
        if chosen == right:
            st.success(f"Yes. {options[chosen]}", icon=":material/check:")
        elif chosen:
            st.warning(f"Not this one. {options[chosen]}", icon=":material/undo:")


@contextmanager
def refused() -> Iterator[None]:
    """What goes wrong inside with a person's words or a shipped file is said in one sentence, in place."""
    try:
        yield
    except (ValueError, OSError) as error:
        st.error(sentence_of(error), icon=":material/error:")


def sentence_of(error: Exception) -> str:
    """The words of an error, with a capital and a full stop, as plain text."""
    text = plain(str(error).strip() or type(error).__name__)
    return text[0].upper() + text[1:] + ("" if text.endswith((".", "?", "!")) else ".")


def plain(text: str) -> str:
    """The text with everything escaped that Markdown, LaTeX or a colour code would read as markup."""
    return "".join(f"\\{mark}" if mark in "\\`*_{}[]()<>#+-.!|$:~" else mark for mark in text)
