"""A room of a class on the page: opened here, joined by its word, its link or its square."""

import streamlit as st

from ui import lesson
from ui.classroom import qr
from ui.lessons.teachers import words
from ui.room import member, strip


def show() -> None:
    """What a room is, and the button; once it is open, how a class comes in."""
    lesson.say(words.ROOM)
    if not (word := member.room()):
        strip.desk()
        return
    where = (st.context.url or "").partition("?")[0].rstrip("/").rpartition("/")[0]
    address = f"{where}/?{member.KEY}={word}"
    left, right = lesson.beside(2)
    with left:
        st.markdown(f"The room’s word is **{word}**. Its link, for your class:")
        st.code(address, language=None, wrap_lines=True)
        lesson.say(words.LEADING)
    with right, lesson.refused("The link itself works."):
        qr.show(address, f"The link into room {word} as a square for telephones")
