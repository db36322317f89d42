"""The learner's guess before the answer is shown, and what is said of it once the answer is known."""

from collections.abc import Sequence

import streamlit as st

from ui import controls, lesson
from ui.room import questions
from ui.room.questions import SHOW

WAITS = "The answer waits for the teacher."


def guess(question: str, options: Sequence[str], key: str) -> str | None:
    """What the learner says to a question: one of the options, or SHOW; None before, and then nothing may be shown.

    In a room that is asked this question it is None until the teacher shows the answer.
    """
    lesson.say(f"**First guess:** {question}")
    said = controls.vote(question, [*options, SHOW], key)
    if not questions.ask(key, question, options, said):
        return said
    lesson.waiting(WAITS if said == SHOW else f"You said {lesson.plain(str(said))}. {WAITS}")
    return None


def tell(text: str, said: str | None) -> None:
    """The task and, once something is said, what is so in its place; on a phone that stands below the question."""
    with st.container(key="verdict" if said else "task"):
        lesson.say(text)


def verdict(said: str, right: str) -> str:
    """The first words after a guess."""
    questions.answer(said, right)
    if said == SHOW:
        return f"The answer: **{right}**."
    return (
        f"**{right[:1].upper()}{right[1:]}**, as you said." if said == right else f"You said {said}; it is **{right}**."
    )


def opening(guess: str, right: str) -> str:
    """The first words before what is so."""
    if guess == SHOW:
        return "The answer"
    return "Right" if guess == right else f"You said: {guess}"
