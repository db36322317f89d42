"""The film on a page, mounted; what the browser says of it is checked."""

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

import streamlit as st

from lstm_core.browser.film_message import pack
from lstm_core.film import Film
from ui.components import network as networks
from ui.components.component import component
from ui.components.film import offers
from ui.components.film.live import Alive, about, given

LONGEST = 4000  # letters of what is held
# Of a film that is to come, and of one whose rows are asked about: what lies under it need not move.
ROOM, ASKED_ROOM = (f'<div style="min-height: {rem}rem"></div>' for rem in (28.7, 34))


def film(
    film: Film | bytes,
    key: str,
    alternatives: str = "",
    listen: bool = False,
    poster: str = "",
    alive: Alive | bytes | None = None,
    on_holds: Callable[[str], None] | None = None,
    on_guess: Callable[[str], None] | None = None,
) -> dict[str, int] | None:
    """Show the film. It plays, steps and scrubs in the browser without a message to the server.

    `alternatives` says in words what the *because* view compares with ("each other country"). With `listen` the page
    reruns once the reader has rested on a word for 600 ms, and gets {"word": step, "unit": unit}; None before that.
    A film that was packed before is given as its bytes; `poster` is markup of ours that stands there until it has come,
    else there is room for it.
    A film that is `alive` can be changed, in the page: its words, and its values. One that was packed before is so with
    the message of its network. What it offers besides is sent once the reader has asked for it. `on_holds` is called,
    before the page runs again, with the text of what is held, when the reader has let go; it is for films whose `holds`
    are the page's. `on_guess` is called with what the reader says of its rows: "7" for unit 7, "show" or "again", and
    whatever follows a space.
    """
    live = about(alive, alternatives) if isinstance(alive, Alive) else None
    more = given(alive) if isinstance(alive, Alive) else {}
    packed = film if isinstance(film, bytes) else pack(film, alternatives, listen, live, more)
    if alive is None:
        return _shown(film, key, packed, listen, poster)
    with st.container(gap=None):  # what carries the network takes no room
        offered = alive.offers if isinstance(alive, Alive) and alive.offers else {}
        said = _offering(key, packed) if offered else None
        hears = {"holds": on_holds, "guess": on_guess} if on_holds else None
        asked = isinstance(alive, Alive) and alive.rows is not None
        place = None if offered else _shown(film, key, packed, listen, poster or (ASKED_ROOM if asked else ROOM), hears)
        own = alive.message or alive.network if isinstance(alive, Alive) else alive
        networks.send(own, f"{key}_network")
        for kind in offers.asked(said, offered):
            networks.send(offers.sent(offered[kind]), f"{key}_{kind}")
    return place


def _offering(key: str, packed: bytes) -> Any:
    """The film of a page that sends more when asked; what the browser asks for."""
    return component("film", ROOM)(key=key, data=packed, default={"asks": None}, on_asks_change=lambda: None).asks


def _shown(
    film: Film | bytes,
    key: str,
    packed: bytes,
    listen: bool,
    poster: str,
    hears: Mapping[str, Callable[[str], None] | None] | None = None,
) -> dict[str, int] | None:
    if hears is not None:
        heard = {f"on_{what}_change": partial(_tell, key, what, hear) for what, hear in hears.items() if hear}
        component("film", poster)(key=key, data=packed, default=dict.fromkeys(hears), **heard)
        return None
    if not listen:
        component("film", poster or ROOM)(key=key, data=packed)
        return None
    place = component("film", ROOM)(key=key, data=packed, default={"place": None}, on_place_change=lambda: None).place
    return _checked(film, place)


def _tell(key: str, what: str, hear: Callable[[str], None]) -> None:
    """What the browser says is held, or guessed, is text like that of a link: whoever reads it checks it."""
    text = st.session_state[key].get(what)
    if isinstance(text, str):
        hear(text[:LONGEST])


def _checked(film: Film, place: Mapping[str, Any] | None) -> dict[str, int] | None:
    """What the browser said, if it can be true: a hand-made client may say anything."""
    if not isinstance(place, Mapping):
        return None
    word, unit = place.get("word"), place.get("unit")
    if isinstance(word, int) and isinstance(unit, int) and 0 <= word < len(film.words) and 0 <= unit < film.hidden_size:
        return {"word": word, "unit": unit}
    return None
