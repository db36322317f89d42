"""The slips of a class on the page: what was done, a row for each."""

from collections.abc import Sequence

import streamlit as st

from ui import controls, frame, lesson
from ui.classroom import slip
from ui.thread import way

MOST = 500  # slips at a time


def read(chosen: Sequence[frame.Lesson]) -> None:
    """Where the slips are pasted, and the table of what they say."""
    pasted = controls.lines("Slips, one a line", "class_slips", "7K3M-9QXR").splitlines()
    codes = list(dict.fromkeys(line.strip() for line in pasted if line.strip()))
    if len(codes) > MOST:
        raise ValueError(f"{len(codes)} slips are too many: paste at most {MOST} at a time")
    rows, said = [], way.chosen(chosen).said
    for code in codes:
        with lesson.refused():
            rows.append(_row(code, slip.done(code, said, [len(one.do + one.exercises) for one in chosen]), chosen))
    if rows:
        lesson.table(rows)
        st.caption(f"{len(rows)} {'slip' if len(rows) == 1 else 'different slips'}.")


def _row(code: str, done: Sequence[Sequence[bool]], chosen: Sequence[frame.Lesson]) -> dict[str, str]:
    told = {one.menu: f"{sum(of)} of {len(of)}" for one, of in zip(chosen, done, strict=True)}
    return {"Slip": lesson.plain(code.upper()), **told}
