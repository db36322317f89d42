"""Which row, held, changes the answer: what the reader said, and what stands beside the rows before and after."""

from collections.abc import Callable
from functools import partial
from typing import Any, NamedTuple

import streamlit as st

from ui import edits
from ui.asked import say_ignored
from ui.guesses import WAITS
from ui.lessons.break_it import single, words, workbench
from ui.lessons.break_it.single import Hold
from ui.room import questions
from ui.shipped import evidence, networks, ranking

KEY, OF = "broken_guess", "the run that a row was guessed in"
WAITED = "a guess waited for the teacher of a room"
SHOW, AGAIN = "show", "again"


class Asked(NamedTuple):
    """A unit, SHOW, or None before there is a guess; and whether a room's teacher has yet to show the answer."""

    said: int | str | None
    waits: bool


def asked(cell: str, seed: int, sentence: tuple[str, ...]) -> Asked:
    """What the rows of a run are asked, told to the room; the row said is held once the answer may be known."""
    network = networks.network(cell, seed)
    changed = bool(workbench.changes(network.cell, sentence, network.hidden_size))
    guess = said(run_of(cell, seed, sentence), network.hidden_size, changed)
    units = [f"unit {unit}" for unit in range(network.hidden_size)]
    row = units[guess] if isinstance(guess, int) else guess
    waits = questions.ask(KEY, words.question(cell, sentence), units, row, pictured=True)
    if not waits and st.session_state.pop(WAITED, False) and isinstance(guess, int):
        workbench.take(edits.written([single.hold(cell, seed, sentence).of(guess)]))
    if waits:
        st.session_state[WAITED] = True
    return Asked(guess, waits)


def run_of(cell: str, seed: int, sentence: tuple[str, ...]) -> str:
    """One run, as a guess belongs to it."""
    return f"{cell}-{seed} {' '.join(sentence)}"


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


def rows(
    cell: str, seed: int, sentence: tuple[str, ...], guess: int | str | None, waits: bool
) -> dict[str, Any] | None:
    """What the film asks of its rows or, after the guess, what stands beside them; None where nobody has measured.

    A guess that waits for a room's teacher is a question still.
    """
    try:
        measures = ranking.ranked(cell, seed)
    except (ValueError, OSError):
        return None
    hold = single.hold(cell, seed, sentence)
    asked = {"answered": guess is not None and not waits, "hold": hold.written(), "key": KEY}
    if waits:
        said = f"You said unit {guess}. " if isinstance(guess, int) else ""
        return {**asked, "says": {"text": f"{said}{WAITS}", "confirm": "unit {unit}: hold it"}}
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
