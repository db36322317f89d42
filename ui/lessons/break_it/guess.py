"""Which row, held, changes the answer: what the reader said, and what stands beside the rows before and after."""

from collections.abc import Callable
from functools import partial
from typing import Any

import streamlit as st

from ui import edits
from ui.asked import say_ignored
from ui.lessons.break_it import single, words, workbench
from ui.lessons.break_it.single import Hold
from ui.shipped import evidence, ranking

KEY, OF = "broken_guess", "the run that a row was guessed in"
SHOW, AGAIN = "show", "again"


def said(of: str, units: int, changed: bool) -> int | str | None:
    """A unit, SHOW, or None before there is a guess.

    A unit was guessed in one run; in another one the answer is only shown. Whoever has `changed` the run by other means
    has seen what he was to guess.
    """
    text = st.session_state.get(KEY, st.query_params.get(KEY))
    known = text == SHOW or text in map(str, range(units))
    say_ignored(KEY, [] if text is None or known else [f"“{str(text)[:40]}” is not a choice for “your guess”"])
    guess = (SHOW if text == SHOW else int(text)) if known else SHOW if changed else None
    if isinstance(guess, int) and st.session_state.setdefault(OF, of) != of:
        guess = SHOW
    if guess is not None:
        _keep(str(guess))
    return guess


def taker(hold: Hold, of: str) -> Callable[[str], None]:
    """What hears a guess from the browser, before the page runs again."""
    return partial(_take, hold, of)


def _take(hold: Hold, of: str, text: str) -> None:
    what = text.split(" ")[0]
    if what == AGAIN:
        st.session_state.pop(KEY, None)
        st.query_params.pop(KEY, None)
        workbench.take("")
        return
    row = what.isascii() and what.isdigit() and len(what) < 5
    if not (row or what == SHOW):
        return
    _keep(what)
    st.session_state[OF] = of
    if row:
        workbench.take(edits.written([hold.of(int(what))]))


def _keep(text: str) -> None:
    st.session_state[KEY] = text
    if st.query_params.get(KEY) != text:
        st.query_params[KEY] = text


def rows(cell: str, seed: int, sentence: tuple[str, ...], guess: int | str | None) -> dict[str, Any] | None:
    """What the film asks of its rows or, after the guess, what stands beside them; None where nobody has measured."""
    try:
        measures = ranking.ranked(cell, seed)
    except (ValueError, OSError):
        return None
    hold = single.hold(cell, seed, sentence)
    asked = {"answered": guess is not None, "hold": hold.written()}
    if guess is None:
        return {**asked, "says": words.asking(hold, sentence)}
    answered = single.answers(cell, seed, sentence)
    carriers = evidence.carriers(cell, seed)
    return {
        **asked,
        "says": words.answering(hold, sentence, answered, guess, len(carriers)),
        "guess": guess if isinstance(guess, int) else None,
        "measures": measures,
        "carriers": list(carriers),
        "turning": single.turning(answered),
    }
