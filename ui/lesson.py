"""The pieces every lesson is built from: prose, pictures and how to read them, facts, a recall question, a refusal."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import PurePath

import streamlit as st

from ui import controls
from ui.components import presented
from ui.components.alone import alone
from ui.components.chart import saver
from ui.glossary import linked

COLUMN = 820  # pixels: a line of prose longer than this is hard to read
MARKUP = frozenset("\\`*_{}[]()<>#+-.!|$:~")
ASKED_AT_THE_END, KEPT = "what the lesson asks at its end", "what it says to keep"  # in the session
Recall = tuple[str, Mapping[str, str], str]  # a question, what to say to each answer, the right answer
Part = tuple[str, str, Callable[..., object]]  # a title, a key for the link, what draws it


def say(text: str) -> None:
    """A paragraph, in a column that is comfortable to read."""
    presented.column(COLUMN).markdown(linked(text))


def heading(text: str) -> None:
    """The head of a section."""
    st.header(text, anchor=False)


def quote(words: Sequence[str], key: str, stressed: str = "") -> None:
    """A sentence as the network gets it, with a gap at its end; `stressed` settles what fills it."""
    marked = [f"**{plain(word)}**" if word == stressed else plain(word) for word in words]
    presented.column(COLUMN, border=True, key=f"quote_{key}").markdown(f"{' '.join(marked)} **{plain('____')}**")


def chart(figure: object, takeaway: str, key: str, width: int | str = "stretch") -> None:
    """A still picture that can be saved; `takeaway` is what a screen reader says instead."""
    with st.container(key=f"chart_{key}", width=width, gap=None):
        st.plotly_chart(figure, key=key, alt=takeaway, config={"displayModeBar": False, "scrollZoom": False})
        saver(key, takeaway)


def table(rows: Sequence[Mapping[str, str]]) -> None:
    """Rows of words and numbers, as they are."""
    st.table(list(rows), hide_index=True)


def how_to_read(text: str) -> None:
    """The line under a picture."""
    presented.column(COLUMN).markdown(f":small[**How to read this.** {linked(text)}]")


def waiting(text: str) -> None:
    """What stands where a picture will be, once the learner has done something."""
    presented.column(COLUMN).markdown(f":small[{text}]")


def beside(count: int, low: bool = False) -> Sequence:
    """Places side by side, aligned above or, if `low`, below; one under the other on a narrow screen."""
    return st.columns(count, gap="medium", vertical_alignment="bottom" if low else "top")


def expander(label: str):
    """What few need, folded away."""
    return st.expander(label)


@contextmanager
def hero() -> Iterator[None]:
    """What the lesson is about: its task, its one lever, its one picture, the answer; one screen holds it."""
    with st.container(key="hero"):
        yield


def further(parts: Iterable[Part], *of: object, guessed: bool = True) -> None:
    """What comes after the hero, folded; a part is computed `of` what it needs when it is open, after the guess."""
    with st.container(key="further"):
        heading("Further")
        for title, key, draw in parts:
            part = controls.fold(title, key)
            with part, refused():
                if part.open and guessed:
                    draw(*of)
                elif part.open:
                    waiting("Guess first, above. Then this is shown.")


def place():
    """Where something will stand whose choices come after it."""
    return st.container()


def beneath(label: str):
    """What few need, in a small window that a button opens."""
    return st.popover(label)


def dark() -> bool:
    """Whether the page is on dark paper."""
    return st.context.theme.type == "dark"


def ending(facts: Sequence[str], recall: Callable[[], Recall], key: str) -> None:
    """The end of every lesson: what to keep, and one question; `recall` computes it when the page is drawn."""
    st.session_state.update({ASKED_AT_THE_END: recall, KEPT: tuple(facts)})
    left, right = st.container(key="keep").columns(2, gap="medium")
    with left.container(border=True, height="stretch"):
        st.header("To keep", anchor=False)
        st.markdown("\n".join(f"- {fact}" for fact in facts))
    with right.container(border=True, height="stretch"), refused():
        st.header("Do you remember?", anchor=False)
        alone(ask, *recall(), key)


def ask(question: str, options: Mapping[str, str], right: str, key: str) -> None:
    """A question with what to say to each answer; `right` is the answer that was computed."""
    if right not in options:
        raise ValueError(f"the right answer “{right}” of “{question}” is not among its options {list(options)}")
    if chosen := controls.answer(question, list(options), key):
        reply(chosen, options, right)


def reply(chosen: str, options: Mapping[str, str], right: str) -> None:
    """What is said to an answer."""
    tell, begins, icon = (st.success, "Yes.", "check") if chosen == right else (st.warning, "Not this one.", "undo")
    tell(f"{begins} {options[chosen]}", icon=f":material/{icon}:")


@contextmanager
def refused(instead: str = "") -> Iterator[None]:
    """What goes wrong inside, with a person's words or a shipped file, is said in place, with what comes `instead`."""
    try:
        yield
    except (ValueError, OSError) as error:
        st.error(f"{in_words(error)} {instead}", icon=":material/error:")


def in_words(error: Exception) -> str:
    """The words of an error as a sentence, with nothing in it that would be read as markup."""
    text = str(error).strip() or f"something went wrong ({type(error).__name__})"
    if isinstance(error, OSError) and error.filename:  # the system's words, without the places of this machine
        text = f"{error.strerror}: {PurePath(str(error.filename)).name}"
    return plain(text[0].upper() + text[1:] + ("" if text.endswith((".", "?", "!")) else "."))


def plain(text: str) -> str:
    """The text with everything escaped that Markdown, LaTeX or a colour code would read as markup."""
    return "".join(f"\\{mark}" if mark in MARKUP else mark for mark in text)
