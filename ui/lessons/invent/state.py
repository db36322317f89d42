"""The page of equations that a learner works on: what stands in the editor, and the last page without a mistake."""

from collections.abc import Mapping
from typing import NamedTuple

import streamlit as st

from lstm_core import CELLS
from lstm_core.cell import Cell
from lstm_core.cell_page import cell_of_page, page_of_cell
from lstm_core.equations.limits import MAX_CHARACTERS
from ui.asked import bound, say_ignored, withdraw
from ui.lessons.invent.verdict import Verdict, mistake, verdict
from ui.shipped import networks

PAGE, START = "invent_page", "invent_start"  # in the address: the page, where it differs from the cell it began with
# In the session: what stands in the editor, the last page without a mistake, how often Python has put another page
# into the editor, and what stood there before it did.
TEXT, GOOD, ORIGIN, BEFORE = "invent_text", "invent_good", "invent_origin", "invent_before"
BASE = "invent_base"  # the shipped cell that the page began with
TITLE, OWN_START, OWN_TITLE = "Yours", "own", "your own"


class Page(NamedTuple):
    """What stands in the editor and the cell that it is, or was before the mistake."""

    text: str
    good: str
    cell: Cell
    verdict: Verdict | None  # what is wrong with the text
    origin: int
    before: bool  # whether something can be brought back


def starts() -> list[str]:
    """The cells to start from, the one everybody knows first."""
    return sorted(CELLS, key=lambda key: (key not in ("lstm", "gru", "rnn"), CELLS[key].spatial, networks.title(key)))


def start_choice() -> str:
    """The shipped cell that the page began with; once the text is the reader's, the box says that it is."""
    session = st.session_state
    asked = st.query_params.get(START, "")
    if TEXT not in session:
        session[BASE] = next((key for key in starts() if networks.title(key) == asked), "lstm")
    text = session.get(TEXT, st.query_params.get(PAGE, "")[:MAX_CHARACTERS])
    shipped = next((key for key in starts() if page_of_cell(CELLS[key]) == text), None)
    own = bool(text.strip()) and shipped is None
    if TEXT not in session and (own or asked == OWN_TITLE):
        withdraw(START)
    if own or (TEXT in session and session.get(START) == OWN_START):
        session[START] = OWN_START if own else shipped or session[BASE]
    options = [*([OWN_START] if own else []), *starts()]
    bound(
        START,
        "Start from",
        _shown,
        lambda: st.selectbox(
            *("Start from", options, options.index("lstm"), _shown),
            **{"key": START, "bind": "query-params", "on_change": _start_anew},
        ),
    )
    return session[BASE]


def _shown(start: str) -> str:
    return OWN_TITLE if start == OWN_START else networks.title(start)


def page_now(start: str) -> Page:
    """The learner's page; the first time the one of the link, or that of the cell to start from."""
    if TEXT not in st.session_state:
        _open_link(start)
    text, good = st.session_state[TEXT], st.session_state[GOOD]
    found = verdict(text)
    if found is None:
        good = st.session_state[GOOD] = text
    _write_link(text, start)
    before = bool(st.session_state.get(BEFORE, ""))
    return Page(text, good, cell_of(good), found, st.session_state[ORIGIN], before)


@st.cache_resource(max_entries=64, show_spinner=False)
def cell_of(text: str) -> Cell:
    """The cell of a page without a mistake."""
    return cell_of_page(text, TITLE)


def typed(said: object) -> None:
    """Take what the browser says was typed, if it can be true; a page that was replaced meanwhile is left alone."""
    if not isinstance(said, Mapping) or said.get("origin") != st.session_state.get(ORIGIN):
        return
    if isinstance(said.get("text"), str):
        st.session_state[TEXT] = said["text"][: MAX_CHARACTERS + 1]
        st.session_state[BEFORE] = ""
        say_ignored(PAGE, [])


def bring_back() -> None:
    """What was typed before another cell was put in its place."""
    if before := st.session_state.get(BEFORE):
        _put(before)
        st.session_state[BEFORE] = ""


def _start_anew() -> None:
    if st.session_state[START] == OWN_START:
        return
    st.session_state[BASE] = st.session_state[START]
    page = page_of_cell(CELLS[st.session_state[BASE]])
    was = st.session_state.get(TEXT, "")
    own = was.strip() and was not in {page_of_cell(cell) for cell in CELLS.values()}
    st.session_state[BEFORE] = was if own else st.session_state.get(BEFORE, "")
    _put(page)


def _put(text: str) -> None:
    st.session_state[TEXT] = text
    st.session_state[ORIGIN] = st.session_state.get(ORIGIN, 0) + 1


def _open_link(start: str) -> None:
    """The page of the link: a mistake in it stays in the editor, and the picture is that of the cell to start from."""
    page = page_of_cell(CELLS[start])
    asked = st.query_params.get(PAGE, "")
    st.session_state[GOOD], notes = page, []
    if len(asked) > MAX_CHARACTERS:
        notes, asked = (
            [f"the page in it is longer than {MAX_CHARACTERS:,} characters, so here is the {networks.title(start)}"],
            "",
        )
    elif asked and (error := mistake(asked)):
        shown = networks.title(start)
        notes = [f"its page has a mistake in {error}; until it is mended, the picture shows the {shown}"]
    _put(asked or page)
    say_ignored(PAGE, notes)


def _write_link(text: str, start: str) -> None:
    fits = 0 < len(text) <= MAX_CHARACTERS and text != page_of_cell(CELLS[start])
    if fits and st.query_params.get(PAGE) != text:
        st.query_params[PAGE] = text
    elif not fits and PAGE in st.query_params and len(text) <= MAX_CHARACTERS:
        del st.query_params[PAGE]
