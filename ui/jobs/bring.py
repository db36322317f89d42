"""What a reader brings for a training, pasted or dropped: limits said before, checked before anything starts."""

import hashlib
from collections.abc import Callable
from typing import NamedTuple

import streamlit as st

from lstm_core.own_data.arrays import read_arrays
from lstm_core.own_data.limits import FEWEST_LETTERS, FEWEST_ROWS
from lstm_core.own_data.names import plain_name
from lstm_core.own_data.table import read_table
from lstm_core.own_data.text import read_text
from ui import lesson
from ui.jobs.run_folders import Brought

MEGABYTE, UNPACKED = 10**6, 50 * 10**6  # bytes; those of images, unpacked
MOST_PASTED, MOST_ROWS, MOST_COLUMNS, NAMED = 50_000, 20_000, 32, 8
WHERE = (
    "What you bring is kept on this server, in the folder of this training alone. It is deleted when the training is "
    "finished; if you stop it before, with the folder. Whoever has the link of the training can see what the network "
    "has learned, and what it writes may quote yours."
)


class Kind(NamedTuple):
    """How something is asked for, how large it may be, what it becomes, who checks it."""

    asks: str
    limits: str
    megabytes: int
    pasted: str
    option: str
    name: str
    check: Callable[[bytes, str], str]


def _text(content: bytes, who: str) -> str:
    try:
        text, encoding = read_text(content)
    except ValueError as error:
        raise ValueError(f"{who} cannot be read as a text: {error}") from None
    if len(text) < FEWEST_LETTERS:
        raise ValueError(f"{who} has {len(text):,} characters; there is something to learn from {FEWEST_LETTERS:,} on")
    return f"{who}: {len(text):,} characters. Read as {encoding}."


def _table(content: bytes, who: str) -> str:
    columns, values, notes = read_table(content, who)
    if not FEWEST_ROWS <= len(values) <= MOST_ROWS:
        raise ValueError(f"{who} has {len(values):,} of the {FEWEST_ROWS} to {MOST_ROWS:,} rows that it may have here")
    if len(columns) > MOST_COLUMNS:
        raise ValueError(f"{who} has {len(columns):,} columns of numbers; here it may have {MOST_COLUMNS}")
    names = ", ".join(columns[:NAMED]) + ", …" * (len(columns) > NAMED)
    return " ".join([f"{who}: {len(values):,} rows of {names}.", *notes])


def _images(content: bytes, who: str) -> str:
    arrays = read_arrays(content, who, UNPACKED)
    said = ", ".join(f"{plain_name(name, 'an array')} {array.shape}" for name, array in list(arrays.items())[:NAMED])
    return f"{who}: {said}."


KINDS = {
    "text": Kind(
        "a text",
        f"Any text from {FEWEST_LETTERS:,} characters to 2 MB, in any usual encoding.",
        2,
        "Paste a text",
        "--text",
        "own.txt",
        _text,
    ),
    "table": Kind(
        "a table",
        f"A CSV of {FEWEST_ROWS} to {MOST_ROWS:,} rows, at most {MOST_COLUMNS} columns of numbers and 1 MB; a row is a "
        "moment, the oldest first. Commas, semicolons, tabs or bars; a gap takes the value above it.",
        1,
        "Paste a table",
        "--data",
        "own.csv",
        _table,
    ),
    "images": Kind(
        "images",
        "An .npz of NumPy with images (N, Y, X) and labels (N,), at most 5 MB; no pickled objects.",
        5,
        "",
        "--data",
        "own.npz",
        _images,
    ),
}


def bring(kind: str, key: str) -> Brought | None:
    """What was pasted or dropped, or None, with a sentence, where there is nothing or it cannot be used."""
    about = KINDS[kind]
    lesson.say(f"{about.limits} {WHERE}")
    pasted = st.text_area(about.pasted, key=f"{key}_pasted", max_chars=MOST_PASTED) if about.pasted else ""
    label = f"{'Or drop' if about.pasted else 'Drop'} a file, at most {about.megabytes} MB"
    dropped = st.file_uploader(label, key=f"{key}_dropped", max_upload_size=about.megabytes)
    content = dropped.getvalue() if dropped else (pasted or "").encode()
    if not content:
        lesson.waiting(f"Bring {about.asks} first; then the training can start.")
        return None
    with lesson.refused():
        who = plain_name(dropped.name) if dropped else "What you pasted"
        also = " What you pasted is not used." if dropped and pasted else ""
        lesson.say(lesson.plain(_checked(about, content, who, f"{key}_checked")) + also)
        return Brought(about.option, about.name, content)
    return None


def _checked(about: Kind, content: bytes, who: str, key: str) -> str:
    """What it is, in words; ValueError where it cannot be used. Remembered in the reader's own session alone."""
    if len(content) > about.megabytes * MEGABYTE:
        raise ValueError(f"{who} has {len(content):,} bytes; here it may have {about.megabytes * MEGABYTE:,}")
    mark = (about.name, who, hashlib.sha256(content).hexdigest())
    before, said, wrong = st.session_state.get(key, ("", "", ""))
    if before != mark:
        try:
            said, wrong = about.check(content, who), ""
        except ValueError as error:
            said, wrong = "", str(error)
        st.session_state[key] = (mark, said, wrong)
    if wrong:
        raise ValueError(wrong)
    return said
