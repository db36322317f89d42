"""Where the hand stands in the picture of the carriers: guess, ranking, rows carried over, and from which country."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any, NamedTuple

import streamlit as st

from ui.asked import say_ignored
from ui.lessons.carriers.component import said

LEFT = "where the picture of the carriers was left"
SOURCE = "spain"


class Asked(NamedTuple):
    """One thing that the address says: its name there and on screen, the usual value, and how a text is read."""

    address: str
    label: str
    usual: Any
    read: Callable[[str], Any]  # None for what it cannot be


def asked(units: int, orders: Sequence[str], sources: Sequence[str]) -> dict[str, Asked]:
    """What a link may say of a network of so many units."""

    def among(options: Sequence[str]) -> Callable[[str], str | None]:
        return lambda text: text if text in options else None

    def whole(most: int) -> Callable[[str], int | None]:
        return lambda text: int(text) if text in map(str, range(most + 1)) else None

    return {
        "guess": Asked("carriers_guess", "your guess", None, whole(units - 1)),
        "by": Asked("carriers_by", "rank rows by", orders[0], among(orders)),
        "rows": Asked("carriers_rows", "rows carried over", 0, whole(units)),
        "source": Asked("carriers_from", "carried over from", SOURCE, among(sources)),
    }


def place(of: str, what: Mapping[str, Asked]) -> dict[str, Any]:
    """The values for the network `of`: as the browser said last, before that as the link asks.

    A guess, and what was carried over, belong to the network in which they were made. A reader who comes back from
    another lesson finds everything as it was left.
    """
    told, left = said(), st.session_state.setdefault(LEFT, {})
    told = told or ({} if _linked(what) else left)
    moved = told is left and bool(left)
    other = told.get("of", left.get("of", of)) != of
    found: dict[str, Any] = {}
    for name, one in what.items():
        text = told.get(name) if told else st.query_params.get(one.address)
        if other and name in ("guess", "rows"):
            text = None
        value = None if text is None else one.read(str(text))
        found[name] = one.usual if value is None else value
        wrong = [f"“{str(text)[:40]}” is not a choice for “{one.label}”"] if text is not None and value is None else []
        say_ignored(one.address, wrong)
        if moved and found[name] != one.usual:
            st.query_params[one.address] = str(found[name])
    st.session_state[LEFT] = {"of": of, **found}
    return found


def _linked(what: Mapping[str, Asked]) -> bool:
    return any(one.address in st.query_params for one in what.values())
