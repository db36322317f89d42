"""What a reader can take along from a lesson's file: made when the lesson is recorded, of the screen as it is there."""

from collections.abc import Sequence
from typing import Any

import streamlit as st

from offline.addresses import file_of
from ui import lesson
from ui.components.component import component
from ui.take import taken
from ui.thread.way import Tour

LARGEST = 60_000  # letters of a file; a notebook with all weights in it needs the app
ALL = "contents.html, in the folder of the lessons"


def offer(lessons: Sequence, current: Any, tour: Tour | None) -> None:
    """The buttons, folded, with the file that each of them saves."""
    address = "&".join(f"{key}={value}" for key, value in sorted(st.query_params.items()) if value != "true")
    here = taken.Screen(current, file_of(current.name) + (f"?{address}" if address else ""), dict(st.query_params))
    anywhere = taken.Screen(None, ALL, {})  # slides are the same wherever they are saved
    found = taken.kinds(lessons, current, tour)
    texts = {key: _made(kind, anywhere if key.startswith("slides") else here) for key, kind in found.items()}
    found = {key: kind for key, kind in found.items() if 0 < len(texts[key]) <= LARGEST}
    files = {key: {"name": kind.name, "type": kind.type, "text": texts[key]} for key, kind in found.items()}
    with lesson.expander("Take this lesson home: worksheet, slides"):
        component("take")(key=taken.KEY, data=taken.message(found, files=files))
        lesson.say(taken.SAVED)


def _made(kind: taken.Kind, screen: taken.Screen) -> str:
    """The file, "" where it cannot be made of this screen."""
    try:
        return kind.make(screen)
    except ValueError:
        return ""
