"""The film on a page, mounted; what the browser says of it is checked."""

from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

import streamlit as st

from lstm_core.film import Film
from lstm_core.networks.network import Network
from ui.components import network as networks
from ui.components.component import component
from ui.components.film.live import about
from ui.components.film.pack import pack


class Mark(NamedTuple):
    """A stretch of words that a reader has marked in one lane: steps first … last, at the row of one unit."""

    name: str
    unit: int
    first: int
    last: int


def film(
    film: Film | bytes,
    key: str,
    alternatives: str = "",
    listen: bool = False,
    poster: str = "",
    on_mark: Callable[[Mark], None] | None = None,
    network: Network | None = None,
    layer: int = 0,
) -> dict[str, int] | None:
    """Show the film. It plays, steps and scrubs in the browser without a message to the server.

    `alternatives` says in words what the *because* view compares with ("each other country"). With `listen` the page
    reruns once the reader has rested on a word for 600 ms, and gets {"word": step, "unit": unit}; None before that.
    A film that was packed before is given as its bytes; `poster` is markup of ours that stands there until it has come.
    `on_mark` is called, before the page runs again, when the reader has dragged along the words of one lane.
    With the `network` that read the sentence the film is alive: words and values can be changed in it, in the page.
    """
    live = about(network, layer, alternatives) if network is not None else None
    packed = film if isinstance(film, bytes) else pack(film, alternatives, listen, on_mark is not None, live)
    if network is None:
        return _shown(film, key, packed, listen, poster, on_mark)
    with st.container(gap=None):  # what carries the network takes no room
        place = _shown(film, key, packed, listen, poster, on_mark)
        networks.send(network, f"{key}_network")
    return place


def _shown(
    film: Film | bytes,
    key: str,
    packed: bytes,
    listen: bool,
    poster: str,
    on_mark: Callable[[Mark], None] | None,
) -> dict[str, int] | None:
    if on_mark is not None:
        _markable(film, key, packed, on_mark)
        return None
    if not listen:
        component("film", poster)(key=key, data=packed)
        return None
    place = component("film")(key=key, data=packed, default={"place": None}, on_place_change=lambda: None).place
    return _checked(film, place)


def _markable(film: Film, key: str, packed: bytes, on_mark: Callable[[Mark], None]) -> None:
    def marked() -> None:
        mark = _checked_mark(film, st.session_state[key].get("marked"))
        if mark:
            on_mark(mark)

    component("film")(key=key, data=packed, default={"marked": None}, on_marked_change=marked)


def _checked_mark(film: Film, mark: Mapping[str, Any] | None) -> Mark | None:
    """What the browser says was marked, if it can be true."""
    if not isinstance(mark, Mapping) or mark.get("name") not in film.cell.names:
        return None
    unit, first, last = (mark.get(key) for key in ("unit", "first", "last"))
    if not all(isinstance(number, int) for number in (unit, first, last)):
        return None
    if not (0 <= unit < film.hidden_size and 0 <= first <= last < len(film.words)):
        return None
    return Mark(mark["name"], unit, first, last)


def _checked(film: Film, place: Mapping[str, Any] | None) -> dict[str, int] | None:
    """What the browser said, if it can be true: a hand-made client may say anything."""
    if not isinstance(place, Mapping):
        return None
    word, unit = place.get("word"), place.get("unit")
    if isinstance(word, int) and isinstance(unit, int) and 0 <= word < len(film.words) and 0 <= unit < film.hidden_size:
        return {"word": word, "unit": unit}
    return None
