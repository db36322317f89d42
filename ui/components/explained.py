"""What every page's texts and formulas may need: the explanations of its terms, the letters of other notations."""

from functools import cache
from urllib.parse import quote

import streamlit as st

from lstm_core import CELLS
from lstm_core.board.notations import NOTATIONS, PAGE, spellings
from ui import glossary
from ui.asked import say_ignored
from ui.components.component import component

REFERENCE = "glossary"  # the page of all terms, which every explanation leads to
FIND = "glossary_find"  # in its address
NOTATION = "notation"  # in the address of every page


def terms() -> None:
    """Once a page; it shows nothing until a term is pointed at."""
    asked = st.query_params.get(NOTATION)
    known = asked is None or asked in NOTATIONS
    say_ignored(NOTATION, [] if known else [f"“{asked[:40]}” is not a notation: there are {', '.join(NOTATIONS)}"])
    component("glossary")(key="glossary", data=_told())


@cache
def _told() -> dict:
    others = [notation for notation in NOTATIONS if notation != PAGE]
    return {
        "terms": {glossary.address(term): f"{term}: {text}" for term, text in glossary.TERMS.items()},
        "more": {glossary.address(term): f"{REFERENCE}?{FIND}={quote(term)}" for term in glossary.TERMS},
        "notations": {
            "labels": NOTATIONS,
            "spellings": {notation: spellings(CELLS.values(), notation) for notation in others},
        },
    }
