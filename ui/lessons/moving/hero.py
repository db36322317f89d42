"""The film that plays in the page: what it gets once, the network's half of it only after the guess."""

from collections.abc import Sequence
from typing import Any

import numpy as np
import streamlit as st

from figures.cell_styles import OTHERS, look
from figures.theme import SEQUENTIAL
from lstm_core.browser.blob import blob
from lstm_core.browser.names import names
from lstm_core.tasks.bouncing import READ, SIDE, STEPS
from ui.components import network as networks
from ui.components.played import played
from ui.in_the_page import Lever, position
from ui.lessons.moving import votes, words
from ui.lessons.moving.numbers import COPY, SCORED, came, network, on_its_own, predicted, seen, wrong

KEY, ALONE_KEY = "moving_hero", "moving_alone"
MAPS = ("f", "i", "o", "c")  # what is shown of a pixel
LAST = STEPS + 1
AT = Lever("at", "moving_at", "Picture", 1, LAST, 1, SCORED)
PIXEL = (
    Lever("row", "moving_row", "Row of the pixel", 1, SIDE, 1, 9),
    Lever("column", "moving_column", "Column of the pixel", 1, SIDE, 1, 8),
)
ALONE_AT = Lever("at", "moving_alone_at", "Picture, on its own", READ + 1, LAST, 1, READ + 1)


def draw(film: int, squares: int, guess: str | None) -> tuple[int, int]:
    """The film on one clock; returns the pixel that is chosen in it, row and column from 1."""
    stands = position(KEY, (AT, *PIXEL))
    if guess:
        networks.send(network(), "moving_network")
    played("moving", message(film, squares, guess), KEY)
    return stands["row"], stands["column"]


def draw_alone(film: int, squares: int) -> None:
    """The film once the network reads its own predictions."""
    position(ALONE_KEY, (ALONE_AT,))
    played("moving", alone_message(film, squares), ALONE_KEY)


@st.cache_resource(max_entries=32, show_spinner=False)
def message(film: int, squares: int, guess: str | None) -> bytes:
    """Pictures and errors, the page has the network for its gates; before the guess the last picture stands for it."""
    truth, copied = came(film, squares), came(film, squares)[:-1]
    arrays: dict[str, np.ndarray] = {"came": truth, "copied": copied}
    pictures = [_picture("came", words.CAME, 1), _picture("copied", words.COPIED, 2)]
    lines = [_line(COPY, OTHERS[0], wrong(copied, truth[1:]))]
    levels: list[dict[str, Any]] = []
    pixel: dict[str, Any] = {"waits": words.WAITS}
    if guess:
        arrays |= {"predicted": predicted(film, squares)}
        pictures[1] = _picture("predicted", words.PREDICTED, 2)
        lines.insert(0, _line(words.NETWORK, look("LSTM"), wrong(arrays["predicted"], truth[1:])))
        levels = votes.levels(film, squares, guess)
        shown = {name["name"]: name for name in names(network().cell)}
        limit = float(np.quantile(np.abs(seen(film, squares).layers[0]["c"]), 0.98))
        pixel = {"title": words.PIXEL, "names": [{**shown[name], "limit": limit} for name in MAPS]}
        pixel["network"] = networks.name(network())
    header = _header(AT, pictures, lines, levels) | {"pixel": pixel, "words": words.of_hero(bool(guess))}
    header["levers"] += [lever._asdict() for lever in PIXEL]
    return blob(header, arrays, "the film")


@st.cache_resource(max_entries=16, show_spinner=False)
def alone_message(film: int, squares: int) -> bytes:
    """What came beside what the network took for it after its last look."""
    truth, went = came(film, squares)[READ:], on_its_own(film, squares)
    pictures = [_picture("came", words.CAME, READ + 1), _picture("alone", words.ON_ITS_OWN, READ + 1)]
    lines = [
        _line(words.ALONE, look("LSTM"), wrong(went, truth)),
        _line(words.LAST_SEEN, OTHERS[0], wrong(np.broadcast_to(came(film, squares)[READ - 1], truth.shape), truth)),
    ]
    header = _header(ALONE_AT, pictures, lines, [], READ + 1, "alone") | {"pixel": None, "words": words.of_alone()}
    return blob(header, {"came": truth, "alone": went}, "the film")


def _header(
    at: Lever, pictures: list, lines: list, levels: list, begins: int = 2, file: str = "squares"
) -> dict[str, Any]:
    errors = {"lines": lines, "levels": levels, "from": begins, "last": LAST, "digits": 4}
    errors |= {"file": f"{file}-errors", "title": words.ERRORS, "across": "picture"}
    pictures = [{**picture, "file": f"{file}-{picture['name']}"} for picture in pictures]
    ends = {"first": int(at.low), "last": int(at.high)}
    return {"format": 1, **ends, "levers": [at._asdict()], "pictures": pictures, "errors": errors, "stops": SEQUENTIAL}


def _picture(name: str, title: str, begins: int) -> dict[str, Any]:
    return {"name": name, "title": title, "from": begins, "none": words.NOTHING_YET}


def _line(name: str, style: Any, values: Sequence[float]) -> dict[str, Any]:
    return {"name": name, "color": style.color, "dash": style.dash, "values": list(values)}
