"""What is said of a page that is no cell yet: a mistake, or all that a book writes otherwise and the page to put in."""

import difflib
import re
from collections import Counter
from typing import NamedTuple

import streamlit as st

from lstm_core import EquationError
from lstm_core.cell_page import cell_of_page
from lstm_core.notation.rewriting import Rewriting, rewrite
from lstm_core.notation.slips import Slip

PIECES = re.compile(r"\w+|\S")
MOST = 12  # kinds of changes that are listed one by one


class Verdict(NamedTuple):
    """`error` is what stands in the message; `slips` and `refusals` are underlined; `page` can be put in."""

    error: EquationError
    slips: tuple[Slip, ...] = ()
    refusals: tuple[EquationError, ...] = ()
    page: Rewriting | None = None


@st.cache_resource(max_entries=64, show_spinner=False)
def verdict(text: str) -> Verdict | None:
    """None where the page is a cell."""
    error = mistake(text)
    if error is None:
        return None
    found = rewrite(text)
    if found.text is None:  # a page of the language with a mistake in it has no slips
        return Verdict(found.refusals[0], found.slips, found.refusals) if found.slips else Verdict(error)
    if not found.slips:
        return Verdict(error)
    if left := mistake(found.text):
        row = found.rows[min(left.line, len(found.rows)) - 1].split("\n")[0]
        line = next((k for k, typed in enumerate(text.split("\n"), 1) if row.strip() in typed), 1)
        open_still = EquationError(line, 1, left.reason, max(1, len(row)))
        return Verdict(open_still, found.slips, (open_still,))
    first = found.slips[0]
    count = len(found.slips)
    places = "1 place is" if count == 1 else f"{count} places are"
    says = f"{places} written as in a book; compare what stands below, then press “Rewrite all”"
    return Verdict(EquationError(first.line, first.column, says, first.length), found.slips, (), found)


def mistake(text: str) -> EquationError | None:
    """What is wrong with a page, None when nothing is."""
    try:
        cell_of_page(text)
    except EquationError as error:
        return error
    return None


def offer(given: Verdict) -> dict | None:
    """The page to put in, line by line with what is new in it, and every kind of change; None where there is none."""
    if given.page is None or given.page.text is None:
        return None
    lines = given.page.text.split("\n")
    changed = [_marks(was, line) for was, line in zip(given.page.rows, lines, strict=True)]
    kinds = Counter((slip.found, slip.says) for slip in given.slips if slip.found)
    listed = [
        f"{_short(found)} → {says}{f' ({count} times)' if count > 1 else ''}" for (found, says), count in kinds.items()
    ]
    more = [f"and {len(listed) - MOST} more"] if len(listed) > MOST else []
    return {
        "text": given.page.text,
        "lines": [{"text": line, "marks": marks} for line, marks in zip(lines, changed, strict=True)],
        "kinds": [*listed[:MOST], *more],
    }


def _short(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= 24 else f"{text[:23]}…"


def _marks(was: str, now: str) -> list[list[int]]:
    """[from, to] of what is new in a line."""
    pieces = [(found[0], found.start(), found.end()) for found in PIECES.finditer(now)]
    old = PIECES.findall(was)
    matcher = difflib.SequenceMatcher(None, old, [piece for piece, *_ in pieces], autojunk=False)
    return [
        [pieces[start][1], pieces[stop - 1][2]]
        for tag, _, _, start, stop in matcher.get_opcodes()
        if tag in ("replace", "insert")
    ]
